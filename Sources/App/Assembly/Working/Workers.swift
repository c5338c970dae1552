import Access
import Basics
import Blobs
import BrandFiles
import Events
import Files
import Identity
import ImportKinds
import ImportRuns
import IntercomAdminAPI
import Jobs
import Logging
import Notifications
public import ServiceLifecycle
import Storage

/// Does the queued work of this process until it is asked to stop, then finishes what it has begun.
public struct Workers: Service {
    private let worker: JobWorker
    private let couriers: JobWorker
    private let services: Services

    public init(_ services: Services) {
        self.services = services
        var handlers = JobHandlers()
        let links = UploadLinks(links: services.links)
        let bell = services.bell
        ImportLoad(
            services.summaries,
            link: { run, now in links.url(of: run.id, base: run.origin, at: now) },
            wakeRelay: { bell.ringRelay() }
        ).register(in: &handlers)
        BrandFileProcessing(services.brandFiles, wakeRelay: { bell.ringRelay() }).register(in: &handlers)
        let settings = services.settings
        ImageFetching(
            services.brandFiles, requests: services.outbound, limit: Int64(settings.imageLimit),
            wakeRelay: { bell.ringRelay() }
        ).register(in: &handlers)
        let options = JobWorkerOptions(
            concurrency: settings.workConcurrency, pollInterval: settings.workPoll, lease: settings.workLease)
        worker = JobWorker(
            storage: services.storage, handlers: handlers, recurringTasks: Workers.recurring(services),
            options: options,
            logger: services.logger)
        couriers = services.couriers()
    }

    public func run() async throws {
        let workers = [worker, couriers]
        services.bell.connect(workers: { for worker in workers { worker.notify() } })
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                for worker in workers { group.addTask { await worker.run() } }
            }
        } onGracefulShutdown: {
            for worker in workers { worker.shutDown() }
        }
    }

    private static func recurring(_ services: Services) -> [RecurringTask] {
        let settings = services.settings
        let housekeeping = ImportHousekeeping(storage: services.storage, retention: settings.uploadRetention)
        return [
            RecurringTask("tidy-import-runs", every: .seconds(60)) { try await housekeeping.tidy() },
            RecurringTask("tidy-uploads", every: .seconds(10)) {
                try await UploadKeeping(storage: services.storage).tidy()
            },
            RecurringTask("tidy-files", every: min(.seconds(60), settings.sweepInterval)) {
                try await services.keeping.tidy()
            },
            RecurringTask("tidy-brand-files", every: .seconds(60)) {
                try await BrandFileKeeping(storage: services.storage, retention: settings.uploadRetention).tidy()
            },
            RecurringTask("tidy-notifications", every: .seconds(3600)) { try await services.notifications.tidy() },
            RecurringTask("tidy-tokens", every: .seconds(3600)) { try await services.tokens.prune() },
            RecurringTask("tidy-panels", every: .seconds(60)) {
                try await services.rooms.commands.prune()
                try await services.rooms.offlineReleases.prune()
            },
            RecurringTask("tidy-programs", every: .seconds(3600)) {
                try await OAuthHousekeeping(storage: services.storage).tidy()
            },
            RecurringTask("settle-lists", every: .seconds(60)) { try await CountedList.settle(services.storage) },
            RecurringTask("number-openings", every: .seconds(30)) {
                try await ReleaseTallies(storage: services.storage).settle()
            },
            RecurringTask("keep-months", every: .seconds(3600)) {
                for table in Schema.monthly { try await table.tend(services.storage) }
            },
            RecurringTask("sweep-blobs", every: settings.sweepInterval) {
                services.folder.removeLeftovers()
                let sweep = try await services.blobs.sweep(olderThan: settings.sweepGrace) { digests in
                    let needed = try await housekeeping.referenced(among: digests)
                    try await services.imageVariants.forget(of: digests.filter { !needed.contains($0) })
                    return needed
                }
                if sweep.blobs + sweep.leftovers > 0 {
                    services.logger.info(
                        "blobs swept",
                        metadata: [
                            "blobs": "\(sweep.blobs)", "bytes": "\(sweep.bytes)", "leftovers": "\(sweep.leftovers)",
                        ])
                }
            },
        ]
    }
}
