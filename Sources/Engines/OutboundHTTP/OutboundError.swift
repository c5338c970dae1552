/// Why there is no answer from another server.
public enum OutboundError: Error, Sendable {
    /// The host's address is not one of the public Internet.
    case privateAddress(host: String)
    case unknownHost(String)
    /// A redirect without a place to go to, or to one that is no http or https address.
    case badRedirect(String)
    case tooManyRedirects(Int)
    case tooLarge(limit: Int64)
    case timedOut(after: Duration)
    /// No connection, or one that broke off.
    case connection(String)
    /// What `receive` threw.
    case receiver(any Error)
}

extension OutboundError {
    /// Whether the same request may succeed a little later.
    public var isPassing: Bool {
        switch self {
        case .unknownHost, .timedOut, .connection: true
        case .privateAddress, .badRedirect, .tooManyRedirects, .tooLarge, .receiver: false
        }
    }
}

extension OutboundError: CustomStringConvertible {
    /// A sentence for whoever wrote the address. It tells nothing of what stands behind a private address.
    public var description: String {
        switch self {
        case .privateAddress(let host): "The host \(host) is not on the public Internet."
        case .unknownHost(let host): "The host \(host) is not known."
        case .badRedirect(let location): "The server redirects to \"\(location.prefix(200))\", which cannot be asked."
        case .tooManyRedirects(let most): "The server redirects more than \(most) times."
        case .tooLarge(let limit): "The answer has more than \(limit) bytes."
        case .timedOut(let time): "There was no whole answer within \(time.components.seconds) seconds."
        case .connection: "The connection failed or broke off."
        case .receiver: "The answer could not be kept."
        }
    }
}
