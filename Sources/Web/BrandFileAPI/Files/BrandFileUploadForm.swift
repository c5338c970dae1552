public import Basics
public import BrandFiles
import Catalog

/// How this API reads and shows a file that came in another way than by its own form.
public enum BrandFileUploadForm {
    /// What would be the name of the part.
    public static func partName(in fields: [String: String]) throws -> String {
        guard let name = fields["name"], !name.isEmpty else {
            throw Failure.invalid(
                "name", code: "brand-file.type",
                "Say what the file is for as name, as the part of a form would be called: product,<BRAND>.")
        }
        return name
    }

    /// The answer of an upload.
    public static func answer(_ card: BrandFileCard) -> JSON {
        [
            "response": [
                "page": 1, "pageCount": 1, "recordsSent": 1, "recordsFound": 1, "file": [fileRepresentation(card)],
            ]
        ]
    }

    public static func path(of card: BrandFileCard) -> String { "/api/file/\(card.file.id.hexKey)" }
}
