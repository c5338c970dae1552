import Foundation
import Images
import Testing

@Suite(.enabled(if: ImageFolder.isExpected, "set GATEHOUSE_PYTHON to a Python with Pillow"))
struct WorkerTests {
    @Test func `a worker killed over its work costs that image alone`() async throws {
        try await ImageFolder.with({ $0.workers = 1 }) { folder in
            let worker = try await stoppedWorker(folder)
            async let first = imageError { _ = try await convert(in: folder, to: "first") }
            try await until { folder.workers.running == 1 }
            async let second = imageError { _ = try await convert(in: folder, to: "second") }
            async let third = imageError { _ = try await convert(in: folder, to: "third") }
            kill(worker, SIGKILL)
            #expect(await first == .refused(detail: "the process that looked at it died of signal 9"))
            #expect(await second == nil)
            #expect(await third == nil)
            #expect(!folder.exists("first") && folder.exists("second") && folder.exists("third"))
        }
    }

    @Test func `a worker that hangs is killed, and its image timed out`() async throws {
        try await ImageFolder.with({ ($0.workers, $0.timeout) = (1, .seconds(3)) }) { folder in
            let worker = try await stoppedWorker(folder)
            #expect(
                await imageError { _ = try await convert(in: folder, to: "first") } == .timedOut(after: .seconds(3)))
            #expect(kill(worker, 0) != 0)
            #expect(!folder.exists("first"))
            #expect(await imageError { _ = try await convert(in: folder, to: "second") } == nil)
        }
    }

    @Test func `a worker that died while it had nothing to do is replaced`() async throws {
        try await ImageFolder.with({ $0.workers = 1 }) { folder in
            let worker = try await idleWorker(folder)
            kill(worker, SIGKILL)
            // A process that died has no more open files.
            try await until {
                (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/fd"))?.isEmpty ?? true
            }
            #expect(await imageError { _ = try await convert(in: folder, to: "first") } == nil)
            #expect(folder.workers.idleProcesses != [worker])
        }
    }

    @Test func `too many calls are refused at once`() async throws {
        try await ImageFolder.with({ ($0.workers, $0.waiting) = (1, 1) }) { folder in
            let worker = try await stoppedWorker(folder)
            async let first = imageError { _ = try await convert(in: folder, to: "first") }
            try await until { folder.workers.running == 1 }
            // Of the two others one waits.
            async let second = imageError { _ = try await convert(in: folder, to: "second") }
            async let third = imageError {
                defer { kill(worker, SIGCONT) }
                try await Task.sleep(for: .milliseconds(200))
                _ = try await convert(in: folder, to: "third")
            }
            #expect(await third == .overloaded)
            #expect(await first == nil)
            #expect(await second == nil)
        }
    }

    @Test func `a worker leaves after its images, and when it has had none for long`() async throws {
        // As long as a busy machine may keep the test from looking.
        let idle = Duration.seconds(15)
        try await ImageFolder.with({ ($0.workers, $0.imagesPerWorker, $0.idle) = (1, 2, idle) }) { folder in
            let worker = try await idleWorker(folder)
            #expect(folder.workers.idleProcesses == [worker])
            _ = try await folder.workers.facts(ofFileAt: folder.image("told.png"))
            #expect(folder.workers.idleProcesses.isEmpty)
            let next = try await idleWorker(folder)
            #expect(next != worker)
            try await until { folder.workers.idleProcesses.isEmpty }
            try await until { kill(next, 0) != 0 }
        }
    }

    @Test func `what a worker may do is little`() async throws {
        try await ImageFolder.with { folder in
            let worker = try await idleWorker(folder)
            let status = try String(contentsOfFile: "/proc/\(worker)/status", encoding: .utf8)
            #expect(status.contains("NoNewPrivs:\t1"))
            #expect(status.contains("Seccomp:\t2"))
            let limits = try String(contentsOfFile: "/proc/\(worker)/limits", encoding: .utf8)
            #expect(limits.contains(/Max address space +1073741824 +1073741824/))
            #expect(limits.contains(/Max core file size +0 +0/))
            let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/fd")
            #expect(files.filter { Int($0) ?? 0 > 10 }.isEmpty)
        }
    }

    @Test func `a program that is not there, or no worker, is unavailable`() async throws {
        for program in ["/nonexistent/gatehouse-images", "/bin/false", "/bin/cat"] {
            var options = ImageWorkers.Options()
            options.timeout = .seconds(5)
            let workers = ImageWorkers(executable: program, options: options)
            guard
                case .unavailable(let detail) = await imageError({
                    _ = try await workers.facts(ofFileAt: ImageFolder.fixture("picture.png"))
                })
            else {
                Issue.record("\(program) did")
                continue
            }
            #expect(detail.contains(program))
        }
    }

    @Test func `after the shutdown nothing is taken and no worker is left`() async throws {
        try await ImageFolder.with { folder in
            let worker = try await idleWorker(folder)
            folder.workers.shutdown()
            #expect(kill(worker, 0) != 0)
            #expect(
                await imageError { _ = try await convert(in: folder, to: "first") }
                    == .unavailable(detail: "the server is stopping"))
        }
    }

    /// A worker that has done something and waits.
    private func idleWorker(_ folder: ImageFolder) async throws -> Int32 {
        _ = try await folder.workers.facts(ofFileAt: folder.image("told.png"))
        return try #require(folder.workers.idleProcesses.first)
    }

    private func stoppedWorker(_ folder: ImageFolder) async throws -> Int32 {
        let worker = try await idleWorker(folder)
        kill(worker, SIGSTOP)
        return worker
    }

    private func convert(in folder: ImageFolder, to name: String) async throws -> ImageFacts {
        try await folder.workers.convert(
            ImageConversion(from: folder.image("told.png"), to: folder.target(name), output: .jpeg))
    }

    private struct NeverCame: Error {}

    private func until(_ condition: () -> Bool) async throws {
        for _ in 0..<3000 {
            if condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw NeverCame()
    }
}
