import Basics
import HTTPSupport
import Hummingbird
import ImportKinds

/// `/intercoms/{intercom}/summary.xlsx` and `summary-template.xlsx`.
struct SummaryEndpoints: Sendable {
    let exports: SummaryExports

    func summary(_ request: Request, _ context: CallerContext) async throws -> Response {
        let id = try context.intercom
        return try await exports.withSummary(of: id, by: context.principal) { path in
            try Download(name: "intercom-\(id)-summary.xlsx", mediaType: workbookMediaType).response(ofFile: path)
        }
    }

    func template(_ request: Request, _ context: CallerContext) async throws -> Response {
        let id = try context.intercom
        return try await exports.withTemplate(for: id, by: context.principal) { path in
            try Download(name: "intercom-\(id)-template.xlsx", mediaType: workbookMediaType).response(ofFile: path)
        }
    }
}

let workbookMediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
