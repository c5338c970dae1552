import AsyncHTTPClient
import Basics
import Blobs
import Dispatch
import Logging
import NIOCore
import NIOHTTP1
import Synchronization

/// Sends signed requests, again where that may help, until the store answers or the patience is over.
final class S3Connection: Sendable {
    let location: S3Location
    let options: S3Options
    private let credentials: S3Credentials
    private let clock: WallClock
    private let logger: Logger
    private let client: HTTPClient
    /// How far the store's clock is ahead of ours.
    private let skew = Mutex(Duration.zero)

    init(_ location: S3Location, _ credentials: S3Credentials, _ options: S3Options, clock: WallClock, logger: Logger) {
        self.location = location
        self.credentials = credentials
        self.options = options
        self.clock = clock
        self.logger = logger
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .microseconds(min(options.timeout / 4, .seconds(10)).wholeMicroseconds)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = options.connections
        // Trying again is done here, where there is an end to it.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        client.shutdown(queue: .global()) { _ in }
    }

    /// Sends the request and reads the answer as the body says; what the body throws counts as the store's failure.
    ///
    /// Throws `S3Fault` where the store refused or does not answer.
    func send<Value: Sendable>(
        _ request: S3Request, _ read: @escaping @Sendable (S3Answer) throws -> Value
    ) async throws -> Value {
        // As slow as a mebibyte in a second is still a store that answers.
        let allowance = Duration.seconds(request.moved >> 20)
        var end = ContinuousClock.now + options.timeout + allowance
        var isCorrected = false
        var attempt = 1
        while true {
            let limit = min(options.timeout / 2 + allowance, end - .now)
            do {
                return try await within(limit) { [self] in try read(try await attemptOnce(request)) }
            } catch let fault as S3Fault {
                if fault.isRefusal("RequestTimeTooSkewed"), !isCorrected, correctClock(fault) {
                    // The store is there and has answered: what comes now has the whole patience again.
                    isCorrected = true
                    end = .now + options.timeout + allowance
                    continue
                }
                let pause = Duration.milliseconds(Int64.random(in: 0...min(200 << min(attempt, 8), 5000)))
                guard fault.isPassing, attempt < options.attempts, .now + pause < end else { throw fault }
                logger.debug(
                    "the object store is asked again",
                    metadata: ["method": "\(request.method)", "attempt": "\(attempt)", "fault": "\(fault)"])
                try await Task.sleep(for: pause)
                attempt += 1
            }
        }
    }

    /// The same, throwing a `BlobError` that says what was asked.
    func perform<Value: Sendable>(
        _ operation: String, _ request: S3Request,
        _ read: @escaping @Sendable (S3Answer) throws -> Value
    ) async throws -> Value {
        do {
            return try await send(request, read)
        } catch let fault as S3Fault {
            throw fault.error(in: operation, at: location)
        }
    }

    private func attemptOnce(_ request: S3Request) async throws -> S3Answer {
        do {
            let response = try await client.execute(signed(request), timeout: .hours(24))
            let body = try await response.body.collect(upTo: request.answerLimit)
            let answer = S3Answer(status: Int(response.status.code), headers: response.headers, body: body)
            guard (200...299).contains(answer.status) else {
                throw S3Fault.refused(
                    status: answer.status, code: (try? XMLAnswer(body.readableBytesView))?["Code"] ?? "",
                    date: answer.headers.first(name: "date").flatMap(HTTPDate.read))
            }
            return answer
        } catch let fault as S3Fault {
            throw fault
        } catch let error as CancellationError {
            throw error
        } catch is NIOTooManyBytesError {
            throw S3Fault.garbled("more than \(request.answerLimit) bytes")
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw S3Fault.connection("\(error)")
        }
    }

    private func signed(_ request: S3Request) -> HTTPClientRequest {
        let signer = SignatureV4(
            credentials: credentials, region: location.region, time: clock.now + skew.withLock { $0 })
        let isStreamed = location.payload == .streaming && request.body.bytes.readableBytes > 0
        var headers = request.headers
        let payload =
            switch location.payload {
            case .unsigned: "UNSIGNED-PAYLOAD"
            case .streaming where isStreamed: ChunkedPayload.name
            case .streaming, .signed: request.body.digest.hex
            }
        headers += [("host", location.host), ("x-amz-content-sha256", payload), ("x-amz-date", signer.timestamp)]
        if let token = credentials.sessionToken { headers.append(("x-amz-security-token", token.exposed)) }
        if let sum = request.body.contentMD5 { headers.append(("content-md5", sum)) }
        if isStreamed {
            headers.append(("content-encoding", "aws-chunked"))
            headers.append(("x-amz-decoded-content-length", "\(request.body.bytes.readableBytes)"))
        }
        let path = location.path(of: request.name)
        let (authorization, signature) = signer.authorize(
            request.method.rawValue, path: path, query: request.query, headers: headers, payload: payload)
        var ready = HTTPClientRequest(
            url: location.origin + URIText.encode(path, keeping: "/")
                + (request.query.isEmpty ? "" : "?" + URIText.query(request.query)))
        ready.method = request.method
        for (name, value) in headers { ready.headers.add(name: name, value: value) }
        ready.headers.add(name: "authorization", value: authorization)
        if request.body.contentMD5 != nil {
            ready.body = .bytes(
                isStreamed ? ChunkedPayload.encode(request.body.bytes, seed: signature, by: signer) : request.body.bytes
            )
        }
        return ready
    }

    private func correctClock(_ fault: S3Fault) -> Bool {
        guard case .refused(_, _, let date?) = fault else { return false }
        skew.withLock { $0 = date - clock.now }
        return true
    }
}

/// Throws `S3Fault.timeout` where the body takes longer, and lets it go.
private func within<Value: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: max(limit, .zero))
            throw S3Fault.timeout(limit)
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}
