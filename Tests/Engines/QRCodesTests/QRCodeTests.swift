import QRCodes
import Testing

/// That cameras read it is tested with the page that shows it.
struct QRCodeTests {
    @Test func `a code has finder patterns in three corners and light around it`() throws {
        let code = try #require(QRCode("0123456789abcdef0123456789abcdef"))
        #expect((21...177).contains(code.size))
        let last = code.size - 1
        for (column, row) in [(0, 0), (6, 6), (last, 0), (0, last), (3, 3)] {
            #expect(code.isDark(column: column, row: row))
        }
        for (column, row) in [(1, 1), (7, 7), (-1, 0), (code.size, 0), (0, code.size)] {
            #expect(!code.isDark(column: column, row: row))
        }
    }

    @Test func `the picture is a PNG of its size, and small`() throws {
        let code = try #require(QRCode("0123456789abcdef0123456789abcdef"))
        let png = code.png(scale: 8)
        #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        let side = (code.size + 8) * 8
        #expect(Int(png[18]) << 8 | Int(png[19]) == side && Int(png[22]) << 8 | Int(png[23]) == side)
        #expect(png.count < 4000)
        #expect(png.suffix(8).prefix(4).elementsEqual("IEND".utf8))
    }

    @Test(arguments: ["", String(repeating: "x", count: 1001)])
    func `what no code carries is refused`(text: String) {
        #expect(QRCode(text) == nil)
    }
}
