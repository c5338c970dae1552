import Basics
import Blobs
import Identity
import Storage

/// A file on its way in: its bytes are written as they come, its room is reserved, and nothing refers to it yet.
///
/// Ends by `abort`, or by being kept; where neither happens, the sweeps clean up.
public actor Arrival {
    /// Most bytes taken.
    public nonisolated let limit: Int64
    nonisolated let caller: Principal
    nonisolated let reservation: Reservation?

    private let lifetime: Duration
    private let storage: any Storage
    private let writer: any BlobWriter
    private var received: Int64 = 0
    /// All that came, while it is little.
    private var whole: [UInt8]? = []
    private var renewed = ContinuousClock.now

    init(
        limit: Int64, by caller: Principal, reservation: Reservation?, lifetime: Duration, storage: any Storage,
        writer: any BlobWriter
    ) {
        self.limit = limit
        self.caller = caller
        self.reservation = reservation
        self.lifetime = lifetime
        self.storage = storage
        self.writer = writer
    }

    /// Adds bytes; throws `tooLarge` as soon as they are too many. Pieces of 64 KiB to 1 MiB are best.
    public func write(_ bytes: [UInt8]) async throws {
        received += Int64(bytes.count)
        guard received <= limit else { throw FileRefusal.tooLarge(limit) }
        if received <= Int64(largestGatheredBlob) {
            if whole?.isEmpty ?? false { whole = bytes } else { whole?.append(contentsOf: bytes) }
        } else {
            whole = nil
        }
        try await writer.write(bytes)
        if let reservation, ContinuousClock.now - renewed > lifetime / 4 {
            renewed = .now
            try await storage.write { [lifetime] tx in try reservation.renew(for: lifetime, in: tx) }
        }
    }

    /// All bytes are there.
    func finish() async throws -> Blob { try await writer.finish() }

    /// What was written, where it is little enough to be held in memory.
    var bytes: [UInt8]? { whole }

    /// Forgets it all.
    public func abort() async {
        await writer.abort()
        guard let reservation else { return }
        // Where even this fails the reservation lapses by itself.
        try? await storage.write { tx in try reservation.release(in: tx) }
    }
}
