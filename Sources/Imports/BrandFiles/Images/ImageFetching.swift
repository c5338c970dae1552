package import Basics
import Blobs
package import Catalog
import FileKinds
import Files
import Identity
package import Jobs
package import OutboundHTTP
package import Storage

/// Fetches the images that brands name, a brand at a time, and keeps them.
///
/// What became of an image is written down as soon as it is known, so a killed worker loses at most the images that it was
/// fetching, and they are fetched again.
package struct ImageFetching: Sendable {
    private static let jobKind = "brand-images"
    /// For images that are to be tried again later, so that new ones need not wait for them.
    private static let laterKind = "brand-images-later"
    private static let batch = 16
    private static let atOnce = 4
    /// Batches of one job; then others have their turn.
    private static let batches = 20

    private let storage: any Storage
    private let fetcher: ImageFetcher
    private let intake: FileIntake
    private let wakeRelay: @Sendable () -> Void
    private let wakeWorkers: @Sendable () -> Void

    /// - Parameters:
    ///   - limit: bytes of one image, at most.
    ///   - wakeRelay: called after news were written.
    package init(
        _ files: BrandFiles, requests: any OutboundRequests, limit: Int64,
        wakeRelay: @escaping @Sendable () -> Void = {}
    ) {
        storage = files.storage
        intake = files.intake
        fetcher = ImageFetcher(blobs: files.blobs, intake: files.intake, requests: requests, limit: limit)
        wakeWorkers = files.wakeWorkers
        self.wakeRelay = wakeRelay
    }

    package func register(in handlers: inout JobHandlers) {
        handlers.register(ImageFetching.jobKind, perform: perform)
        handlers.register(ImageFetching.laterKind, perform: perform)
    }

    /// Promises that the brand's images are fetched, and that the sender of the file is told.
    package static func enqueue(_ brand: ID<Brand>, for file: ID<BrandFile>, in tx: any Transaction) throws {
        try enqueue(jobKind, brand, for: file, at: nil, in: tx)
    }

    private static func enqueue(
        _ kind: String, _ brand: ID<Brand>, for file: ID<BrandFile>, at moment: Instant?, in tx: any Transaction
    ) throws {
        try JobQueue.enqueue(
            kind: kind, payload: (["brand": JSON(brand), "file": JSON(file)] as JSON).text, runAt: moment,
            uniqueKey: "\(brand)", in: tx)
    }

    private func perform(_ job: JobContext) async throws -> JobOutcome {
        let payload = JSON(text: job.payload)
        guard let brand = payload?["brand"]?.integer, let file = payload?["file"]?.integer else {
            return .cancel(reason: "no brand")
        }
        defer {
            wakeRelay()
            wakeWorkers()
        }
        let known = try await storage.read { tx in
            (brand: try BrandTable.find(ID(brand), in: tx), file: try BrandFileTable.find(ID(file), in: tx))
        }
        guard let brand = known.brand else { return .cancel(reason: "the brand is gone") }
        var tally = Tally()
        for _ in 0..<ImageFetching.batches {
            let waiting = try await storage.read { tx in
                try ImageFetches.waiting(of: brand.id, most: ImageFetching.batch, in: tx)
            }
            guard !waiting.isEmpty else { break }
            tally.add(try await fetch(waiting, of: brand, for: known.file))
        }
        try await end(job, brand, ID(file), known.file, tally)
        return .done
    }

    private func fetch(
        _ waiting: [ImageFetches.Waiting], of brand: Brand, for file: BrandFile?
    ) async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally.self) { group in
            var tally = Tally()
            for (index, image) in waiting.enumerated() {
                if index >= ImageFetching.atOnce, let done = try await group.next() { tally.add(done) }
                group.addTask {
                    let outcome = await fetcher.fetch(
                        image.url, for: brand.organization, user: file?.user, attempt: image.attempts + 1)
                    return try await record(outcome, of: image, brand)
                }
            }
            for try await done in group { tally.add(done) }
            return tally
        }
    }

    private func record(
        _ outcome: ImageFetcher.Outcome, of image: ImageFetches.Waiting, _ brand: Brand
    ) async throws -> Tally {
        do {
            return try await storage.write { tx in
                let now = try tx.now()
                switch outcome {
                case .stored(let blob, let mediaType):
                    let isWanted = try ImageFetches.store(
                        image.id, digest: blob.digest, mediaType: mediaType, size: blob.size, at: now, in: tx)
                    guard isWanted else { return Tally() }
                    try FetchedImageTable.keep(blob, of: brand.organization, intake: intake, at: now, in: tx)
                    return Tally(fetched: 1)
                case .failed(let problem):
                    try ImageFetches.fail(image.id, problem: problem, at: now, in: tx)
                    return Tally(failed: 1)
                case .postponed(let problem, let pause):
                    try ImageFetches.postpone(image.id, problem: problem, until: now + pause, in: tx)
                    return Tally()
                }
            }
        } catch let failure as Failure where failure.kind == .insufficientStorage {
            try await storage.write { tx in
                try ImageFetches.fail(image.id, problem: failure.message, at: try tx.now(), in: tx)
            }
            return Tally(failed: 1)
        }
    }

    /// Ends the job, promises another for what is left, and tells what was had.
    private func end(
        _ job: JobContext, _ brand: Brand, _ id: ID<BrandFile>, _ file: BrandFile?, _ tally: Tally
    ) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            if tally.fetched + tally.failed > 0 {
                try BrandFileNews.images(
                    of: brand, for: file, fetched: tally.fetched, failed: tally.failed, at: now, in: tx)
            }
            try job.complete(in: tx)
            guard let next = try ImageFetches.nextAttempt(of: brand.id, in: tx) else { return }
            let kind = next <= now ? ImageFetching.jobKind : ImageFetching.laterKind
            try ImageFetching.enqueue(kind, brand.id, for: id, at: next, in: tx)
        }
    }

    private struct Tally: Sendable {
        var fetched = 0
        var failed = 0

        mutating func add(_ other: Tally) {
            fetched += other.fetched
            failed += other.failed
        }
    }
}
