/// What the bytes of a file are.
///
/// Macro-enabled documents are kinds of their own, so that whoever takes documents does not take them by mistake.
public enum FileKind: String, Sendable, CaseIterable, Hashable, Codable {
    case png, jpg, gif, bmp, tiff, heic, webp, svg
    case pdf, doc, docx, docm, xls, xlsx, xlsm, ppt, pptx, pptm, odt, ods, rtf
    case csv, txt, html, xml, zip
    case mp3, wav, ogg, m4a
    case unknown

    /// The media type as registered with IANA; `audio/wav`, which everybody uses, is not.
    public var mediaType: String {
        switch self {
        case .png: "image/png"
        case .jpg: "image/jpeg"
        case .gif: "image/gif"
        case .bmp: "image/bmp"
        case .tiff: "image/tiff"
        case .heic: "image/heic"
        case .webp: "image/webp"
        case .svg: "image/svg+xml"
        case .pdf: "application/pdf"
        case .doc: "application/msword"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .docm: "application/vnd.ms-word.document.macroEnabled.12"
        case .xls: "application/vnd.ms-excel"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .xlsm: "application/vnd.ms-excel.sheet.macroEnabled.12"
        case .ppt: "application/vnd.ms-powerpoint"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .pptm: "application/vnd.ms-powerpoint.presentation.macroEnabled.12"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .rtf: "application/rtf"
        case .csv: "text/csv"
        case .txt: "text/plain"
        case .html: "text/html"
        case .xml: "application/xml"
        case .zip: "application/zip"
        case .mp3: "audio/mpeg"
        case .wav: "audio/wav"
        case .ogg: "audio/ogg"
        case .m4a: "audio/mp4"
        case .unknown: "application/octet-stream"
        }
    }

    /// Whether it is a raster image. An svg is a program and no image here.
    public var isImage: Bool {
        switch self {
        case .png, .jpg, .gif, .bmp, .tiff, .heic, .webp: true
        default: false
        }
    }

    public var isAudio: Bool {
        switch self {
        case .mp3, .wav, .ogg, .m4a: true
        default: false
        }
    }

    /// Whether a browser may show it within a page of ours without anything in it being run.
    public var isInlineSafe: Bool {
        switch self {
        case .png, .jpg, .gif, .webp, .bmp, .pdf: true
        default: false
        }
    }

    /// Whether the file is a Zip archive on the outside.
    public var isZipBased: Bool {
        switch self {
        case .zip, .docx, .docm, .xlsx, .xlsm, .pptx, .pptm, .odt, .ods: true
        default: false
        }
    }

    /// Whether the file is an OLE2 compound file on the outside ([MS-CFB]).
    var isCompound: Bool { self == .doc || self == .xls || self == .ppt }
}
