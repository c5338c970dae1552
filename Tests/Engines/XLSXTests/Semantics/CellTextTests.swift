import Testing
import XLSX

/// Texts as they are written and as they are meant.
struct CellTextTests {
    /// The text of an item, which must be the same as a shared string and inside a cell.
    func text(_ item: String) throws -> CellValue? {
        let values = try HandmadeWorkbook(
            rows: "<row><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is>\(item)</is></c><c><v>1</v></c></row>",
            strings: "<si>\(item)</si>"
        ).values()
        #expect(values["A1"] == values["B1"])
        return values["A1"]
    }

    /// Clause 22.9.2.19, `ST_Xstring`.
    @Test(arguments: [
        ("_x000D_", "\r"), ("a_x000A_b", "a\nb"), ("_x005F_x000D_", "_x000D_"), ("_x000d_", "\r"),
        ("_X000D_", "_X000D_"),
        ("_x0000_", "\u{0}"), ("_xD83D__xDE00_", "😀"), ("_xDE00__xD83D_", "_xDE00__xD83D_"), ("_x00E9_", "é"),
        ("_x_x0041_", "_xA"), ("__x0041_", "_A"), ("_x0041__x0042_", "AB"), ("_x004_", "_x004_"), ("_x0041", "_x0041"),
        ("_x+041_", "_x+041_"), ("file_x1234", "file_x1234"),
    ])
    func `an escape is resolved once, and what is none stays`(_ written: String, _ meant: String) throws {
        #expect(try text("<t>\(written)</t>") == .text(meant))
        #expect(try text("<r><t>\(written)</t></r>") == .text(meant))
    }

    @Test func `an escape does not reach over the end of a run`() throws {
        #expect(try text("<r><t>_x00</t></r><r><t>41_</t></r>") == .text("_x0041_"))
    }

    /// XML 1.0, clause 2.10, for `t` (clause 18.4.12).
    @Test func `spaces at the edges of a text count if the text says so`() throws {
        #expect(try text("<t xml:space=\"preserve\">  a \n</t>") == .text("  a \n"))
        #expect(try text("<t>  a \n</t>") == .text("a"))
        #expect(try text("<t xml:space=\"default\"> a </t>") == .text("a"))
        #expect(
            try text("<r><t xml:space=\"preserve\">a </t></r><r><t xml:space=\"preserve\"> b</t></r>") == .text("a  b"))
        #expect(try text("<t xml:space=\"preserve\">   </t>") == .text("   "))
        #expect(try text("<t>a\u{A0}</t>") == .text("a\u{A0}"))
    }

    /// XML 1.0, clause 2.11; a carriage return that is meant is `_x000D_` or a reference.
    @Test func `line ends are line feeds, and a carriage return that is meant stays`() throws {
        #expect(try text("<t>a\r\nb\rc\nd</t>") == .text("a\nb\nc\nd"))
        #expect(try text("<t>a_x000D_\nb</t>") == .text("a\r\nb"))
        #expect(try text("<t>a&#13;&#10;b</t>") == .text("a\r\nb"))
        #expect(try text("<t>a\r<![CDATA[\n]]>b</t>") == .text("a\n\nb"))
    }

    /// Clauses 18.4.6 (`rPh`) and 18.4.3 (`phoneticPr`).
    @Test func `a phonetic reading is no part of the text`() throws {
        let reading = "<rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\" type=\"noConversion\"/>"
        #expect(try text("<t>東京</t>\(reading)") == .text("東京"))
        #expect(try text("<r><t>東</t></r><r><t>京</t></r>\(reading)") == .text("東京"))
        #expect(try text("<rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh><t>after</t>") == .text("after"))
    }

    /// Clause 18.4.4 (`r`).
    @Test func `runs are joined without their formats`() throws {
        #expect(try text("<r><rPr><b/><t>no</t></rPr><t>one</t></r><r/><r><t>two</t></r>") == .text("onetwo"))
        #expect(try text("<r><t/></r>") == .blank)
    }
}
