import Basics
import Blobs
import FileKinds
import Foundation
import HTTPSupport
import Hummingbird

/// Takes in what comes along with a call or a message: the picture of a visitor, a recording.
struct Attachments: Sendable {
    /// What a field may hold.
    struct Rule: Sendable {
        let field: String
        let kinds: Set<FileKind>
        /// In bytes.
        let limit: Int
        let wrongKind: String

        static let image = Rule(
            field: "image", kinds: [.jpg, .png, .webp], limit: 2 << 20,
            wrongKind: "must be a JPEG, PNG or WebP picture")
        static let audio = Rule(
            field: "audio", kinds: [.mp3, .wav, .ogg, .m4a], limit: 10 << 20,
            wrongKind: "must be an MP3, WAV, Ogg or M4A recording")

        var tooLarge: Failure {
            Failure(
                .tooLarge, code: "\(field).too-large",
                "The \(field) is larger than the \(ByteCount(limit)) that are taken.")
        }
    }

    let blobs: any BlobStore
    private let detector = FileKindDetector()

    init(blobs: any BlobStore) {
        self.blobs = blobs
    }

    /// Reads a body that is JSON with the file as a data URI (RFC 2397), or a form with the file as it is.
    func read(_ request: Request, _ rule: Rule) async throws -> (fields: RequestFields, file: Digest?) {
        guard request.headers.mediaType == "multipart/form-data" else {
            let fields = try await RequestFields(of: request, limit: rule.limit / 3 * 4 + 64 * 1024)
            guard let text = fields.text(rule.field) else { return (fields, nil) }
            return (fields, try await keep(dataURI: text, rule))
        }
        var reader = try MultipartReader(request, limit: rule.limit + (1 << 20))
        var texts: [JSON.Member] = []
        var file: Digest?
        while let part = try await reader.nextPart() {
            guard part.name == rule.field else {
                texts.append(.init(part.name, .string(try await reader.text(of: part.name))))
                continue
            }
            guard file == nil else {
                throw Failure.invalid(rule.field, code: "\(rule.field).several", "must be one file")
            }
            if let writer = try await reader.copyPart(
                to: blobs, limit: Int64(rule.limit), tooLarge: rule.tooLarge)
            {
                file = try await finish(writer, rule)
            }
        }
        return (RequestFields(texts), file)
    }

    private func keep(dataURI text: String, _ rule: Rule) async throws -> Digest {
        guard let bytes = Data(dataURI: text) else {
            throw Failure.invalid(rule.field, code: "\(rule.field).data-uri", "must be a data URI in base64")
        }
        guard bytes.count <= rule.limit else { throw rule.tooLarge }
        let writer = try await blobs.makeWriter()
        do {
            try await writer.write(Array(bytes))
        } catch {
            await writer.abort()
            throw error
        }
        return try await finish(writer, rule)
    }

    /// What is refused here is swept later.
    private func finish(_ writer: any BlobWriter, _ rule: Rule) async throws -> Digest {
        let blob = try await writer.finish()
        let found = try await blobs.withLocalFile(blob.digest) { [detector] path in
            try detector.inspect(fileAt: path, named: nil)
        }
        guard rule.kinds.contains(found.kind), !found.isPolyglot else {
            throw Failure.invalid(rule.field, code: "\(rule.field).kind", rule.wrongKind)
        }
        return blob.digest
    }
}
