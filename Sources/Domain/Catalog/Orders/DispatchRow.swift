public import Basics

/// One line of what a brand says has left: so many of a line of an order.
public struct DispatchRow: Sendable, Equatable {
    public var orderNumber: String
    public var barcode: Barcode
    /// 1 and up.
    public var quantity: Int64
    /// Empty where it is not known.
    public var carrier: String
    public var trackingNumber: String
    public var day: CivilDate?

    public init(
        orderNumber: String, barcode: Barcode, quantity: Int64, carrier: String = "", trackingNumber: String = "",
        day: CivilDate? = nil
    ) {
        self.orderNumber = orderNumber
        self.barcode = barcode
        self.quantity = quantity
        self.carrier = carrier
        self.trackingNumber = trackingNumber
        self.day = day
    }
}

/// Why a line cannot have left.
public enum DispatchConflict: Sendable, Equatable {
    /// The brand has no order of this number.
    case unknownOrder
    /// The order has no line with this barcode.
    case unknownLine
    /// So many are still to leave, those counted that earlier rows of the file take.
    case moreThanOpen(open: Int64)
}

/// What a load of dispatches did.
public struct DispatchChanges: Sendable, Equatable {
    public var dispatches = 0
    public var orders = 0

    package init(dispatches: Int = 0, orders: Int = 0) {
        self.dispatches = dispatches
        self.orders = orders
    }
}
