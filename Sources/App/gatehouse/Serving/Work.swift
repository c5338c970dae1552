import ArgumentParser
import Assembly
import ServiceLifecycle
import UnixSignals

struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Do the queued work alone, beside servers that run with work.inside=false.")

    @OptionGroup var installation: ConfigurationOptions

    func run() async throws {
        try await reporting {
            let services = try await installation.open()
            let group = ServiceGroup(
                services: [Listening(services), Workers(services)], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: services.logger)
            try await group.run()
            try await services.close()
        }
    }
}
