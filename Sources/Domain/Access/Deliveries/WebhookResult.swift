import Basics
import OutboundHTTP

/// What came of one request to a webhook.
struct WebhookResult: Sendable {
    let status: Int?
    /// For whoever set the webhook up; nil where the message arrived.
    let problem: String?
    let milliseconds: Int
    /// Nobody answered at all: whatever else is due there will hardly arrive either.
    let isSilent: Bool

    /// The receiver says that there is nothing any more and will not be (RFC 9110, 15.5.11).
    var isGone: Bool { status == 410 }

    init(of answer: Result<OutboundAnswer, OutboundError>, took duration: Duration) {
        milliseconds = Int(duration.wholeMicroseconds / 1000)
        switch answer {
        case .success(let answer) where answer.isSuccess: (status, problem, isSilent) = (answer.status, nil, false)
        case .success(let answer) where (300...399).contains(answer.status):
            status = answer.status
            problem = "The receiver redirects, which is not followed. Give the integration the address it redirects to."
            isSilent = false
        case .success(let answer):
            (status, problem, isSilent) = (answer.status, "The receiver answered with status \(answer.status).", false)
        case .failure(let error): (status, problem, isSilent) = (nil, "\(error)", true)
        }
    }

    /// Nothing was asked, for the address is none.
    static let noAddress = WebhookResult(problem: "The URL of the integration cannot be asked. Correct it.")

    private init(problem: String) {
        (status, self.problem, milliseconds, isSilent) = (nil, problem, 0, true)
    }
}
