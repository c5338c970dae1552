import Basics
import Catalog

func productRepresentation(_ product: Product) -> JSON {
    [
        "id": .key(product.id), "fk_brand": .key(product.brand), "code": .string(product.code),
        "title": .string(product.title), "description": .string(product.description),
        "category": .string(product.category), "sequence": .integer(product.sequence),
        "createdDate": .moment(product.createdAt), "modifiedDate": .moment(product.modifiedAt),
        "product_brand": .related(product.brand),
    ]
}

func variantRepresentation(_ variant: Variant) -> JSON {
    [
        "id": .key(variant.id), "fk_product": .key(variant.product), "fk_brand": .key(variant.brand),
        "code": .string(variant.code), "barcode": .string(variant.barcode.text), "colour": .string(variant.colour),
        "size": .string(variant.size), "sequence": .integer(variant.sequence), "rrp": JSON(variant.rrp),
        "sellPrice": JSON(variant.sellPrice), "variant_product": .related(variant.product),
        "variant_brand": .related(variant.brand),
    ]
}

func stockRepresentation(_ level: StockLevel) -> JSON {
    [
        "id": .key(level.id), "fk_variant": .key(level.variant), "fk_warehouse": .key(level.warehouse),
        "barcode": .string(level.barcode.text), "inStock": .integer(level.inStock),
        "modifiedDate": .moment(level.modifiedAt), "stock_variant": .related(level.variant),
        "stock_warehouse": .related(level.warehouse),
    ]
}

func priceRepresentation(_ price: Price) -> JSON {
    [
        "id": .key(price.id), "fk_variant": .key(price.variant), "fk_host": .key(price.host),
        "barcode": .string(price.barcode.text), "price": JSON(price.price), "rrp": JSON(price.rrp),
        "startDate": .day(price.start), "endDate": .day(price.end), "price_variant": .related(price.variant),
        "price_host": .related(price.host),
    ]
}

func imageRepresentation(_ image: ProductImage) -> JSON {
    [
        "id": .key(image.id), "fk_product": .key(image.product), "fk_variant": .key(image.variant),
        "sourceURL": .string(image.sourceURL), "sequence": .integer(image.sequence),
        "status": .string(image.status.rawValue), "error": .string(image.problem ?? ""),
        "image_product": .related(image.product), "image_variant": .related(image.variant),
    ]
}
