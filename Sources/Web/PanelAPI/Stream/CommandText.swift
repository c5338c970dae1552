import Access
import Basics

/// The `text/event-stream` format (HTML Standard, section 9.2) of commands. JSON text has no line breaks, so one `data` line is
/// enough.
enum CommandText {
    /// The first line; a panel that loses the stream comes back after so many milliseconds.
    static let opening = "retry: 1000\n\n"
    /// A comment, which panels do not see.
    static let heartbeat = ":\n\n"

    static func event(_ command: PanelCommand) -> String {
        var data: JSON = [
            "id": JSON(command.id), "call_guid": JSON(command.order.call), "panel_id": JSON(command.panel),
            "expires_at": JSON(command.expiresAt),
        ]
        if let media = command.order.media {
            data = data.merging(["video": .boolean(media.video), "audio": .boolean(media.audio)])
        }
        return "id: \(command.id)\nevent: \(command.order.word)\ndata: \(data.text)\n\n"
    }
}
