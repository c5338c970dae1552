public import HTTPSupport

extension CustomerDocumentSurface {
    public static let openAPI = OpenAPIFragment(
        """
        {"tags": [{"name": "customer documents", "description": "Documents of customers."}], "paths": {}, "components": {}}
        """)
}
