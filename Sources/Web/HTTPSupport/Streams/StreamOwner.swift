/// Who writes an answer that goes on for hours. Called on the connection's event loop; must not wait.
public protocol StreamOwner: AnyObject, Sendable {
    /// Everything that was written so far is in the operating system's hands.
    func streamIsWritten()

    /// The connection is gone. Called once, and nothing after it.
    func streamHasEnded()
}
