public import HTTPSupport

extension AccessSurface {
    /// One fragment a room, and what they share.
    public static let openAPI = OpenAPIFragment(merging: [
        .accessPlaces, .accessWebhooks, .accessKeys, .accessCalls, .accessAnswers, KeyPageEndpoints.calls,
        MediaEndpoint.openAPI,
    ])
}
