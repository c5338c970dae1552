public import HTTPSupport

extension FilerSurface {
    /// One fragment for the files, one for the pictures, and what they share.
    public static let openAPI = OpenAPIFragment(merging: [.filerFiles, .filerPictures, .filerAnswers])
}
