import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `/file`: documents and folders.
struct DocumentEndpoints: Sendable {
    let documents: Documents
    let location: SurfaceLocation

    func list(_ request: Request, _ context: CallerContext) async throws -> Response {
        let list = try await documents.list(try DocumentQuery(request), by: context.principal)
        return .json([
            "offset": .integer(Int64(list.query.offset)), "limit": .integer(Int64(list.query.limit)),
            "total": .integer(Int64(list.total)), "files": .array(list.files.map(documentRepresentation)),
        ])
    }

    /// A form uploads a document, JSON makes a folder.
    func create(_ request: Request, _ context: CallerContext) async throws -> Response {
        try Documents.authorizeUploads(by: context.principal)
        if request.headers.mediaType == "multipart/form-data" {
            let upload = try await DocumentUpload.read(request, into: documents, by: context.principal)
            let document = try await documents.keep(upload.arrival, as: upload.draft, by: context.principal)
            return .json(documentRepresentation(document))
        }
        let draft = try DocumentFields(try await RequestFields(of: request)).draft()
        guard draft.type == .folder else {
            throw Failure(
                .notFound, code: "document.no-file",
                "There is no file in the body of the request. Send a form with one, or the type FOLDER.",
                fields: [("file", ["File not found in body of request"])])
        }
        return .json(documentRepresentation(try await documents.createFolder(draft, by: context.principal)))
    }

    func get(_ request: Request, _ context: CallerContext) async throws -> Response {
        let document = try await documents.get(try context.document, by: context.principal)
        let url =
            document.isFolder ? JSON.null : .string(location.url("/file/\(document.key.text)/content", for: request))
        return .json(documentRepresentation(document).merging(["url": url]))
    }

    func update(_ request: Request, _ context: CallerContext) async throws -> Response {
        let key = try context.document
        let change = try DocumentFields(try await RequestFields(of: request)).change
        return .json(documentRepresentation(try await documents.update(key, to: change, by: context.principal)))
    }

    func delete(_ request: Request, _ context: CallerContext) async throws -> Response {
        try await documents.delete(try context.document, by: context.principal)
        return .json(["success": true])
    }
}

extension CallerContext {
    /// The document in the path; an id that none can have is as unknown as one that none has.
    var document: FileKey {
        get throws {
            guard let key = parameters.get("id").flatMap({ FileKey($0) }) else {
                throw Failure(
                    .notFound, code: "document.unknown", "There is no document with this id.",
                    fields: [("id", ["There is no document with this id."])])
            }
            return key
        }
    }
}

extension DocumentQuery {
    fileprivate init(_ request: Request) throws {
        let fields = DocumentFields(form: ["customer", "folder"].reduce(into: [:]) { $0[$1] = request.query($1) })
        let place: DocumentPlace
        if request.query("allFolders") == "true" {
            place = .everywhere
        } else {
            place = try fields.folder.map { .folder($0) } ?? .top
        }
        self.init(
            customer: try fields.customer, place: place, filter: request.query("filter"),
            offset: Self.number(request.query("offset")) ?? 0, limit: Self.number(request.query("limit")) ?? 100)
    }

    /// A number beyond what fits is as good as the largest one.
    private static func number(_ text: String?) -> Int? {
        guard let text, let value = Double(text), value.isFinite else { return nil }
        return Int(min(max(value, -1), Double(Int32.max)))
    }
}
