/// What openpyxl sees in a workbook, as `describe.py` prints it.
struct Described: Decodable {
    struct Cell: Decodable, Equatable {
        var value: String?
        var type: String
        var bold: Bool
        var format: String
        var fill: String?
        var note: String?
        var author: String?
        var link: String?
    }

    struct Sheet: Decodable {
        var state: String
        var freeze: String?
        var filter: String?
        var hidden: [String]
        var widths: [String: Double]
        var choices: [String: String]
        var cells: [String: Cell]
    }

    var names: [String]
    var sheets: [String: Sheet]

    static func of(_ path: String) throws -> Described { try Peer.json("describe.py", [path]) }
}
