/// Sends requests to other people's servers, and only to those that may be asked.
public protocol OutboundRequests: Sendable {
    /// Sends the request, follows redirects, and hands over the body of the last answer as it comes.
    ///
    /// - Parameter receive: gets pieces in order; not called for an answer whose status is no success.
    func send(
        _ request: OutboundRequest, receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(OutboundError) -> OutboundAnswer
}

/// One request to another server.
public struct OutboundRequest: Sendable {
    public var method: String
    public var address: WebAddress
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// Redirects that are followed, each looked at like the first address; with a body none should be.
    public var redirects: Int
    /// Bytes of the answer's body, at most.
    public var limit: Int64
    /// False where the answer's head is all that is wanted: its body is not read, however long it is.
    public var readsBody = true
    /// From the first look-up of a name to the last byte.
    public var timeout: Duration

    public init(
        _ method: String, _ address: WebAddress, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], redirects: Int = 0, limit: Int64, timeout: Duration
    ) {
        self.method = method
        self.address = address
        self.headers = headers
        self.body = body
        self.redirects = redirects
        self.limit = limit
        self.timeout = timeout
    }
}

/// The head of an answer whose body has been handed over.
public struct OutboundAnswer: Sendable {
    public let status: Int
    /// Where the answer came from, after redirects.
    public let address: WebAddress
    /// What the other server says the body is; advice at most.
    public let mediaType: String?

    public init(status: Int, address: WebAddress, mediaType: String?) {
        self.status = status
        self.address = address
        self.mediaType = mediaType
    }

    public var isSuccess: Bool { (200...299).contains(status) }
}
