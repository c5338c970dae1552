import Dispatch
import Scanning

/// One connection to clamd, for one scan; its calls wait on a thread of their own.
final class ClamdConnection: Sendable {
    private static let longestAnswer = 4096
    private let socket: ClamdSocket
    private let silence: Duration
    private let queue = DispatchQueue(label: "clamd")

    private init(_ socket: ClamdSocket, silence: Duration) {
        self.socket = socket
        self.silence = silence
    }

    static func open(_ address: ClamdAddress, _ options: ClamdScanner.Options) async throws(ScanError)
        -> ClamdConnection
    {
        let opened: Result<ClamdSocket, ScanError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: Result { () throws(ScanError) in
                        try ClamdSocket(address, until: .init(options.connect))
                    })
            }
        }
        return ClamdConnection(try opened.get(), silence: options.silence)
    }

    /// False where clamd has spoken or hung up already and takes no more; its answer says why.
    @discardableResult
    func send(_ bytes: [UInt8]) async throws(ScanError) -> Bool {
        try await onThread { socket, deadline throws(ScanError) in try socket.send(bytes, until: deadline) }
    }

    /// Up to the zero that ends it, without what cannot be printed; empty where there was none.
    func answer() async throws(ScanError) -> String {
        let bytes = try await onThread { socket, deadline throws(ScanError) in
            try socket.receive(upTo: 0, most: Self.longestAnswer, until: deadline)
        }
        return String(decoding: bytes.filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self)
    }

    private func onThread<Value: Sendable>(
        _ work: @escaping @Sendable (ClamdSocket, ClamdSocket.Deadline) throws(ScanError) -> Value
    ) async throws(ScanError) -> Value {
        let (socket, silence) = (socket, silence)
        let outcome: Result<Value, ScanError> = await withCheckedContinuation { continuation in
            queue.async {
                let deadline = ClamdSocket.Deadline(silence)
                continuation.resume(returning: Result { () throws(ScanError) in try work(socket, deadline) })
            }
        }
        return try outcome.get()
    }
}
