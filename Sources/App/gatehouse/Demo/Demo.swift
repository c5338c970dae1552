import ArgumentParser
import Assembly
import Basics
import Foundation
import Logging

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start a server with a sample building and do the main job before your eyes.",
        discussion: """
            A workbook with errors goes in and comes back marked; the right one goes in, shows what it would change, is \
            confirmed and loaded. Every request is made with curl, as you could make it.
            """)

    @Flag(help: "End after that, with status 0 if every step was as it should be.")
    var once = false

    @Option(help: "Where the demo keeps its files; made anew each time.")
    var data = "gatehouse-demo"

    @Option(help: "The port to listen on; another free one is taken where it is in use.")
    var port = 8080

    func run() async throws {
        try await reporting {
            let folder = try DemoFolder(at: data)
            let reader = try await SettingReader(
                arguments: [
                    "data=\(folder.path)/installation", "port=\(FreePort.isFree(port) ? port : 0)", "log.level=warning",
                ], environment: [:], file: nil)
            let settings = try Settings(reader)
            let services = try Services(settings, logger: settings.makeLogger())
            try await services.migrate()
            let building = try await SampleBuilding(in: services, folder: folder)
            try await play(building, services)
            try await services.close()
        }
    }

    /// Runs the server and the script beside each other.
    private func play(_ building: SampleBuilding, _ services: Services) async throws {
        let once = once
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, ready) = AsyncStream<Int>.makeStream()
            group.addTask {
                defer { ready.finish() }
                try await Server(services, version: Gatehouse.version).run { ready.yield($0) }
            }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else {
                try await group.waitForAll()
                return
            }
            let script = DemoScript(building: building, origin: "http://127.0.0.1:\(port)")
            do {
                try await script.play()
            } catch let failure as DemoFailure {
                group.cancelAll()
                throw Failure(.internal, code: "demo", "\nThe demo stopped: \(failure.description)")
            }
            if once {
                // The way an operator stops a server: what is under way finishes.
                kill(getpid(), SIGTERM)
            } else {
                script.sayGoodbye()
            }
            try await group.waitForAll()
        }
    }
}
