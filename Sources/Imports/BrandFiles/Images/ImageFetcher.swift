import Basics
import Blobs
import FileKinds
import Files
import Identity
import OutboundHTTP

/// Fetches one image, and lets its bytes decide whether it is one.
struct ImageFetcher: Sendable {
    let blobs: any BlobStore
    let intake: FileIntake
    let requests: any OutboundRequests
    /// Bytes, at most.
    let limit: Int64

    private static let timeout = Duration.seconds(60)
    private static let redirects = 5
    private static let attempts = 5

    enum Outcome: Sendable {
        case stored(Blob, mediaType: String)
        /// For good, and why.
        case failed(String)
        /// To be tried again after a while.
        case postponed(String, Duration)
    }

    /// - Parameter attempt: from 1.
    func fetch(
        _ url: String, for organization: ID<Organization>, user: ID<User>?, attempt: Int
    ) async -> Outcome {
        guard let address = WebAddress(url) else { return .failed("The address cannot be asked.") }
        do {
            let blob = try await download(address)
            // Nobody asks here but the house itself, which has no token.
            let house = Principal(
                token: ID(0), user: user ?? ID(0), organization: organization, permissions: [])
            let content = try await intake.examine(blob, named: try FileName("image"), by: house)
            guard content.kind.isImage else { return .failed("What the server sends is no image.") }
            return .stored(content.blob, mediaType: content.kind.mediaType)
        } catch let error as OutboundError {
            return error.isPassing ? again(error.description, attempt) : .failed(error.description)
        } catch let refusal as Refusal {
            let text = "The server answers with the status \(refusal.status)."
            return refusal.isPassing ? again(text, attempt) : .failed(text)
        } catch let failure as Failure {
            return failure.kind == .invalid ? .failed(failure.message) : again(failure.message, attempt)
        } catch {
            return again("The image could not be kept.", attempt)
        }
    }

    private func download(_ address: WebAddress) async throws -> Blob {
        let writer = try await blobs.makeWriter()
        do {
            let request = OutboundRequest(
                "GET", address, headers: [("accept", "image/*"), ("user-agent", "Gatehouse")],
                redirects: ImageFetcher.redirects, limit: limit, timeout: ImageFetcher.timeout)
            let answer = try await requests.send(request) { try await writer.write($0) }
            guard answer.isSuccess else { throw Refusal(status: answer.status) }
            return try await writer.finish()
        } catch {
            await writer.abort()
            throw error
        }
    }

    /// After half a minute, then four times as long each time.
    private func again(_ problem: String, _ attempt: Int) -> Outcome {
        guard attempt < ImageFetcher.attempts else { return .failed(problem) }
        return .postponed(problem, .seconds(30 << (2 * max(0, attempt - 1))))
    }

    private struct Refusal: Error {
        let status: Int

        var isPassing: Bool { status >= 500 || status == 408 || status == 425 || status == 429 }
    }
}
