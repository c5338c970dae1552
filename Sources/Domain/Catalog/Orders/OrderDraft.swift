public import Basics

/// An order as a host places it.
public struct OrderDraft: Sendable {
    public var number: String
    public var brand: ID<Brand>
    /// Where an administrator places it for a host; a host's own otherwise.
    public var host: ID<Host>?
    public var lines: [Line]

    public struct Line: Sendable {
        public var barcode: Barcode
        public var quantity: Int64
        public var price: DecimalNumber?

        public init(barcode: Barcode, quantity: Int64, price: DecimalNumber?) {
            self.barcode = barcode
            self.quantity = quantity
            self.price = price
        }
    }

    public init(number: String, brand: ID<Brand>, host: ID<Host>?, lines: [Line]) {
        self.number = number
        self.brand = brand
        self.host = host
        self.lines = lines
    }

    /// Lines of one order, and of one variant in it, at most.
    static let mostLines = 1000
    static let mostQuantity: Int64 = 1_000_000_000

    func validated() throws -> OrderDraft {
        var draft = self
        draft.number = try LabelsChange.text(number, "number", most: 50)
        guard (1...Self.mostLines).contains(lines.count) else {
            throw Failure.invalid("line", code: "order.lines", "Order 1 to \(Self.mostLines) lines.")
        }
        guard Set(lines.map(\.barcode)).count == lines.count else {
            throw Failure.invalid("line", code: "order.twice", "Name each barcode in one line only.")
        }
        for line in lines {
            guard (1...Self.mostQuantity).contains(line.quantity) else {
                throw Failure.invalid(
                    "quantity", code: "order.quantity", "Give a quantity of 1 to \(Self.mostQuantity) in each line.")
            }
            guard line.price.map({ !$0.isNegative }) ?? true else {
                throw Failure.invalid("price", code: "order.price", "Give no price below 0.")
            }
        }
        return draft
    }
}
