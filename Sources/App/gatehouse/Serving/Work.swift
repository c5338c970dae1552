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
            var configuration = ServiceGroupConfiguration(
                services: [Listening(services), Workers(services)], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: services.logger)
            configuration.maximumGracefulShutdownDuration = services.settings.shutdownGrace
            try await ServiceGroup(configuration: configuration).run()
            try await services.close()
        }
    }
}
