/// Why an event cannot be told.
public enum EventError: Error, Sendable, Equatable {
    /// The payload, written as a string inside another JSON text, would outgrow a message.
    case payloadTooLarge(bytes: Int, limit: Int)
    /// A channel's or a type's name is empty, too long, or has characters outside `A-Z a-z 0-9 _ - = @ , . ;`.
    case invalidName(String)
}
