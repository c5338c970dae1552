public import Messaging
public import OutboundHTTP

/// Hands texts to a gateway of HTTP, in the request that an operator described.
public struct HTTPTextGateway: TextTransport {
    /// The operator's words for the request.
    public struct Form: Sendable {
        /// With `{to}` and `{text}` where they belong, or without.
        public var url: String
        public var method: String
        public var contentType: String
        /// With `{to}` and `{text}`; not sent with GET.
        public var body: String
        public var headers: [(name: String, value: String)]

        public init(
            url: String, method: String, contentType: String, body: String, headers: [(name: String, value: String)]
        ) {
            self.url = url
            self.method = method
            self.contentType = contentType
            self.body = body
            self.headers = headers
        }
    }

    private let form: Form
    private let requests: any OutboundRequests

    public init(_ form: Form, requests: any OutboundRequests) {
        self.form = form
        self.requests = requests
    }

    public func send(_ text: String, to number: String) async throws(TextError) {
        let url = TextTemplate(form.url, as: .form).filled(text: text, to: number)
        guard let address = WebAddress(url) else { throw .connection(reason: "sms.url is no URL that can be asked") }
        var headers = [(name: "user-agent", value: "Gatehouse")] + form.headers
        var body: [UInt8] = []
        if form.method != "GET" {
            headers.append((name: "content-type", value: form.contentType))
            let isJSON = form.contentType.lowercased().contains("json")
            body = Array(TextTemplate(form.body, as: isJSON ? .json : .form).filled(text: text, to: number).utf8)
        }
        var request = OutboundRequest(
            form.method, address, headers: headers, body: body, limit: 0, timeout: .seconds(15))
        request.readsBody = false
        do {
            let answer = try await requests.send(request) { _ in }
            guard answer.isSuccess else { throw TextError.refused(status: answer.status) }
        } catch let error as OutboundError {
            throw .connection(reason: "\(error)")
        } catch let error as TextError {
            throw error
        } catch {
            throw .connection(reason: "unknown")
        }
    }
}
