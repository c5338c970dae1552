import Basics
import Blobs
import BlobsS3
import Foundation
import Logging
import Testing

/// A prefix of its own in the bucket that `GATEHOUSE_OBJECTS` names, whose keys are those of `bin/objects`.
struct ObjectServer {
    let endpoint: String
    let bucket: String
    let prefix: String

    static var isExpected: Bool { url != nil || ProcessInfo.processInfo.environment["CI"] != nil }

    static let credentials = S3Credentials(accessKey: "gatehouse:tester", secretKey: Secret("objects-for-tests"))

    struct Missing: Error, CustomStringConvertible {
        let description = "set GATEHOUSE_OBJECTS to what `bin/objects start` prints"
    }

    init(prefix: String = "test-\(UUID().uuidString.lowercased())") throws {
        guard let url = ObjectServer.url, let parts = URLComponents(string: url), let bucket = parts.host,
            let endpoint = parts.queryItems?.first(where: { $0.name == "endpoint" })?.value
        else { throw Missing() }
        self.endpoint = endpoint
        self.bucket = bucket
        self.prefix = prefix
    }

    var port: UInt16 { URLComponents(string: endpoint)?.port.flatMap(UInt16.init(exactly:)) ?? 0 }

    /// - Parameter more: further items of the location, such as `&payload=streaming`.
    func store(
        folder: String, clock: WallClock = .system, credentials: S3Credentials = ObjectServer.credentials,
        options: S3Options = .patient, through proxy: CuttingProxy? = nil, more: String = ""
    ) throws -> S3BlobStore {
        let endpoint = proxy.map { "http://127.0.0.1:\($0.port)" } ?? endpoint
        return S3BlobStore(
            try S3Location("s3://\(bucket)/\(prefix)?endpoint=\(endpoint)\(more)"), credentials,
            temporary: TemporaryFolder(folder), options: options, clock: clock, logger: Logger(label: "tests"))
    }

    private static let url = ProcessInfo.processInfo.environment["GATEHOUSE_OBJECTS"].flatMap { $0.isEmpty ? nil : $0 }
}

extension S3Options {
    /// So patient that a busy machine does not use it up, where the claim is not about patience.
    static var patient: S3Options {
        var options = S3Options()
        options.timeout = .seconds(120)
        return options
    }
}
