import Access
import Basics
import Blobs
import Files
import Foundation
import HTTPSupport
import JSONAPI

/// Pictures that a request sends, as files of a form or as data URIs among the attributes, and those that it removes.
struct SentPictures: Sendable {
    private enum Sent {
        /// Kept, not looked at yet.
        case file(Digest)
        case bytes(Data)
        case removal
    }

    private var sent: [String: Sent] = [:]

    /// Bytes that the text of one may have: Base64, and what a form makes of its signs.
    static let textLimit = PictureIntake.limit * 3 / 2

    init(files: [String: Digest]) {
        sent = files.mapValues { .file($0) }
    }

    var isEmpty: Bool { sent.isEmpty }

    /// Reads the attribute of this name and its `remove_…`. An empty text is as if it were not sent, null removes.
    mutating func read(_ name: String, from fields: inout AttributeReader) throws {
        if sent[name] == nil, fields.has(name) {
            let known = fields.problems.count
            if let text = fields.text(name) {
                if !text.isEmpty { sent[name] = try bytes(of: text, name, &fields) }
            } else if fields.problems.count == known {
                sent[name] = .removal
            }
        }
        guard fields.truth("remove_\(name)") == true else { return }
        switch sent[name] {
        case .file, .bytes: fields.note("remove_\(name)", "cannot be true where \(name) is sent")
        case .removal, nil: sent[name] = .removal
        }
    }

    /// What is to become of the picture of this name; one that was sent is taken in.
    func change(_ name: String, by media: AccessMedia) async throws -> PictureChange {
        switch sent[name] {
        case nil: return .keep
        case .removal: return .remove
        case .file(let digest): return .set(try await media.intake.take(digest, as: name))
        case .bytes(let bytes):
            let writer = try await media.blobs.makeWriter()
            do {
                try await writer.write(Array(bytes))
            } catch {
                await writer.abort()
                throw error
            }
            return .set(try await media.intake.take(try await writer.finish().digest, as: name))
        }
    }

    static func tooLarge(_ name: String) -> Failure {
        Failure(
            .tooLarge, code: "picture.too-large", "The picture is too large.",
            fields: [(name, ["is larger than the \(ByteCount(PictureIntake.limit)) that are taken"])])
    }

    private func bytes(of text: String, _ name: String, _ fields: inout AttributeReader) throws -> Sent? {
        guard let bytes = Data(dataURI: text) else {
            fields.note(name, "must be a picture as a data URI in base64")
            return nil
        }
        guard bytes.count <= PictureIntake.limit else { throw SentPictures.tooLarge(name) }
        return .bytes(bytes)
    }
}
