/// The cells that a survey looks for, and what it finds, ordered by row and column.
struct WantedCells {
    struct Cell {
        let column: Int
        var place = Place.unseen
    }

    enum Place: Equatable {
        case unseen
        /// The cell is not there and would begin at this byte.
        case gap(Int)
        /// The cell is there: its style, where the style's value stands (nil if there is none), where its name ends.
        case present(style: Int, value: Range<Int>?, nameEnd: Int)
    }

    struct Row {
        let number: Int
        var cells: [Cell]
        var place = RowPlace.unseen
    }

    enum RowPlace: Equatable {
        case unseen
        /// The row is not there and would begin at this byte.
        case gap(Int)
        case present(PresentRow)
    }

    /// What a row's tag says.
    struct PresentRow: Equatable {
        /// The style of cells that are not there.
        var style: Int?
        /// Where `first:last` of its columns stands, and what it says.
        var spans: Range<Int>?
        var spanned: ClosedRange<Int>?
        /// Where the tag's `/>` stands if it is one tag.
        var slash: Int?
    }

    var rows: [Row]

    /// Each position once; rows from 1, columns from 0.
    init(_ positions: some Sequence<CellReference>) {
        var columns: [Int: Set<Int>] = [:]
        for position in positions { columns[position.row, default: []].insert(position.column) }
        rows = columns.map { number, columns in
            Row(number: number, cells: columns.sorted().map { Cell(column: $0) })
        }.sorted { $0.number < $1.number }
    }

    /// The position of a row in `rows`.
    func index(ofRow number: Int) -> Int? {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low].number == number ? low : nil
    }
}
