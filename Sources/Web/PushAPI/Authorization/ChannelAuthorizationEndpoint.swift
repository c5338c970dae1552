import Basics
import HTTPSupport
import Hummingbird

/// `POST /api/v1/broadcasting/auth`: signs that a socket may hear a channel of the caller's.
struct ChannelAuthorizationEndpoint: Sendable {
    let settings: PushSettings

    func create(_ request: Request, _ context: CallerContext) async throws -> Response {
        let (socket, name) = try ChannelAuthorizationEndpoint.wish(in: try await RequestFields(of: request))
        guard let channel = ChannelName(name), channel.isHeard(by: context.principal) else {
            throw Failure(
                .forbidden, code: "push.channel-forbidden",
                "This channel is not yours. Yours are "
                    + ChannelName.all(of: context.principal).map(\.text).joined(separator: " and ") + ".")
        }
        return .json(["auth": .string(ChannelSignature(settings: settings).text(for: channel, on: socket))])
    }

    private static func wish(in fields: RequestFields) throws -> (SocketID, String) {
        var problems: [(name: String, messages: [String])] = []
        let socket = fields.text("socket_id").flatMap(SocketID.init)
        if socket == nil {
            let isMissing = fields.text("socket_id") == nil
            let malformed = "A socket id has two numbers with a dot between, as 1234.5678."
            problems.append(("socket_id", [isMissing ? "The socket id is missing." : malformed]))
        }
        let channel = fields.text("channel_name")
        if channel == nil { problems.append(("channel_name", ["The channel name is missing."])) }
        guard let socket, let channel else {
            throw Failure(
                .invalid, code: "push.authorization-invalid", problems.flatMap(\.messages).joined(separator: " "),
                fields: problems)
        }
        return (socket, channel)
    }
}
