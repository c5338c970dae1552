import Basics
import BrandFiles
import Catalog
import Files
import Foundation
import Identity
import ImportKinds
import Jobs
import Notifications
import OutboundHTTP
import Storage

extension HotPath {
    static let brandFiles = [
        HotPath("brand files are listed and looked at") { house in
            let files = house.brandFiles
            for caller in house.catalogCallers {
                for number in [1, 9] {
                    _ = try await files.list(BrandFileQuery(), PageRequest(number: number), by: caller)
                }
                var query = BrandFileQuery()
                query.brand = ID(Platform.largeBrand)
                query.status = .rejected
                query.createdFrom = Instant(seconds: 0)
                _ = try await files.list(query, PageRequest(), by: caller)
                _ = try? await files.get(ID(2000), by: caller)
            }
        },
        HotPath("a file comes in, waits and is processed") { house in
            let files = house.brandFiles
            let caller = house.catalogCallers[0]
            let name = "stock,\(ID<Brand>(Platform.largeBrand).hexKey),\(ID<Warehouse>(2000).hexKey)"
            try await files.authorize(name, by: caller)
            let arrival = try await files.receive(declared: 1000, by: caller)
            try await arrival.write(Array("Barcode,Quantity\n4000000000006,7\n5055950016804,1\n".utf8))
            let arrived = try await files.examine(arrival, named: "a.csv", for: name)
            let card = try await files.keep([arrived], by: caller)[0]
            var handlers = JobHandlers()
            BrandFileProcessing(files).register(in: &handlers)
            ImageFetching(files, requests: NoRequests(), limit: 1000).register(in: &handlers)
            try await house.storage.write { tx in
                try ImageFetching.enqueue(ID(Platform.largeBrand), for: card.file.id, in: tx)
            }
            try await house.work(handlers, JobWorkerOptions()) {
                let isDone = try await files.get(card.file.id, by: caller).file.finishedAt != nil
                let images = try await house.unobserved.read { tx in
                    try tx.integer("SELECT COUNT(*) FROM job WHERE kind = 'brand-images' AND state = 'done'")
                }
                return isDone && images > 0
            }
        },
        HotPath("notifications are listed and marked read") { house in
            let notifications = Notifications(storage: house.storage)
            for caller in house.catalogCallers {
                for isRead in [nil, true, false] {
                    _ = try await notifications.list(isRead: isRead, PageRequest(), by: caller)
                }
            }
            let caller = house.caller
            _ = try await notifications.mark(ID(2000), isRead: true, by: caller)
            _ = try await notifications.markAllRead(by: caller)
        },
        HotPath("brand files and notifications past keeping are removed") { house in
            try await BrandFileKeeping(storage: house.storage, retention: .seconds(90 * 86_400)).tidy()
            try await Notifications(storage: house.storage, retention: .seconds(10_000)).tidy()
        },
    ]
}

extension House {
    fileprivate var brandFiles: BrandFiles {
        BrandFiles(
            .all, storage: storage, blobs: blobs, intake: intake, bench: WorkBench(slots: 1, waiting: 10),
            temporary: TemporaryFolder(FileManager.default.temporaryDirectory.path), limit: 1_000_000)
    }
}

/// No image is to be had anywhere.
private struct NoRequests: OutboundRequests {
    func send(
        _ request: OutboundRequest, receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(OutboundError) -> OutboundAnswer {
        throw .privateAddress(host: request.address.host)
    }
}
