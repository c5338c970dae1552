import HTTPSupport

extension OpenAPIFragment {
    /// `/api/order`.
    static let catalogOrders = OpenAPIFragment(
        ##"""
        {
          "paths": {
            "/api/order": {
              \##(CallText.list(
                "order", id: "listOrders", summary: "The orders",
                filters: [
                    CallText.filter("fk_brand", "Only the brand's"), CallText.filter("fk_host", "Only the host's"),
                    CallText.filter("number", "Only those of this number", schema: #"{"type": "string", "minLength": 1}"#),
                    CallText.filter(
                        "status", "Only those in this state",
                        schema: #"{"enum": ["open", "partDispatched", "dispatched"]}"#),
                ])),
              \##(CallText.create("order", id: "createOrder", summary: "A new order of a host", body: new))
            },
            "/api/order/{id}": {\##(CallText.get("order", id: "getOrder", summary: "One order"))}
          },
          "components": {"schemas": {
            "CatalogOrder": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "number", "fk_host", "fk_brand", "status", "createdDate", "line", "dispatch",
                "order_host", "order_brand"],
              "properties": {
                "id": \##(key), "number": {"type": "string"}, "fk_host": \##(key), "fk_brand": \##(key),
                "status": {"enum": ["open", "partDispatched", "dispatched"]},
                "createdDate": {"$ref": "#/components/schemas/BrandFileMoment"},
                "line": {"type": "array", "items": {
                  "type": "object", "additionalProperties": false,
                  "required": ["id", "barcode", "quantity", "dispatched", "price"],
                  "properties": {
                    "id": \##(key), "barcode": \##(barcode), "quantity": {"type": "integer", "minimum": 1},
                    "dispatched": {"type": "integer", "minimum": 0}, "price": {"type": ["number", "null"]}
                  }
                }},
                "dispatch": {"type": "array", "items": {
                  "type": "object", "additionalProperties": false,
                  "required": ["carrier", "trackingNumber", "dispatchDate", "line"],
                  "properties": {
                    "carrier": {"type": "string"}, "trackingNumber": {"type": "string"},
                    "dispatchDate": {"$ref": "#/components/schemas/BrandFileDay"},
                    "line": {"type": "array", "items": {
                      "type": "object", "additionalProperties": false, "required": ["id", "barcode", "quantity"],
                      "properties": {
                        "id": \##(key), "barcode": \##(barcode), "quantity": {"type": "integer", "minimum": 1}
                      }
                    }}
                  }
                }},
                "order_host": {"$ref": "#/components/schemas/BrandFileRelated"},
                "order_brand": {"$ref": "#/components/schemas/BrandFileRelated"}
              }
            }
          }}
        }
        """##)

    private static let key = ##"{"$ref": "#/components/schemas/BrandFileKey"}"##
    private static let barcode = ##"{"$ref": "#/components/schemas/BrandFileBarcode"}"##

    private static let new = ##"""
        {
          "type": "object", "required": ["number", "fk_brand", "line"],
          "properties": {
            "number": {"type": "string", "minLength": 1, "maxLength": 50}, "fk_brand": \##(key),
            "fk_host": {"$ref": "#/components/schemas/BrandFileKey",
              "description": "Where an administrator places it for a host"},
            "line": {"type": "array", "minItems": 1, "maxItems": 1000, "items": {
              "type": "object", "required": ["barcode", "quantity"],
              "properties": {
                "barcode": \##(barcode), "quantity": {"type": "integer", "minimum": 1, "maximum": 1000000000},
                "price": {"type": ["number", "null"], "minimum": 0, "maximum": 999999999}
              }
            }}
          }
        }
        """##
}
