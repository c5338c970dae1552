import Catalog
import Testing

struct BarcodeTests {
    @Test func `thirteen digits that check are a barcode`() throws {
        #expect(try Barcode("5055950016804").text == "5055950016804")
        #expect(try Barcode("0012345678905").text == "0012345678905")
    }

    @Test func `twelve digits are the barcode with a leading zero`() throws {
        #expect(try Barcode("012345678905") == Barcode("0012345678905"))
        #expect(try Barcode("036000291452").text == "0036000291452")
    }

    @Test func `a wrong check digit is told with the right one`() {
        #expect(throws: BarcodeError.checkDigit(found: 5, expected: 4)) { try Barcode("5055950016805") }
    }

    @Test func `other lengths and other characters are refused`() {
        #expect(throws: BarcodeError.length(8)) { try Barcode("96385074") }
        #expect(throws: BarcodeError.length(14)) { try Barcode("05055950016804") }
        for text in ["", "5,05595E+12", "505595001680٤", "5055950016-04"] {
            #expect(throws: BarcodeError.notDigits) { try Barcode(text) }
        }
    }
}
