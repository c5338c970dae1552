public import Access
public import Basics
public import Blobs
public import HTTPSupport
import HTTPTypes
public import Hummingbird

/// What the panels at the doors ask and are told (`/panel/v1`).
public struct PanelSurface: Surface {
    public static let name = "panel"
    public static let roots = ["/panel/v1"]

    private let gate: PanelGate
    private let stream: StreamEndpoint
    private let acknowledgements: AcknowledgementEndpoint
    private let calls: CallEndpoints
    private let decisions: DecisionEndpoint
    private let credentials: CredentialsEndpoint
    private let releases: DoorReleasesEndpoint
    private let messages: MessageEndpoint

    /// - Parameters:
    ///   - rate: how often each panel may ask; nil: as often as it likes.
    ///   - openFor: how long a panel is to keep its door open.
    public init(
        rooms: AccessRooms, lines: PanelLines, blobs: any BlobStore, temporary: TemporaryFolder, rate: Rate?,
        openFor: Duration
    ) {
        let attachments = Attachments(blobs: blobs)
        gate = PanelGate(tokens: rooms.panelTokens, limit: rate.map { RateLimit($0) })
        stream = StreamEndpoint(lines: lines)
        acknowledgements = AcknowledgementEndpoint(commands: rooms.commands)
        calls = CallEndpoints(calls: rooms.calls, attachments: attachments, commands: rooms.commands)
        decisions = DecisionEndpoint(decisions: rooms.decisions, openFor: openFor)
        credentials = CredentialsEndpoint(credentials: rooms.offlineCredentials, temporary: temporary)
        releases = DoorReleasesEndpoint(releases: rooms.offlineReleases, commands: rooms.commands)
        messages = MessageEndpoint(messages: rooms.messages, attachments: attachments)
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware<GateContext>(PanelErrors.response))
        router.mount(routes)
        return router
    }

    private var routes: [Route<GateContext>] {
        [
            gate.route(.get, "/panel/v1/stream", stream.open),
            gate.route(.post, "/panel/v1/commands/{command}/ack", acknowledgements.create),
            gate.route(.post, "/panel/v1/calls", calls.create),
            gate.route(.post, "/panel/v1/calls/{guid}/status", calls.report),
            gate.route(.post, "/panel/v1/decisions", looksAgain: true, decisions.create),
            gate.route(.get, "/panel/v1/credentials", credentials.show),
            gate.route(.post, "/panel/v1/door_releases", releases.create),
            gate.route(.post, "/panel/v1/messages", messages.create),
        ]
    }
}
