public import HTTPSupport

extension IntercomAdminSurface {
    public static let openAPI = OpenAPIFragment("{}")
}
