import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import OutboundHTTP

/// Sends requests over AsyncHTTPClient behind an address guard.
///
/// Each hop has a client of its own, tied to the address that the guard has seen; nothing is shared or kept between
/// requests.
public struct GuardedRequests: OutboundRequests {
    private let guardian: AddressGuard
    private let connectTimeout: TimeAmount = .seconds(10)

    /// - Parameter allowsPrivate: whether addresses that are not public may be asked too.
    public init(allowsPrivate: Bool) {
        guardian = AddressGuard(allowsPrivate: allowsPrivate)
    }

    public func send(
        _ request: OutboundRequest, receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(OutboundError) -> OutboundAnswer {
        let result = await withTaskGroup(of: Result<OutboundAnswer, OutboundError>?.self) { group in
            group.addTask {
                do throws(OutboundError) {
                    return .success(try await follow(request, receive))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                guard (try? await Task.sleep(for: request.timeout)) != nil else { return nil }
                return .failure(.timedOut(after: request.timeout))
            }
            var first: Result<OutboundAnswer, OutboundError>?
            while first == nil, let next = await group.next() { first = next }
            group.cancelAll()
            return first
        }
        guard let result else { throw .connection("canceled") }
        return try result.get()
    }

    private func follow(
        _ request: OutboundRequest, _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(OutboundError) -> OutboundAnswer {
        var address = request.address
        for _ in 0...max(0, request.redirects) {
            switch try await hop(to: address, request, receive) {
            case .answer(let answer): return answer
            case .redirect(let location):
                guard let location, let next = address.following(location) else { throw .badRedirect(location ?? "") }
                // From a connection that nobody reads to one that anybody does, nothing is followed.
                guard address.scheme == .http || next.scheme == .https else { throw .badRedirect(location) }
                address = next
            }
        }
        throw .tooManyRedirects(request.redirects)
    }

    private enum Hop: Sendable {
        case answer(OutboundAnswer)
        case redirect(String?)
    }

    private func hop(
        to address: WebAddress, _ request: OutboundRequest,
        _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(OutboundError) -> Hop {
        let place = try await guardian.address(of: address.host)
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = connectTimeout
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.dnsOverride = [address.host: place.description]
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Hop, OutboundError>
        do throws(OutboundError) {
            result = .success(try await exchange(with: client, address, request, receive))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        return try result.get()
    }

    private func exchange(
        with client: HTTPClient, _ address: WebAddress, _ request: OutboundRequest,
        _ receive: @Sendable ([UInt8]) async throws -> Void
    ) async throws(OutboundError) -> Hop {
        do {
            var message = HTTPClientRequest(url: address.text)
            message.method = .init(rawValue: request.method)
            for header in request.headers { message.headers.add(name: header.name, value: header.value) }
            if !request.body.isEmpty { message.body = .bytes(request.body) }
            let response = try await client.execute(message, timeout: .hours(1))
            let status = Int(response.status.code)
            if request.redirects > 0, [301, 302, 303, 307, 308].contains(status) {
                return .redirect(response.headers.first(name: "location"))
            }
            let answer = OutboundAnswer(
                status: status, address: address, mediaType: response.headers.first(name: "content-type"))
            guard answer.isSuccess, request.readsBody else { return .answer(answer) }
            var size: Int64 = 0
            for try await piece in response.body {
                size += Int64(piece.readableBytes)
                guard size <= request.limit else { throw OutboundError.tooLarge(limit: request.limit) }
                do { try await receive(Array(piece.readableBytesView)) } catch { throw OutboundError.receiver(error) }
            }
            return .answer(answer)
        } catch let error as OutboundError {
            throw error
        } catch {
            throw .connection("\(error)")
        }
    }
}
