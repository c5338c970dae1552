public import HTTPSupport

extension CustomerDocumentSurface {
    /// One fragment for each resource, and what they share.
    public static let openAPI = OpenAPIFragment(
        merging: [.documentCalls, .documentContents, .signIn, .customers, .documentAnswers])
}
