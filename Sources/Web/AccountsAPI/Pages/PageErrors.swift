import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// How pages say no: in words, to a person.
struct PageErrors: Sendable {
    let prefix: String

    func response(_ failure: Failure, _: GateContext) -> Response {
        let title =
            switch failure.kind {
            case .tooMany: "Too many tries"
            case .unavailable, .internal: "Something is out of order"
            default: "This did not work"
            }
        let words = failure.kind == .internal ? "A fault of ours. Try again in a while." : failure.message
        return Page.problem(title, words, status: failure.kind.status).response(prefix: prefix)
    }
}
