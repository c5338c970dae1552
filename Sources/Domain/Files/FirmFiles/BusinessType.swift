/// What a file of a firm is for (filer contract).
public enum BusinessType: String, CaseIterable, Sendable {
    case firmDocument = "FirmDocument"
    /// The picture of a contact, of which there is one.
    case avatar = "Avatar"
    /// The picture of a firm, of which there is one.
    case logo = "Logo"
    case load = "Load"
    case orders = "Orders"
    case catalogsTrucks = "CatalogsTrucks"
    case catalogsDrivers = "CatalogsDrivers"

    /// Whether a second one replaces the first, and everybody sees it.
    public var isPicture: Bool { self == .avatar || self == .logo }

    /// The only access that such a file may have.
    public var access: FirmFileAccess { isPicture ? .public : .authorized }

    /// Nil for plain files.
    public init?(of file: StoredFile) {
        guard let type = file.purpose.flatMap(BusinessType.init(rawValue:)) else { return nil }
        self = type
    }

    /// The extensions that such a file may have, in lower case; nil: a plain file.
    static func extensions(of type: BusinessType?) -> [String] {
        type?.isPicture ?? false ? pictureExtensions : pictureExtensions + otherExtensions
    }
}

private let pictureExtensions = ["png", "jpeg", "jpg", "jpe", "jif", "jfif"]
private let otherExtensions = [
    "rtf", "tif", "tiff", "bmp", "doc", "docx", "gif", "odt", "pdf", "xls", "xlsx", "csv", "heic", "txt",
]
