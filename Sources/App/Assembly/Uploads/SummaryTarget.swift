import Basics
import Files
import HTTPSupport
import Identity
import ImportKinds
import ImportRuns
import IntercomAdminAPI

/// An upload that is a summary workbook of an intercom: it is staged or queued, or confirms one that was staged.
struct SummaryTarget: UploadTarget {
    let runs: ImportRuns<IntercomSummary>
    /// Most bytes of a workbook.
    let limit: Int64
    let location: SurfaceLocation

    /// Workbooks do not count in any quota.
    func check(_ fields: UploadFields, by caller: Principal) async throws -> ID<Organization>? {
        try await runs.authorize(try SummaryUploadForm.intercom(in: fields.values), by: caller)
        return nil
    }

    func examine(_ arrived: ArrivedUpload, by caller: Principal) async throws -> UploadEnding {
        let intercom = try SummaryUploadForm.intercom(in: arrived.fields.values)
        if let hash = arrived.fields["hash"] {
            return UploadEnding(afterwards: runs.wakeWorkers) { reservation, tx in
                try reservation?.release(in: tx)
                return outcome(of: try runs.confirm(hash: Secret(hash), for: intercom, by: caller, in: tx))
            }
        }
        let workbook = ArrivedWorkbook(
            blob: arrived.blob, fileName: arrived.fields.fileName, origin: arrived.origin + location.prefix)
        let examined = try await runs.examine(workbook, for: intercom, by: caller)
        return UploadEnding(afterwards: runs.wakeWorkers) { reservation, tx in
            try reservation?.release(in: tx)
            switch try runs.keep(examined, for: intercom, by: caller, in: tx) {
            case .queued(let run): return outcome(of: run)
            case .staged(let run, let hash, let expiresAt):
                return UploadOutcome(
                    location: path(of: run),
                    answer: SummaryUploadForm.answer(staged: run, hash: hash, expiresAt: expiresAt), isSecret: true)
            }
        }
    }

    /// The surface answers nothing to what is queued.
    private func outcome(of run: ImportRun) -> UploadOutcome { UploadOutcome(location: path(of: run), answer: .null) }

    private func path(of run: ImportRun) -> String { location.prefix + SummaryUploadForm.path(of: run) }
}
