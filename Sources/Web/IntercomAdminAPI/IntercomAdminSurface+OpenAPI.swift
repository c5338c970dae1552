public import HTTPSupport

extension IntercomAdminSurface {
    /// One fragment for each resource, and what they share.
    public static let openAPI = OpenAPIFragment(
        merging: [
            .intercoms, .flats, .keys, .keySchemas, .summaries, .uploads, .uploadReports, .uploadSchemas, .answers,
            .pages,
        ])
}
