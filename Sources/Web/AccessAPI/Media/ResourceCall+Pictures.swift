import Basics
import Blobs
import Files
import HTTPSupport
import Hummingbird
import JSONAPI

extension ResourceCall {
    /// The resource that a request sends, of whose attributes these may be pictures.
    ///
    /// In a multipart form they are streamed to where files are kept; as texts they are in memory, a few at most.
    func document(
        type: String, id: ExpectedID = .any, pictures names: [String]
    ) async throws -> (document: RequestDocument, pictures: SentPictures) {
        guard request.headers.mediaType != "multipart/form-data" else {
            let (document, files) = try await form(pictures: names)
            try require(type: type, id: id, of: document)
            return (document, SentPictures(files: files))
        }
        let limit = ResourceCall.bodyLimit + names.count * SentPictures.textLimit
        let (document, size) = try await text(limit: limit)
        // Everything else may be no longer than where there are no pictures.
        let pictures = names.reduce(0) { $0 + (document.attributes[$1]?.string?.utf8.count ?? 0) }
        guard size - pictures / 4 * 5 <= ResourceCall.bodyLimit else {
            throw Failure(
                .tooLarge, code: "request.too-large",
                "The request's body is larger than the \(ByteCount(ResourceCall.bodyLimit)) that are taken beside pictures."
            )
        }
        try require(type: type, id: id, of: document)
        return (document, SentPictures(files: [:]))
    }

    private func form(pictures names: [String]) async throws -> (document: RequestDocument, files: [String: Digest]) {
        var reader = try MultipartReader(
            request, limit: ResourceCall.bodyLimit + names.count * PictureIntake.limit)
        var pairs: [(name: String, value: String)] = []
        var files: [String: Digest] = [:]
        while let part = try await reader.nextPart() {
            guard part.fileName != nil else {
                pairs.append((part.name, try await reader.text(of: part.name)))
                continue
            }
            guard let name = names.first(where: { part.name == "data[attributes][\($0)]" }) else { continue }
            // A field for a file that was left empty is a part without bytes.
            if let writer = try await reader.copyPart(
                to: desk.media.blobs, limit: Int64(PictureIntake.limit), tooLarge: SentPictures.tooLarge(name))
            {
                files[name] = try await writer.finish().digest
            }
        }
        return (try RequestDocument(form: pairs), files)
    }
}
