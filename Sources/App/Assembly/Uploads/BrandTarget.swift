import Basics
import BrandFileAPI
import BrandFiles
import Files
import HTTPSupport
import Identity

/// An upload that is a file for a brand: it is queued as one that came in a form.
struct BrandTarget: UploadTarget {
    let files: BrandFiles
    let location: SurfaceLocation

    var limit: Int64 { files.limit }

    func check(_ fields: UploadFields, by caller: Principal) async throws -> ID<Organization>? {
        try await files.authorize(try BrandFileUploadForm.partName(in: fields.values), by: caller)
        return caller.organization
    }

    func examine(_ arrived: ArrivedUpload, by caller: Principal) async throws -> UploadEnding {
        let file = try await files.examine(
            arrived.blob, named: arrived.fields.fileName,
            for: try BrandFileUploadForm.partName(in: arrived.fields.values), by: caller)
        return UploadEnding(afterwards: files.wakeWorkers) { [files, location] reservation, tx in
            let card = try files.keep(file, reservation: reservation, by: caller, in: tx)
            return UploadOutcome(
                location: location.prefix + BrandFileUploadForm.path(of: card), answer: BrandFileUploadForm.answer(card)
            )
        }
    }
}
