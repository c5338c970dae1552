import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird

/// What answers tell of an upload.
struct UploadAnswers: Sendable {
    let location: SurfaceLocation

    /// 201 with the upload's own URL; what it has become already stands beside it.
    func created(_ upload: Upload, _ request: Request) -> Response {
        var headers = state(of: upload, request)
        headers[.contentLocation] = headers[.location]
        let secret = request.headers[.authorization] == nil ? request.uri.queryParameters["link"] : nil
        let link = secret.map { "?link=\($0)" } ?? ""
        headers[.location] = location.url("/uploads/\(upload.key)\(link)", for: request)
        return Response(status: .created, headers: headers)
    }

    /// 204 to bytes that were taken; after the last of them, with what the upload has become.
    func appended(_ upload: Upload, _ request: Request) -> Response {
        Response(status: .noContent, headers: state(of: upload, request))
    }

    func described(_ upload: Upload, _ request: Request) -> Response {
        var headers = state(of: upload, request)
        headers[.uploadLength] = String(upload.length)
        if !upload.metadata.isEmpty { headers[.uploadMetadata] = upload.metadata }
        switch upload.concatenation {
        case nil: break
        case .partial: headers[.uploadConcat] = "partial"
        case .final(let words): headers[.uploadConcat] = words
        }
        return Response(status: .ok, headers: headers)
    }

    private func state(of upload: Upload, _ request: Request) -> HTTPFields {
        var headers: HTTPFields = [
            .uploadOffset: String(upload.received), .uploadExpires: HTTPDate(upload.expiresAt).description,
            .cacheControl: "no-store",
        ]
        if let outcome = upload.outcome {
            headers[.location] = location.origin(for: request) + outcome.location
            headers[.uploadResult] = outcome.answer?.asciiText
        }
        return headers
    }
}

extension JSON {
    /// JSON text for a header field: what is not ASCII is escaped (RFC 8259, section 7).
    fileprivate var asciiText: String {
        var result = ""
        for unit in text.utf16 {
            if unit < 0x80, let scalar = Unicode.Scalar(unit) {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result
    }
}
