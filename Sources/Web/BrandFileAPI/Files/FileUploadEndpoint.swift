import Basics
import BrandFiles
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity
import NIOCore

/// `POST /api/file`: files come in, each in a part whose name says what it is for.
struct FileUploadEndpoint: Sendable {
    let files: BrandFiles

    /// Files of one request.
    private static let most = 20
    /// Room in the body for everything but the files.
    private static let formRoom = 1 << 20
    private static let pieceSize = 512 * 1024

    /// Keeps all files of the form, or none.
    func create(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let caller = context.principal
        var reader = try MultipartReader(request, limit: Int(files.limit) + FileUploadEndpoint.formRoom)
        let declared = request.headers[.contentLength].flatMap { Int64($0) }
        var arrived: [ArrivedBrandFile] = []
        do {
            var received: Int64 = 0
            while let part = try await reader.nextPart() {
                try await files.authorize(part.name, by: caller)
                guard arrived.count < FileUploadEndpoint.most else {
                    throw Failure.invalid(
                        "file", code: "file.several",
                        "At most \(FileUploadEndpoint.most) files are taken at once. Send the rest in another request.")
                }
                let arrival = try await files.receive(declared: declared.map { max(0, $0 - received) }, by: caller)
                do {
                    received += try await copy(&reader, to: arrival)
                } catch {
                    await arrival.abort()
                    throw error
                }
                arrived.append(try await files.examine(arrival, named: part.fileName, for: part.name))
            }
            guard !arrived.isEmpty else {
                throw Failure.invalid(
                    "file", code: "file.none",
                    "There is no file in the form. Send one in a part whose name says what it is for.")
            }
            let cards = try await files.keep(arrived, by: caller)
            return .envelope("file", all: cards.map(fileRepresentation), status: .created)
        } catch {
            for file in arrived { await file.forget(in: files) }
            throw error
        }
    }

    /// The network gives small pieces, the disk likes large ones. Returns how many bytes there were.
    private func copy(_ reader: inout MultipartReader, to arrival: Arrival) async throws -> Int64 {
        var size: Int64 = 0
        var piece: [UInt8] = []
        while let chunk = try await reader.nextChunk() {
            piece += chunk.readableBytesView
            size += Int64(chunk.readableBytes)
            guard piece.count >= FileUploadEndpoint.pieceSize else { continue }
            try await arrival.write(piece)
            piece = []
        }
        if !piece.isEmpty { try await arrival.write(piece) }
        return size
    }
}
