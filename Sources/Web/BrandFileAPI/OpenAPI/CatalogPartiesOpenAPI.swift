import HTTPSupport

extension OpenAPIFragment {
    /// `/api/company`, `/api/brand`, `/api/warehouse` and `/api/host`.
    static let catalogParties = OpenAPIFragment(
        ##"""
        {
          "tags": [{"name": "catalogue", "description": "Companies and their brands, who sells them, and what they sell."}],
          "paths": {
            "/api/company": {
              \##(CallText.list("company", id: "listCompanies", summary: "The companies", filters: [CallText.code])),
              \##(CallText.create(
                "company", id: "createCompany", summary: "A new company", body: fields(required: ["name", "code"])))
            },
            "/api/company/{id}": {
              \##(CallText.get("company", id: "getCompany", summary: "One company")),
              \##(CallText.update("company", id: "updateCompany", summary: "Change a company", body: fields()))
            },
            "/api/brand": {
              \##(CallText.list(
                "brand", id: "listBrands", summary: "The brands",
                filters: [CallText.filter("fk_company", "Only the company's"), CallText.code])),
              \##(CallText.create("brand", id: "createBrand", summary: "A new brand", body: fields(ofCompany, required: ["fk_company", "name", "code"])))
            },
            "/api/brand/{id}": {
              \##(CallText.get("brand", id: "getBrand", summary: "One brand")),
              \##(CallText.update("brand", id: "updateBrand", summary: "Change a brand", body: fields()))
            },
            "/api/warehouse": {
              \##(CallText.list(
                "warehouse", id: "listWarehouses", summary: "The warehouses",
                filters: [CallText.filter("fk_company", "Only the company's"), CallText.code])),
              \##(CallText.create(
                "warehouse", id: "createWarehouse", summary: "A new warehouse", body: fields(ofCompany, required: ["fk_company", "name", "code"])))
            },
            "/api/warehouse/{id}": {
              \##(CallText.get("warehouse", id: "getWarehouse", summary: "One warehouse")),
              \##(CallText.update("warehouse", id: "updateWarehouse", summary: "Change a warehouse", body: fields()))
            },
            "/api/host": {
              \##(CallText.list(
                "host", id: "listHosts", summary: "The hosts",
                filters: [CallText.filter("fk_brand", "Only those that sell the brand"), CallText.code])),
              \##(CallText.create("host", id: "createHost", summary: "A new host", body: fields(ofHost, required: ["name", "code", "currency"])))
            },
            "/api/host/{id}": {
              \##(CallText.get("host", id: "getHost", summary: "One host")),
              \##(CallText.update("host", id: "updateHost", summary: "Change a host", body: fields(ofHost)))
            }
          },
          "components": {"schemas": {
            "CatalogDetail": {"type": ["object", "null"], "description": "Whatever its owner wants to keep of it"},
            "CatalogCompany": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "name", "code", "detail", "createdDate", "modifiedDate"],
              "properties": {\##(told), \##(dates)}
            },
            "CatalogBrand": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "fk_company", "name", "detail", "code", "brand_company"],
              "properties": {\##(told), "fk_company": \##(key), "brand_company": \##(related)}
            },
            "CatalogWarehouse": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "fk_company", "name", "code", "detail", "createdDate", "modifiedDate",
                "warehouse_company"],
              "properties": {\##(told), \##(dates), "fk_company": \##(key), "warehouse_company": \##(related)}
            },
            "CatalogHost": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "name", "code", "currency", "detail", "createdDate", "modifiedDate", "host_brand"],
              "properties": {
                \##(told), \##(dates), "currency": {"type": "string", "description": "ISO 4217", "examples": ["EUR"]},
                "host_brand": {"type": "array", "description": "What it sells", "items": \##(related)}
              }
            }
          }}
        }
        """##)

    private static let key = ##"{"$ref": "#/components/schemas/BrandFileKey"}"##
    private static let related = ##"{"$ref": "#/components/schemas/BrandFileRelated"}"##
    private static let told = ##"""
        "id": \##(key), "name": {"type": "string"}, "code": {"type": "string"},
        "detail": {"$ref": "#/components/schemas/CatalogDetail"}
        """##
    private static let dates = ##"""
        "createdDate": {"$ref": "#/components/schemas/BrandFileMoment"},
        "modifiedDate": {"$ref": "#/components/schemas/BrandFileMoment"}
        """##

    // What may be sent.

    private static let ofCompany = [##""fk_company": \##(key)"##]
    private static let ofHost = [
        ##""currency": {"type": "string", "pattern": "^[A-Z]{3}$"}"##,
        ##""host_brand": {"type": ["array", "null"], "maxItems": 10000, "items": {"oneOf": [\##(key), \##(related)]}}"##,
    ]

    private static func fields(_ more: [String] = [], required: [String] = []) -> String {
        let properties =
            [
                ##""name": {"type": "string", "minLength": 1, "maxLength": 100}"##,
                ##""code": {"type": "string", "minLength": 1, "maxLength": 20}"##,
                ##""detail": {"$ref": "#/components/schemas/CatalogDetail"}"##,
            ] + more
        let names = required.map { "\"\($0)\"" }.joined(separator: ", ")
        return
            #"{"type": "object", "minProperties": 1, "required": [\#(names)], "properties": {\#(properties.joined(separator: ", "))}}"#
    }
}
