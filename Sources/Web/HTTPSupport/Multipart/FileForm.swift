public import Basics
public import Files
import HTTPTypes
public import Hummingbird

/// A form with one file in it, as `file`: its fields in any order, its bytes going to where they will be kept.
public struct FileForm<Draft: Sendable>: Sendable {
    /// All its bytes are written. Whoever has it keeps or aborts it.
    public let arrival: Arrival
    /// What the form says of the file.
    public let draft: Draft

    /// Reads the whole form. Nothing is left of it where it throws.
    ///
    /// - Parameters:
    ///   - limit: most bytes of the file.
    ///   - none: what is thrown where there is no file.
    ///   - several: what is thrown where there are several.
    ///   - begin: makes room for the file. What its name and the fields before it tell can be refused here, which spares
    ///     the bytes.
    ///   - draft: reads the fields, when all are known.
    public static func read(
        _ request: Request, limit: Int64, none: Failure, several: Failure,
        begin: (AnnouncedFile) async throws -> Arrival, draft: (AnnouncedFile) throws -> Draft
    ) async throws -> FileForm {
        var reader = try MultipartReader(request, limit: Int(limit) + AnnouncedFile.formRoom)
        var form = AnnouncedFile(declared: request.headers[.contentLength].flatMap { Int64($0) })
        var arrival: Arrival?
        do {
            while let part = try await reader.nextPart() {
                guard part.name == "file" else {
                    form.fields[part.name] = try await reader.text(of: part.name)
                    continue
                }
                guard arrival == nil else { throw several }
                form.name = part.fileName
                let new = try await begin(form)
                arrival = new
                try await reader.copyPart { try await new.write($0) }
            }
            guard let arrival else { throw none }
            return FileForm(arrival: arrival, draft: try draft(form))
        } catch {
            await arrival?.abort()
            throw error
        }
    }
}

/// What a form has told of its file so far.
public struct AnnouncedFile: Sendable {
    /// The name that it was sent under.
    public internal(set) var name: String?
    /// The fields that are texts.
    public internal(set) var fields: [String: String] = [:]
    /// Bytes of the whole form, where that is known: the file has no more.
    public let declared: Int64?

    /// Room in the body for everything but the file, in bytes.
    static let formRoom = 1 << 20
}
