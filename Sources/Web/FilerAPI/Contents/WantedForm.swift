import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird

/// In which form a request wants a file's bytes.
struct WantedForm {
    let accepted: AcceptedTypes
    /// Pixels; nil: as the image is.
    let width: Int?
    private let isRaw: Bool
    private let sendsJSON: Bool

    /// Throws where the width is none of those that are made.
    init(_ request: Request) throws {
        let parameters = request.uri.queryParameters
        accepted = AcceptedTypes(request.headers[.accept])
        isRaw = parameters["raw"] == "1"
        sendsJSON = request.headers.mediaType == "application/json"
        width = try parameters["w"].map { try ImageVariant.width(named: String($0)) }
    }

    /// Whether the bytes go out as a JSON string: where JSON is asked for and the file's own type is not, or where the
    /// request itself is said to be JSON and anything is taken.
    func isJSON(insteadOf mediaType: String) -> Bool {
        if isRaw { return false }
        if accepted.isEverything { return sendsJSON }
        return accepted.name("application/json") && !accepted.take(mediaType)
    }
}
