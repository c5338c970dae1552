import Basics
import Files
import HTTPSupport
import Hummingbird
import Identity

/// `/v1/filer/info`: what is known of files.
struct InfoEndpoints: Sendable {
    let files: FirmFiles

    private static let bodyLimit = 256 * 1024

    func info(_ request: Request, _ context: FilerContext) async throws -> Response {
        let caller = try context.caller
        let fields = try await RequestFields(of: request, limit: InfoEndpoints.bodyLimit).values
        let firm = try firm(fields["ati_id"])
        let query = try FirmFileQuery(
            firm: firm, contact: try InfoFields.contact(fields["contact_id"]), type: try type(fields["business_type"]),
            keys: try keys(fields))
        let found = try await files.info(query, by: caller)
        return .json(.array(found.map { firmFileRepresentation($0, tellsOwner: firm != nil) }))
    }

    /// A firm that cannot be is as unknown as one that is not.
    private func firm(_ value: JSON?) throws -> ID<Organization>? {
        switch value {
        case nil, .null: return nil
        case .string(let text): return ID<Organization>(text) ?? ID(0)
        case let value?:
            guard let number = value.integer else {
                throw Failure.invalid("ati_id", code: "field.type", "The ati_id must be a text or a whole number.")
            }
            return ID(number)
        }
    }

    private func type(_ value: JSON?) throws -> BusinessType? {
        switch value {
        case nil, .null: return nil
        case .string(let text): return try FileFields.word(text, of: "business_type")
        default: throw Failure.invalid("business_type", code: "field.type", "The business_type must be a text.")
        }
    }

    /// Nil where there are none of either kind; those that no file can have are passed over.
    private func keys(_ fields: JSON) throws -> [FileKey]? {
        let plain = try texts(fields["keys"], of: "keys")
        let guids = try texts(fields["keys2"], of: "keys2")
        if plain.isEmpty, guids.isEmpty { return nil }
        try FirmFileQuery.check(keys: plain.count + guids.count)
        return plain.compactMap { FileKey($0) } + guids.compactMap { FileKey(guid: $0) }
    }

    private func texts(_ value: JSON?, of name: String) throws -> [String] {
        let wrong = Failure.invalid(name, code: "field.type", "The \(name) must be a list of texts.")
        if value == nil || value == .null { return [] }
        guard let items = value?.array else { throw wrong }
        return try items.map { item in
            guard let text = item.string else { throw wrong }
            return text
        }
    }
}

/// Fields that more than one call has.
enum InfoFields {
    /// An int32; as JSON a number, or its digits as a text.
    static func contact(_ value: JSON?) throws -> ID<User>? {
        switch value {
        case nil, .null: return nil
        case .string(let text): return try contact(text: text)
        case .integer(let number): if let number = Int32(exactly: number) { return ID(Int64(number)) }
        default: break
        }
        throw wrong
    }

    static func contact(text: String) throws -> ID<User> {
        guard let number = Int32(text), !text.hasPrefix("+") else { throw wrong }
        return ID(Int64(number))
    }

    private static let wrong = Failure.invalid(
        "contact_id", code: "field.contact", "The contact_id must be a whole number of 32 bits.")
}
