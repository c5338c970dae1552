import Basics
import HTTPSupport
import Hummingbird
import JSONAPI

extension ResourceCall {
    /// What `data.id` must be.
    enum ExpectedID {
        /// Nothing is looked at.
        case any
        /// Where it is sent, it is that of the path.
        case path(String)
    }

    /// Bytes of a body without files.
    static let bodyLimit = 256 * 1024

    /// The resource that the request sends: as JSON, as a form, or as a multipart form, whose files are passed over.
    func document(
        type: String, id: ExpectedID = .any, limit: Int = bodyLimit
    ) async throws -> RequestDocument {
        let document =
            request.headers.mediaType == "multipart/form-data"
            ? try RequestDocument(form: try await parts(limit: limit)) : try await text(limit: limit).document
        try require(type: type, id: id, of: document)
        return document
    }

    func require(type: String, id: ExpectedID, of document: RequestDocument) throws {
        try document.require(type: type)
        if case .path(let name) = id { try document.require(id: text(name)) }
    }

    /// A body that is no multipart form, and its bytes.
    func text(limit: Int) async throws -> (document: RequestDocument, size: Int) {
        let bytes = try await BoundedBody(of: request, limit: limit).collect()
        let document =
            request.headers.mediaType == "application/x-www-form-urlencoded"
            ? try RequestDocument(form: String(buffer: bytes)) : try RequestDocument(json: bytes.readableBytesView)
        return (document, bytes.readableBytes)
    }

    private func parts(limit: Int) async throws -> [(name: String, value: String)] {
        var reader = try MultipartReader(request, limit: limit)
        var pairs: [(name: String, value: String)] = []
        while let part = try await reader.nextPart() {
            guard part.fileName == nil else { continue }
            pairs.append((part.name, try await reader.text(of: part.name)))
        }
        return pairs
    }
}

extension RequestDocument {
    /// The id that a relationship names, or an attribute of the name and `_id`; nil where neither does, or it is null.
    /// One that is no number, or of another type, is 0, which nothing has.
    func id<Thing>(_ name: String, type: String, of _: Thing.Type = Thing.self) throws -> ID<Thing>? {
        if let named = try one(name, type: type) { return named.id(of: type) }
        switch attributes["\(name)_id"] {
        case .string(let text) where !text.isEmpty: return ID(text) ?? ID(0)
        case .integer(let number): return ID(number)
        default: return nil
        }
    }

    /// The ids that a relationship to many names; nil where there is none.
    func ids<Thing>(_ name: String, type: String, of _: Thing.Type = Thing.self) throws -> [ID<Thing>]? {
        try many(name, type: type)?.map { $0.id(of: type) }
    }
}

extension ResourceIdentifier {
    fileprivate func id<Thing>(of type: String) -> ID<Thing> {
        self.type == type ? ID(id) ?? ID(0) : ID(0)
    }
}
