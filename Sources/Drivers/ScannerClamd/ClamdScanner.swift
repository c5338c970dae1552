public import Scanning

/// Has clamd look at bytes that are streamed to it (`INSTREAM`), each scan over a connection of its own.
///
/// In memory are one piece of the source and an answer of at most 4 KiB for each scan.
public final class ClamdScanner: VirusScanner {
    public struct Options: Sendable {
        /// Scans at once; clamd's own `MaxThreads` is 10 unless told otherwise.
        public var connections = 8
        /// Scans that wait for a connection; what comes on top is `overloaded`.
        public var waiting = 256
        /// For connecting.
        public var connect: Duration = .seconds(5)
        /// For each piece to be taken and for the answer at the end. clamd itself gives up a file after 120 s.
        public var silence: Duration = .seconds(150)

        public init() {}
    }

    private let address: ClamdAddress
    private let options: Options
    private let gate: ClamdGate

    public init(_ address: ClamdAddress, options: Options = Options()) {
        self.address = address
        self.options = options
        gate = ClamdGate(free: options.connections, waiting: options.waiting)
    }

    public func scan(
        _ read: @Sendable (_ offset: Int64) async throws -> [UInt8]
    ) async throws(ScanError) -> ScanVerdict {
        try await gate.enter()
        defer { gate.leave() }
        let connection = try await ClamdConnection.open(address, options)
        try await connection.send(Array("zINSTREAM\0".utf8))
        var offset: Int64 = 0
        while true {
            let piece: [UInt8]
            do {
                piece = try await read(offset)
            } catch {
                throw .sourceFailed(error)
            }
            let goesOn = try await connection.send(Self.chunk(piece))
            guard goesOn, !piece.isEmpty else { break }
            offset += Int64(piece.count)
        }
        return try Self.verdict(try await connection.answer())
    }

    public func version() async throws(ScanError) -> String {
        try await gate.enter()
        defer { gate.leave() }
        let connection = try await ClamdConnection.open(address, options)
        try await connection.send(Array("zVERSION\0".utf8))
        let answer = try await connection.answer()
        guard answer.hasPrefix("ClamAV") else { throw Self.strange(answer) }
        return answer
    }

    /// Its length in four bytes, most significant first, then the bytes; no bytes end the stream.
    private static func chunk(_ piece: [UInt8]) -> [UInt8] {
        let length = UInt32(truncatingIfNeeded: piece.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + piece
    }

    private static func verdict(_ answer: String) throws(ScanError) -> ScanVerdict {
        if answer.hasPrefix("INSTREAM size limit exceeded") { throw .tooLarge }
        guard answer.hasPrefix("stream: ") else { throw strange(answer) }
        let text = answer.dropFirst(8)
        if text == "OK" { return .clean }
        guard text.hasSuffix(" FOUND") else { throw strange(answer) }
        return .infected(signature: String(text.dropLast(6).prefix(200)))
    }

    private static func strange(_ answer: String) -> ScanError {
        .unavailable(
            detail: answer.isEmpty
                ? "it closed the connection without an answer" : "it answered '\(answer.prefix(200))'")
    }
}
