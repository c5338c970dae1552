public import HTTPSupport

extension AccountsSurface {
    /// One fragment a folder, and what they share.
    public static let openAPI = OpenAPIFragment(merging: [.tokens, .discovery, .signInPages, .password])
}
