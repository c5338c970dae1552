public import Basics

/// What is to be said of a host; nil leaves it as it was.
public struct HostChange: Sendable {
    public var labels: LabelsChange
    public var currency: String?
    /// All brands that it sells.
    public var brands: [ID<Brand>]?

    public init(labels: LabelsChange = LabelsChange(), currency: String? = nil, brands: [ID<Brand>]? = nil) {
        self.labels = labels
        self.currency = currency
        self.brands = brands
    }

    func currency(or old: String?) throws -> String {
        let currency = currency ?? old ?? ""
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw Failure.invalid(
                "currency", code: "catalog.currency", "Give the currency as three capitals (ISO 4217), as EUR.")
        }
        return currency
    }
}

/// A host and the brands that it sells, of those that the caller sees.
public struct HostView: Sendable {
    public let host: Host
    public let brands: [ID<Brand>]
}
