import ArgumentParser
import Assembly
import Basics
import Foundation
import Logging

/// How every command that needs the installation is told where it is.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: "A JSON file with settings. Also GATEHOUSE_CONFIG; else /etc/gatehouse.json where it is.")
    var config: String?

    @Option(
        name: .customLong("set"), help: "A setting, as key=value; may be repeated. `gatehouse settings` lists them.")
    var settings: [String] = []

    @Option(help: "The data folder; short for --set data=PATH.")
    var data: String?

    func read(_ more: [String] = []) async throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        let standard = "/etc/gatehouse.json"
        let file =
            config ?? environment["GATEHOUSE_CONFIG"]
            ?? (FileManager.default.fileExists(atPath: standard) ? standard : nil)
        let reader = try await SettingReader(
            arguments: settings + (data.map { ["data=\($0)"] } ?? []) + more, environment: environment, file: file)
        return try Settings(reader)
    }

    /// Opens the installation with an up-to-date schema.
    func open(_ more: [String] = []) async throws -> Services {
        let settings = try await read(more)
        let services = try Services(settings, logger: settings.makeLogger())
        try await services.migrate()
        return services
    }
}

extension Settings {
    /// Logs to standard error, so that standard output holds nothing but answers.
    func makeLogger() -> Logger {
        let level = logLevel
        return Logger(label: "gatehouse") { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}

/// Runs a command and turns a failure into a sentence and the exit status 1.
func reporting<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch let error as any FailureConvertible {
        throw Complaint(error.failure)
    } catch let failure as Failure {
        throw Complaint(failure)
    }
}

/// A failure as the command line shows it.
struct Complaint: Error, CustomStringConvertible {
    let description: String

    init(_ failure: Failure) {
        description = failure.cause.map { "\(failure.message) (\($0))" } ?? failure.message
    }
}
