import Basics
import Blobs
import HTTPSupport
import HTTPTypes
import Hummingbird
import ImportKinds
import ImportRuns

/// `/uploads/{upload}`: what became of a workbook, for those who missed the push.
struct UploadEndpoints: Sendable {
    let runs: ImportRuns<IntercomSummary>
    let blobs: any BlobStore
    let links: DownloadLinks
    let location: SurfaceLocation

    func get(_ request: Request, _ context: CallerContext) async throws -> Response {
        .json(represent(try await runs.get(try context.upload, by: context.principal), request))
    }

    func cancel(_ request: Request, _ context: CallerContext) async throws -> Response {
        .json(represent(try await runs.cancel(try context.upload, by: context.principal), request))
    }

    func revert(_ request: Request, _ context: CallerContext) async throws -> Response {
        let run = try await runs.revert(
            try context.upload, origin: location.base(for: request), by: context.principal)
        var response = Response.json(represent(run, request), status: .accepted)
        response.headers[.uploadID] = run.run.id.description
        return response
    }

    /// The marked workbook, for a signed link or for a token.
    func markedWorkbook(_ request: Request, _ context: GateContext) async throws -> Response {
        guard let id = context.parameters.get("upload").flatMap({ ID<ImportRun>($0) }) else {
            throw Failure.notFound("upload")
        }
        let found: (digest: Digest, name: String)
        if let principal = context.principal {
            found = try await runs.markedWorkbook(of: id, by: principal)
        } else {
            guard let expires = request.query("expires"), let signature = request.query("signature"),
                let lapse = links.lapse(of: UploadLinks.path(of: id), expires: expires, signature: signature),
                let signed = try await runs.markedWorkbook(ofSigned: id, until: lapse)
            else { throw Failure(.unauthenticated, code: "link.invalid", "Unauthenticated.") }
            found = signed
        }
        let type = found.name.lowercased().hasSuffix(".xlsm") ? macroWorkbookMediaType : workbookMediaType
        return try await Download(name: found.name, mediaType: type).response(of: found.digest, in: blobs, for: request)
    }

    private func represent(_ reported: ReportedRun, _ request: Request) -> JSON {
        let run = reported.run
        let url = run.marked.map { _ in
            let base = location.base(for: request)
            return JSON.string(UploadLinks(links: links).url(of: run.id, base: base, at: reported.readAt).url)
        }
        return [
            "id": JSON(run.id), "intercom": .integer(run.subject), "state": .string(reported.state.rawValue),
            "file_name": .string(run.fileName),
            "progress": ["rows": JSON(run.rowsRead), "total": JSON(run.rowsTotal)],
            "changes": run.changes ?? .null, "errors": reported.problems, "error_count": JSON(run.problemCount),
            "warnings": .array(run.warnings.map(JSON.string)), "error_file_url": url ?? .null,
            "created_at": JSON(run.createdAt), "finished_at": JSON(run.finishedAt),
        ]
    }
}

private let macroWorkbookMediaType = "application/vnd.ms-excel.sheet.macroEnabled.12"

extension CallerContext {
    fileprivate var upload: ID<ImportRun> {
        get throws { try id("upload", of: "upload") }
    }
}
