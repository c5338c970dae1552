/// One mail, written twice: as plain text and as HTML with pictures in it.
public struct MailMessage: Sendable {
    public var from: MailAddress
    public var to: MailAddress
    public var subject: String
    public var text: String
    public var html: String
    public var pictures: [Picture]
    /// What stands before the `@` of its `Message-ID`; the same for a mail that is sent again. Letters, digits and dashes.
    public var identifier: String
    /// Seconds since 1970.
    public var date: Int64

    /// A picture that the HTML names as `cid:NAME`.
    public struct Picture: Sendable {
        /// Letters, digits and dashes.
        public var name: String
        public var mediaType: String
        public var bytes: [UInt8]

        public init(name: String, mediaType: String, bytes: [UInt8]) {
            self.name = name
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    public init(
        from: MailAddress, to: MailAddress, subject: String, text: String, html: String, pictures: [Picture] = [],
        identifier: String, date: Int64
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.pictures = pictures
        self.identifier = identifier
        self.date = date
    }
}
