import Foundation
import GatehouseSheets
import Testing

struct RecordTests {
    struct Person: SheetRecord, Equatable {
        struct Columns {
            let name, age: SheetColumn
            let height, isMember, born: SheetColumn?
        }

        var name: String
        var age: Int
        var height: Double?
        var isMember: Bool?
        var born: CivilDateTime?

        static func columns(in header: SheetHeader) throws(SheetRecordError) -> Columns {
            try Columns(
                name: header.column("Name"), age: header.column("Age"), height: header.find("Height"),
                isMember: header.find("Member"), born: header.find("Born"))
        }

        init(_ row: borrowing SheetRow, _ columns: Columns) throws(SheetRecordError) {
            name = try row.required(columns.name)
            age = try row.required(columns.age)
            height = try row.optional(columns.height)
            isMember = try row.optional(columns.isMember)
            born = try row.optional(columns.born)
        }

        init(_ name: String, _ age: Int, _ height: Double?, _ isMember: Bool?, _ born: CivilDateTime?) {
            (self.name, self.age, self.height, self.isMember, self.born) = (name, age, height, isMember, born)
        }
    }

    private func people(_ text: String) throws -> [Person] {
        var people: [Person] = []
        try DelimitedText(bytes: Array(text.utf8)).readRecords(as: Person.self) { person, _ in
            people.append(person)
            return true
        }
        return people
    }

    @Test func `a text and a workbook of the same rows give the same records`() throws {
        let expected = [
            Person("Ann", 30, 1.75, true, CivilDateTime(year: 1996, month: 2, day: 29)),
            Person("Bob", 7, nil, nil, nil),
        ]
        #expect(
            try people("born, NAME ,member,age,height\n1996-02-29,Ann,true,30,1.75\n,Bob,,7,\n") == expected)

        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try WorkbookWriter(path: path)
        try writer.startSheet("People")
        try writer.append([.blank, "name", "Age", "Height", "Member", "Born"])
        let date = WorkbookWriter.Style(format: .custom("yyyy-mm-dd"))
        try writer.append([.blank, "Ann", 30, .number(1.75), true, .styled(.integer(35_124), date)])
        try writer.append(["left alone", "Bob", "7"])
        try writer.finish()

        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        for workbook in [try Workbook(path: path), try Workbook(bytes: bytes)] {
            var people: [Person] = []
            var numbers: [Int] = []
            try workbook.readRecords(of: workbook.sheet(named: "People"), as: Person.self) { person, row in
                people.append(person)
                numbers.append(row)
                return true
            }
            #expect(people == expected)
            #expect(numbers == [2, 3])
        }
    }

    @Test func `a header that is missing, or stands twice, is named`() throws {
        #expect(throws: SheetRecordError.missingColumn("Age", row: 1, found: ["Name", "x"])) { try people("Name,x\n") }
        #expect(throws: SheetRecordError.duplicateColumn("Name", row: 2)) { try people("\nName,Age,name\n") }
        #expect(throws: SheetRecordError.noHeader) { try people("\n\n") }
    }

    @Test func `a blank or wrong value is named with its cell`() throws {
        #expect(throws: SheetRecordError.blank(CellReference(column: 1, row: 3), column: "Age")) {
            try people("Name,Age\nAnn,1\nBob,\n")
        }
        let error = SheetRecordError.wrongValue(
            CellReference(column: 1, row: 2), column: "Age", expected: "a whole number", found: "1.5")
        #expect(throws: error) { try people("Name,Age\nAnn,1.5\n") }
        #expect("\(error)" == "B2 in the column 'Age' should be a whole number and is '1.5'.")
    }

    @Test func `bytes that are no workbook are told by what they are`() {
        #expect(throws: XLSXError.notAWorkbook(.pdf)) { try Workbook(bytes: Array("%PDF-1.7 and more of it".utf8)) }
        #expect(throws: XLSXError.notAWorkbook(.empty)) { try Workbook(bytes: []) }
    }
}
