import GatehouseSheets

// Sales from CSV to a workbook and back, and a wrong cell marked. The one argument is the folder to write to.

struct Sale: SheetRecord {
    struct Columns {
        let code, quantity, price: SheetColumn
        let sold: SheetColumn?
    }

    let code: String
    let quantity: Int
    let price: Double
    let sold: CivilDateTime?

    static func columns(in header: SheetHeader) throws(SheetRecordError) -> Columns {
        try Columns(
            code: header.column("Code"), quantity: header.column("Quantity"), price: header.column("Price"),
            sold: header.find("Sold"))
    }

    init(_ row: borrowing SheetRow, _ columns: Columns) throws(SheetRecordError) {
        code = try row.required(columns.code)
        quantity = try row.required(columns.quantity)
        price = try row.required(columns.price)
        sold = try row.optional(columns.sold)
    }
}

let folder = CommandLine.arguments.dropFirst().first ?? "."
let text =
    "Code;Quantity;Price;Sold\r\n007;2;12.50;2026-02-28\r\n\"Nail; 5\"\" long\";100;0.07;\r\nA-3;1;300;2026-03-01\r\n"

let writer = try WorkbookWriter(path: "\(folder)/sales.xlsx")
let columns: [WorkbookWriter.Column] = [
    .init(width: 20, format: .text), .init(), .init(format: .custom("0.00")), .init(),
]
try writer.startSheet("Sales", .init(columns: columns, frozenRows: 1))
try writer.append(["Code", "Quantity", "Price", "Sold"], style: .header)
try DelimitedText(bytes: Array(text.utf8)).readRecords(as: Sale.self) { sale, _ in
    try writer.append([
        .text(sale.code), .integer(sale.quantity), .number(sale.price), sale.sold.map { .text("\($0)") } ?? .blank,
    ])
    return true
}
try writer.finish()

var total = 0.0
var dearest = (price: 0.0, row: 0)
let workbook = try Workbook(path: "\(folder)/sales.xlsx")
try workbook.readRecords(of: workbook.sheets[0], as: Sale.self) { sale, row in
    total += Double(sale.quantity) * sale.price
    if sale.price > dearest.price { dearest = (sale.price, row) }
    print(row, sale.code, sale.quantity, sale.price, sale.sold.map { "\($0)" } ?? "not sold")
    return true
}
print("total", total)

let mark = CellMark(
    sheet: "Sales", row: dearest.row, column: 2, columnTitle: "Price", value: "300",
    reason: "No price is above 100. Correct it.")
try markCells(in: "\(folder)/sales.xlsx", to: "\(folder)/marked.xlsx", marks: [mark])
print("marked", try Workbook(path: "\(folder)/marked.xlsx").sheets.map(\.name).joined(separator: ", "))
