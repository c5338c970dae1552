import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity
import NIOCore

/// A form with a file in it: its fields in any order, its bytes going to where they will be kept.
struct FileUpload {
    let arrival: Arrival
    let draft: FirmFileDraft

    /// Room in the body for everything but the file.
    private static let formRoom = 1 << 20
    private static let fieldLimit = 64 * 1024
    private static let pieceSize = 512 * 1024

    /// Reads the whole form. Nothing is left of it where it throws.
    static func read(_ request: Request, into files: FirmFiles, by caller: Principal) async throws -> FileUpload {
        var reader = try MultipartReader(request, limit: Int(files.limit) + formRoom)
        let declared = request.headers[.contentLength].flatMap { Int64($0) }
        var form: [String: String] = [:]
        var file: (name: String?, arrival: Arrival)?
        do {
            while let part = try await reader.nextPart() {
                guard part.name == "file" else {
                    form[part.name] = try await reader.text(limit: fieldLimit, of: part.name)
                    continue
                }
                guard file == nil else {
                    throw Failure.invalid("file", code: "file.several", "Send one file in a request.")
                }
                // What its name and the fields before it tell spares the bytes.
                _ = try FirmFiles.checkedName(
                    try FileFields(form: form).draft(uploadedName: part.fileName), by: caller)
                let arrival = try await files.receive(declared: declared, by: caller)
                file = (part.fileName, arrival)
                try await copy(&reader, to: arrival)
            }
            guard let file else {
                throw Failure.invalid("file", code: "file.none", "There is no file in the form. Send one, as file.")
            }
            return FileUpload(
                arrival: file.arrival, draft: try FileFields(form: form).draft(uploadedName: file.name))
        } catch {
            await file?.arrival.abort()
            throw error
        }
    }

    /// The network gives small pieces, the disk likes large ones.
    private static func copy(_ reader: inout MultipartReader, to arrival: Arrival) async throws {
        var piece: [UInt8] = []
        while let chunk = try await reader.nextChunk() {
            piece += chunk.readableBytesView
            guard piece.count >= pieceSize else { continue }
            try await arrival.write(piece)
            piece = []
        }
        if !piece.isEmpty { try await arrival.write(piece) }
    }
}
