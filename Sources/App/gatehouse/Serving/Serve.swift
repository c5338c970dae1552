import ArgumentParser
import Assembly
import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Answer requests and do the queued work.")

    @OptionGroup var installation: ConfigurationOptions

    @Option(help: "The port to listen on; short for --set port=N.")
    var port: Int?

    @Option(help: "The address to listen on; short for --set host=ADDRESS.")
    var host: String?

    func run() async throws {
        try await reporting {
            let more = (port.map { ["port=\($0)"] } ?? []) + (host.map { ["host=\($0)"] } ?? [])
            let services = try await installation.open(more)
            let settings = services.settings
            try await Server(services, version: Gatehouse.version).run { port in
                services.logger.notice(
                    "listening", metadata: ["url": "http://\(settings.host):\(port)", "data": "\(settings.data)"])
            }
            try await services.close()
        }
    }
}
