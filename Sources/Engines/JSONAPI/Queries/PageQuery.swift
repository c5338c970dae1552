/// Which page of a list is asked for: by its number, or by what stands before it.
public struct PageQuery: Hashable, Sendable {
    public let place: Place
    /// 1 to the most that is allowed.
    public let size: Int

    public enum Place: Hashable, Sendable {
        /// From 1.
        case number(Int)
        /// From the beginning, with cursors instead of numbers.
        case start
        case after(Cursor)
    }

    /// Numbers that are too large are brought into range; what is no number of 1 or more is a problem.
    init(_ parameters: QueryParameters, _ sizes: PageSizes) throws(RequestProblem) {
        size = min(try PageQuery.number("page[size]", in: parameters) ?? sizes.standard, sizes.most)
        if let text = parameters["page[after]"] {
            guard !text.isEmpty else {
                place = .start
                return
            }
            guard let cursor = Cursor(text) else { throw .garbledPage("page[after]") }
            place = .after(cursor)
        } else {
            place = .number(try PageQuery.number("page[number]", in: parameters) ?? 1)
        }
    }

    private static func number(_ name: String, in parameters: QueryParameters) throws(RequestProblem) -> Int? {
        guard let text = parameters[name], !text.isEmpty else { return nil }
        guard text.utf8.count <= 18, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(text), number > 0
        else { throw .garbledPage(name) }
        return min(number, Int(Int32.max))
    }
}
