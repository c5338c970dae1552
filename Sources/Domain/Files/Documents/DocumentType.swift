import FileKinds

/// What a document is for or what is in it (customer-document contract).
public enum DocumentType: String, CaseIterable, Sendable {
    case porting = "PORTING"
    case internet = "INTERNET"
    case audio = "AUDIO"
    case image = "IMAGE"
    case document = "DOC"
    case folder = "FOLDER"
    case other = "OTHER"

    /// What a sender may say; the others are told by the content.
    public var isPurpose: Bool { self == .porting || self == .internet }

    public init(of file: StoredFile) {
        if let type = file.purpose.flatMap(DocumentType.init(rawValue:)) {
            self = type
        } else if let content = file.content {
            self.init(of: content.kind)
        } else {
            self = .folder
        }
    }

    private init(of kind: FileKind) {
        switch kind {
        case .doc, .docx, .xls, .xlsx, .ppt, .pptx, .pdf, .txt, .csv, .odt, .ods, .rtf: self = .document
        case _ where kind.isImage: self = .image
        case _ where kind.isAudio: self = .audio
        default: self = .other
        }
    }
}
