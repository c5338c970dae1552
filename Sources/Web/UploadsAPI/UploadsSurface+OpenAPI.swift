public import HTTPSupport

extension UploadsSurface {
    public static let openAPI = OpenAPIFragment(merging: [.uploadCreation, .uploadPieces, .uploadLinks, .uploadAnswers])
}
