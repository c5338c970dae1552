import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `POST /uploads`: begins an upload, maybe with its first bytes, or puts one together out of others.
struct CreationEndpoint: Sendable {
    let uploads: Uploads
    let callers: UploadCallers
    let answers: UploadAnswers

    func create(_ request: Request, _ context: GateContext) async throws -> Response {
        let creator = try await callers.creator(of: request)
        let metadata = try UploadMetadata(request.headers[.uploadMetadata])
        let concatenation = request.headers[.uploadConcat].map { $0.trimmed }
        if let concatenation, concatenation != "partial" {
            let upload = try await uploads.concatenate(
                try partials(in: concatenation), words: concatenation, metadata: metadata.text, fields: metadata.fields,
                origin: answers.location.origin(for: request), by: creator)
            return answers.created(upload, request)
        }
        guard request.bringsBytes || !request.hasBody else { throw TusRequest.otherMediaType }
        let checksum = try request.uploadChecksum()
        let announcement = UploadAnnouncement(
            length: try length(of: request), metadata: metadata.text, fields: metadata.fields,
            isPartial: concatenation != nil)
        if request.bringsBytes, let bytes = request.announcedBytes, bytes > announcement.length {
            throw TusRequest.malformed("The body is longer than Upload-Length.")
        }
        var upload = try await uploads.create(announcement, by: creator)
        if request.bringsBytes || upload.length == 0 {
            let writing = try await uploads.write(
                to: upload.key, at: 0, checksum: checksum, origin: answers.location.origin(for: request), by: creator)
            upload = try await writing.take(request.body)
        }
        return answers.created(upload, request)
    }

    private func length(of request: Request) throws -> Int64 {
        guard request.headers[.uploadDeferLength] == nil else {
            throw TusRequest.malformed(
                "The length cannot be told later. Say in Upload-Length how many bytes there will be.")
        }
        guard let length = try request.count(.uploadLength) else {
            throw TusRequest.malformed("Say in Upload-Length how many bytes there will be.")
        }
        return length
    }

    /// The uploads in `final;/uploads/a /uploads/b`, which may be whole URLs.
    private func partials(in text: String) throws -> [FileKey] {
        guard text.hasPrefix("final;") else {
            throw TusRequest.malformed("Upload-Concat must be partial, or final; with the URLs of partial uploads.")
        }
        let words = text.dropFirst(6).split(separator: " ")
        guard !words.isEmpty, words.count <= Uploads.mostPartials else {
            throw TusRequest.malformed("Name 1 to \(Uploads.mostPartials) partial uploads in Upload-Concat.")
        }
        return try words.map { word in
            let path = word.prefix { $0 != "?" && $0 != "#" }
            guard let key = path.split(separator: "/").last.flatMap({ FileKey($0) }) else {
                throw TusRequest.malformed("Upload-Concat names something that is no upload.")
            }
            return key
        }
    }
}
