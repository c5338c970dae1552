import Basics
import BrandFiles
import Catalog
import Foundation
import ImportKinds
import Storage
import Testing

/// A new kind of file is one folder, `MeterReadings`, and one line.
struct SixthKindTests {
    /// The line.
    private let kinds = BrandFileKinds.all.adding(MeterReadings())

    @Test func `a file of a sixth kind is applied`() async throws {
        let house = try await TradeHouse(kinds)
        let file = try await house.process("Meter;Reading;Day\nM-1;12,5;31/12/2026\nM-2;7;\n", as: "meterReading")
        #expect(file.status == .processed)
        #expect(file.note == "")
        #expect(try await house.readings() == ["M-1=12.50", "M-2=7.00"])
    }

    @Test func `a wrong file of a sixth kind is rejected with a marked copy and changes nothing`() async throws {
        let house = try await TradeHouse(kinds)
        let file = try await house.process("Meter,Reading\nM-1,1\nM-2,much\nM-1,2\n", as: "meterReading")
        #expect(file.status == .rejected)
        #expect(file.problemCount == 2)
        #expect(file.note.hasPrefix("Error - Row 3, Reading: "))
        #expect(file.marked != nil)
        #expect(try await house.readings() == [])
    }

    @Test func `the kinds of the product are still there`() async throws {
        let house = try await TradeHouse(kinds)
        let file = try await house.process("Barcode,ImageURL\n5055950016804,http://example.com/a.png\n", as: "image")
        #expect(file.note == "Warning - Missing Variants: 5055950016804.")
        #expect(kinds.names == ["product", "stock", "price", "image", "orderDispatch", "meterReading"])
    }

    @Test func `a server that does not know a kind rejects its files and goes on`() async throws {
        let house = try await TradeHouse(kinds)
        let unknown = try await house.send("Meter,Reading\nM-1,1\n", as: "meterReading")
        let known = try await house.send("Barcode,ImageURL\n5055950016804,http://example.com/a.png\n", as: "image")
        try await house.work(BrandFileKinds.all, until: [unknown, known])
        #expect(try await house.file(unknown).status == .rejected)
        #expect(try await house.file(known).status == .processed)
    }
}
