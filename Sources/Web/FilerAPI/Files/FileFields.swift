import Basics
import Files

/// What a form says of a file, field by field. An empty field is as if absent.
struct FileFields {
    let form: [String: String]

    func draft(uploadedName: String?) throws -> FirmFileDraft {
        FirmFileDraft(
            uploadedName: uploadedName, type: try word("business_type"), access: try word("access_type"),
            hasWatermark: try flag("with_watermark"))
    }

    private func word<Word: RawRepresentable & CaseIterable>(
        _ name: String
    ) throws -> Word? where Word.RawValue == String {
        try form[name].flatMap { $0.isEmpty ? nil : $0 }.map { try FileFields.word($0, of: name) }
    }

    private func flag(_ name: String) throws -> Bool {
        switch form[name]?.lowercased() {
        case "true", "1": return true
        case nil, "", "false", "0": return false
        default: throw Failure.invalid(name, code: "field.flag", "The \(name) must be true or false.")
        }
    }

    static func word<Word: RawRepresentable & CaseIterable>(
        _ text: String, of name: String
    ) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure.invalid(name, code: "field.word", "The \(name) must be one of \(known).")
        }
        return word
    }
}
