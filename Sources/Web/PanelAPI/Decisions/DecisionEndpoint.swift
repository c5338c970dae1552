import Access
import Basics
import HTTPSupport
import Hummingbird

/// `POST /panel/v1/decisions`: whether the door opens for what somebody showed or typed.
struct DecisionEndpoint: Sendable {
    let decisions: DoorDecisions
    /// How long the panel is to keep the door open.
    let openFor: Duration
    /// Codes alone can be guessed; whoever guesses at one panel finds other ways working, and other panels.
    private let guesses = GuessBrake<ID<Panel>>(free: 20)

    init(decisions: DoorDecisions, openFor: Duration) {
        self.decisions = decisions
        self.openFor = openFor
    }

    func create(_ request: Request, _ panel: PanelContext) async throws -> Response {
        let shown = try shown(try await RequestFields(of: request, limit: 4096))
        if case .pin = shown, let pause = guesses.wait(panel.panel) {
            throw Failure(
                .tooMany, code: "pin.guessing",
                "Too many wrong codes were typed at this panel. Wait as long as Retry-After says.", retryAfter: pause)
        }
        let answer = try await decisions.decide(shown, at: panel.panel, token: panel.secret)
        if case .pin = shown, answer.opens { guesses.succeeded(panel.panel) }
        return .json([
            "allow": .boolean(answer.opens), "reason": JSON(answer.refusal?.word),
            "open_for_ms": .integer(answer.opens ? openFor.wholeMicroseconds / 1000 : 0), "name": JSON(answer.name),
        ])
    }

    private func shown(_ fields: RequestFields) throws -> ShownCredential {
        switch (fields.text("key"), fields.text("pin"), fields.text("qr")) {
        case (let key?, nil, nil): .key(key)
        case (nil, let pin?, nil): .pin(pin, unit: fields.text("unit"))
        case (nil, nil, let token?): .qr(token)
        default:
            throw Failure(
                .invalid, code: "decision.shown", "Send exactly one of key, pin and qr.",
                fields: [("key", ["Send exactly one of key, pin and qr."])])
        }
    }
}
