public import Basics

/// One line of what a brand says of its products: a variant, and the product that it is one of.
public struct ProductRow: Sendable, Equatable {
    public var code: String
    public var title: String
    public var description: String
    public var category: String
    public var colour: String
    public var size: String
    public var sequence: Int64
    public var variantCode: String
    public var barcode: Barcode
    public var rrp: DecimalNumber
    public var sellPrice: DecimalNumber?

    public init(
        code: String, title: String, description: String, category: String, colour: String, size: String,
        sequence: Int64, variantCode: String, barcode: Barcode, rrp: DecimalNumber, sellPrice: DecimalNumber?
    ) {
        self.code = code
        self.title = title
        self.description = description
        self.category = category
        self.colour = colour
        self.size = size
        self.sequence = sequence
        self.variantCode = variantCode
        self.barcode = barcode
        self.rrp = rrp
        self.sellPrice = sellPrice
    }
}

/// What of a line contradicts what the company has already.
public enum ProductConflict: Sendable, Equatable {
    /// The code is a product's of another brand.
    case codeOfAnotherBrand
    /// The barcode is a variant's of another brand.
    case barcodeOfAnotherBrand
    /// The barcode is known, with this code of its variant.
    case barcodeHasVariantCode(String)
    /// The variant's code is known, with this barcode.
    case variantCodeHasBarcode(Barcode)
}

/// What a load of products did.
public struct ProductChanges: Sendable, Equatable {
    public var productsAdded = 0
    public var productsChanged = 0
    public var variantsAdded = 0
    public var variantsChanged = 0

    package init(productsAdded: Int = 0, productsChanged: Int = 0, variantsAdded: Int = 0, variantsChanged: Int = 0) {
        self.productsAdded = productsAdded
        self.productsChanged = productsChanged
        self.variantsAdded = variantsAdded
        self.variantsChanged = variantsChanged
    }
}
