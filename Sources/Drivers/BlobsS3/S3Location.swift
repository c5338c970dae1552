import Basics
import Foundation

/// Where a bucket is, as operators write it: `s3://bucket/prefix?endpoint=https://host:port&region=eu-central-1`.
public struct S3Location: Sendable, Equatable {
    /// Scheme, host and port, without a path.
    public let endpoint: String
    public let region: String
    public let bucket: String
    /// Before the name of every object; empty, or ending in a slash.
    public let prefix: String

    /// Reads the text. Without an endpoint it is Amazon's in the region; without a region it is us-east-1.
    public init(_ text: String) throws {
        guard let parts = URLComponents(string: text), parts.scheme == "s3", let bucket = parts.host, !bucket.isEmpty
        else { throw S3Location.unreadable }
        var (endpoint, region) = ("", "us-east-1")
        for item in parts.queryItems ?? [] {
            switch item.name {
            case "endpoint": endpoint = item.value ?? ""
            case "region": region = item.value ?? ""
            default: throw S3Location.unreadable
            }
        }
        if endpoint.isEmpty { endpoint = "https://s3.\(region).amazonaws.com" }
        guard let url = URLComponents(string: endpoint), url.scheme == "https" || url.scheme == "http",
            url.host?.isEmpty == false, url.path.isEmpty, url.query == nil, !region.isEmpty
        else { throw S3Location.unreadable }
        let folders = parts.path.split(separator: "/")
        self.endpoint = endpoint
        self.region = region
        self.bucket = bucket
        prefix = folders.isEmpty ? "" : folders.joined(separator: "/") + "/"
    }

    private static var unreadable: Failure {
        Failure(
            .invalid, code: "blobs.s3-location",
            "The location of the bucket cannot be read. Write s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION.")
    }
}
