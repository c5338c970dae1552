import Foundation

/// A place for files that outlive no piece of work.
public struct TemporaryFolder: Sendable {
    public let path: String

    /// The folder must exist and lie on the disk that has room for copies of uploads.
    public init(_ path: String) {
        self.path = path
    }

    /// A path that nothing has yet, gone with the body.
    public func withFile<Value>(_ ending: String, _ body: (String) throws -> Value) rethrows -> Value {
        let file = path + "/" + Secret.random(bytes: 12).exposed + ending
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try body(file)
    }

    /// A path that nothing has yet, gone with the body.
    public func withFile<Value>(_ ending: String, _ body: (String) async throws -> Value) async rethrows -> Value {
        let file = path + "/" + Secret.random(bytes: 12).exposed + ending
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try await body(file)
    }
}
