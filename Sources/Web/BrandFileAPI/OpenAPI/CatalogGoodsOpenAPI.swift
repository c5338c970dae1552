import HTTPSupport

extension OpenAPIFragment {
    /// `/api/product`, `/api/variant`, `/api/stock`, `/api/price` and `/api/image`.
    static let catalogGoods = OpenAPIFragment(
        ##"""
        {
          "paths": {
            "/api/product": {\##(CallText.list(
              "product", id: "listProducts", summary: "The products", filters: [brand, CallText.code]))},
            "/api/product/{id}": {\##(CallText.get("product", id: "getProduct", summary: "One product"))},
            "/api/variant": {\##(CallText.list(
              "variant", id: "listVariants", summary: "The variants of products",
              filters: [brand, product, CallText.code, CallText.barcode]))},
            "/api/variant/{id}": {\##(CallText.get("variant", id: "getVariant", summary: "One variant"))},
            "/api/stock": {\##(CallText.list(
              "stock", id: "listStock", summary: "How many there are of what, and where",
              filters: [brand, variant, CallText.filter("fk_warehouse", "Only the warehouse's"), CallText.barcode]))},
            "/api/stock/{id}": {\##(CallText.get("stock", id: "getStock", summary: "One stock level"))},
            "/api/price": {\##(CallText.list(
              "price", id: "listPrices", summary: "The prices on record, or those in force at a moment",
              filters: [brand, variant, CallText.filter("fk_host", "Only the host's"), CallText.barcode, at]))},
            "/api/price/{id}": {\##(CallText.get("price", id: "getPrice", summary: "One price"))},
            "/api/image": {\##(CallText.list(
              "image", id: "listImages", summary: "The images of products and variants",
              filters: [brand, product, variant, status]))},
            "/api/image/{id}": {\##(CallText.get("image", id: "getImage", summary: "One image"))}
          },
          "components": {"schemas": {
            "CatalogProduct": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "fk_brand", "code", "title", "description", "category", "sequence", "createdDate",
                "modifiedDate", "product_brand"],
              "properties": {
                "id": \##(key), "fk_brand": \##(key), "code": {"type": "string"}, "title": {"type": "string"},
                "description": {"type": "string"}, "category": {"type": "string"}, "sequence": {"type": "integer"},
                "createdDate": \##(moment), "modifiedDate": \##(moment), "product_brand": \##(related)
              }
            },
            "CatalogVariant": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "fk_product", "fk_brand", "code", "barcode", "colour", "size", "sequence", "rrp",
                "sellPrice", "variant_product", "variant_brand"],
              "properties": {
                "id": \##(key), "fk_product": \##(key), "fk_brand": \##(key), "code": {"type": "string"},
                "barcode": \##(barcode), "colour": {"type": "string"}, "size": {"type": "string"},
                "sequence": {"type": "integer"}, "rrp": \##(money), "sellPrice": \##(moneyOrNull),
                "variant_product": \##(related), "variant_brand": \##(related)
              }
            },
            "CatalogStock": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "fk_variant", "fk_warehouse", "barcode", "inStock", "modifiedDate", "stock_variant",
                "stock_warehouse"],
              "properties": {
                "id": \##(key), "fk_variant": \##(key), "fk_warehouse": \##(key), "barcode": \##(barcode),
                "inStock": {"type": "integer", "minimum": 0}, "modifiedDate": \##(moment),
                "stock_variant": \##(related), "stock_warehouse": \##(related)
              }
            },
            "CatalogPrice": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "fk_variant", "fk_host", "barcode", "price", "rrp", "startDate", "endDate",
                "price_variant", "price_host"],
              "properties": {
                "id": \##(key), "fk_variant": \##(key), "fk_host": \##(key), "barcode": \##(barcode),
                "price": \##(money), "rrp": \##(moneyOrNull), "startDate": \##(day), "endDate": \##(day),
                "price_variant": \##(related), "price_host": \##(related)
              }
            },
            "CatalogImage": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "fk_product", "fk_variant", "sourceURL", "sequence", "status", "error",
                "image_product", "image_variant"],
              "properties": {
                "id": \##(key), "fk_product": \##(key), "fk_variant": \##(key), "sourceURL": {"type": "string"},
                "sequence": {"type": "integer"}, "status": {"enum": ["queued", "stored", "failed"]},
                "error": {"type": "string", "description": "Why it could not be had; empty otherwise"},
                "image_product": \##(related), "image_variant": \##(related)
              }
            }
          }}
        }
        """##)

    private static let key = ##"{"$ref": "#/components/schemas/BrandFileKey"}"##
    private static let related = ##"{"$ref": "#/components/schemas/BrandFileRelated"}"##
    private static let moment = ##"{"$ref": "#/components/schemas/BrandFileMoment"}"##
    private static let day = ##"{"$ref": "#/components/schemas/BrandFileDay"}"##
    private static let barcode = ##"{"$ref": "#/components/schemas/BrandFileBarcode"}"##
    private static let money = #"{"type": "number", "description": "Two digits behind the point, or more"}"#
    private static let moneyOrNull = #"{"type": ["number", "null"]}"#

    private static let brand = CallText.filter("fk_brand", "Only the brand's")
    private static let product = CallText.filter("fk_product", "Only the product's")
    private static let variant = CallText.filter("fk_variant", "Only the variant's")
    private static let status = CallText.filter(
        "status", "Only those that have come so far", schema: #"{"enum": ["queued", "stored", "failed"]}"#)
    private static let at = CallText.filter(
        "at", "The prices in force then, one for each variant: ISO 8601; a date is its midnight, UTC",
        schema: #"{"type": "string", "format": "date", "examples": ["2026-11-22"]}"#)
}
