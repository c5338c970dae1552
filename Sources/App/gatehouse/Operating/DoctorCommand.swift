import ArgumentParser
import Assembly
import Foundation

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check configuration, disk, database, libraries and clock, and say how to mend what is wrong.")

    @OptionGroup var installation: ConfigurationOptions

    func run() async throws {
        let findings: [Finding]
        do {
            let settings = try await reporting { try await installation.read() }
            findings = await Doctor(settings, environment: ProcessInfo.processInfo.environment).examine()
        } catch {
            findings = [.wrong("configuration", "\(error)")]
        }
        for finding in findings { print(finding) }
        if findings.contains(where: \.isWrong) { throw ExitCode(1) }
    }
}
