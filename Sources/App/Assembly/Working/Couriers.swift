import Access
import Jobs
import Storage
import TimeZones

extension Services {
    /// Who sends webhooks and messages: a worker of its own, for that is waiting for others, which loads need not wait for.
    func couriers() -> JobWorker {
        var handlers = JobHandlers()
        let secrets = AccessSecrets(installation: secret)
        let deliveries = settings.deliveries
        WebhookSending(storage: storage, secrets: secrets, requests: deliveries.webhookRequests)
            .register(in: &handlers)
        VirtualKeySending(
            storage: storage, secrets: secrets, zones: ZoneDatabase(), means: deliveries.means(settings)
        ).register(in: &handlers)
        let options = JobWorkerOptions(
            concurrency: deliveries.concurrency, pollInterval: settings.workPoll, lease: settings.workLease)
        return JobWorker(storage: storage, handlers: handlers, options: options, logger: logger)
    }
}
