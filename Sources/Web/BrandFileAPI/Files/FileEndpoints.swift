import Basics
import Blobs
import BrandFiles
import Catalog
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `/api/file`: what was sent, what became of it, and its bytes.
struct FileEndpoints: Sendable {
    let files: BrandFiles
    let blobs: any BlobStore

    var routes: [Route<BrandFileContext>] {
        [
            Route(.get, "/api/file", list),
            Route(.post, "/api/file", upload.create),
            Route(.get, "/api/file/{id}", get),
            Route(.get, "/api/file/{id}/content", content),
            Route(.get, "/api/file/{id}/errors.xlsx", errors),
        ]
    }

    private var upload: FileUploadEndpoint { FileUploadEndpoint(files: files) }

    private func list(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let page = try await files.list(
            try BrandFileQuery(request), try request.page, by: context.principal)
        return .envelope("file", page, fileRepresentation)
    }

    private func get(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        .envelope("file", fileRepresentation(try await file(context)))
    }

    /// The file as it was sent. Whatever it is, it is not shown but saved.
    private func content(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let file = try await file(context).file
        return try await Download(name: file.name, mediaType: file.mediaType, lastModified: file.createdAt)
            .response(of: file.source, in: blobs, for: request)
    }

    /// A copy as a workbook with the wrong cells marked.
    private func errors(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let marked = try await files.markedWorkbook(of: try context.id(of: "file"), by: context.principal)
        return try await Download(
            name: marked.name, mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ).response(of: marked.digest, in: blobs, for: request)
    }

    private func file(_ context: BrandFileContext) async throws -> BrandFileCard {
        try await files.get(try context.id(of: "file"), by: context.principal)
    }
}

extension BrandFileQuery {
    fileprivate init(_ request: Request) throws {
        self.init()
        kind = request.parameter("fileType")
        status = try request.word("status")
        brand = try request.key("fk_brand")
        createdFrom = try request.moment("createdFrom")
        // A day is meant whole, and a moment with the second that it stands in: so much of it is shown.
        let length: Duration = request.parameter("createdTo")?.utf8.count == 10 ? .seconds(86_400) : .seconds(1)
        createdBefore = try request.moment("createdTo").map { $0 + length }
    }
}
