/// The names that the reader looks for.
extension XMLName {
    static let c = XMLName("c")
    static let f = XMLName("f")
    static let `is` = XMLName("is")
    static let phoneticPr = XMLName("phoneticPr")
    static let r = XMLName("r")
    static let rPh = XMLName("rPh")
    static let rPr = XMLName("rPr")
    static let row = XMLName("row")
    static let s = XMLName("s")
    static let sheetData = XMLName("sheetData")
    static let si = XMLName("si")
    static let space = XMLName("space")
    static let t = XMLName("t")
    static let v = XMLName("v")
}
