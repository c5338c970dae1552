import Basics
import Blobs
import NIOCore

/// Why a request to the store has failed.
enum S3Fault: Error {
    /// The store answered with an error; `code` is S3's word, or empty.
    case refused(status: Int, code: String, date: Instant?)
    case connection(String)
    case timeout(Duration)
    /// The answer is not one of S3.
    case garbled(String)

    /// Whether the same request may succeed in a moment.
    var isPassing: Bool {
        switch self {
        case .refused(let status, let code, _):
            [408, 429, 500, 502, 503, 504].contains(status)
                || ["BadDigest", "IncompleteBody", "InternalError", "OperationAborted", "RequestTimeout", "SlowDown"]
                    .contains(code)
        case .connection, .timeout, .garbled: true
        }
    }

    var isMissing: Bool {
        if case .refused(404, let code, _) = self { ["", "NoSuchKey", "NotFound"].contains(code) } else { false }
    }

    func isRefusal(_ name: String) -> Bool {
        if case .refused(_, name, _) = self { true } else { false }
    }

    /// - Parameter operation: what was asked, without names or keys.
    func error(in operation: String, at location: S3Location) -> BlobError {
        let place = "\(location.origin), bucket \(location.bucket)"
        switch self {
        case .refused(507, _, _), .refused(_, "QuotaExceeded", _), .refused(_, "XMinioStorageFull", _):
            return .full(path: location.description)
        case .refused(let status, let code, _):
            return .unavailable(
                "\(place), refused \(operation) with \(status)\(code.isEmpty ? "" : " \(code)")\(advice(status, code))")
        case .connection(let reason):
            return .unavailable("\(place), could not be reached for \(operation) (\(reason))")
        case .timeout(let limit):
            return .unavailable("\(place), did not answer \(operation) within \(limit.components.seconds) seconds")
        case .garbled(let what):
            return .unavailable("\(place), answered \(operation) with \(what), which is not S3")
        }
    }

    private func advice(_ status: Int, _ code: String) -> String {
        switch code {
        case "SignatureDoesNotMatch": "; check the secret key and the region"
        case "InvalidAccessKeyId": "; check the access key"
        case "ExpiredToken", "InvalidToken": "; renew the session token"
        case "NoSuchBucket": "; make the bucket or name another"
        case "AuthorizationHeaderMalformed", "PermanentRedirect", "TemporaryRedirect":
            "; check the region and the endpoint"
        case "RequestTimeTooSkewed": "; set the clock of this machine"
        default: status == 403 ? "; check the keys and what the bucket's policy allows" : ""
        }
    }
}
