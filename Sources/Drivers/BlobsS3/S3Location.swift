import Basics
import Foundation

/// Where a bucket is, as operators write it: `s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=REGION`.
///
/// Further items: `addressing=path` or `virtual` (the bucket in the path or before the host), `payload=signed`,
/// `unsigned` or `streaming` (how a body is signed; its MD5 always is).
public struct S3Location: Sendable, Equatable, CustomStringConvertible {
    /// Whether the bucket stands in the path or before the host.
    public enum Addressing: String, Sendable { case path, virtual }

    /// How the body of a request is covered by its signature.
    public enum Payload: String, Sendable { case signed, unsigned, streaming }

    /// Scheme, host and port, without a path.
    public let endpoint: String
    public let region: String
    public let bucket: String
    /// Before the name of every object; empty, or ending in a slash.
    public let prefix: String
    public let addressing: Addressing
    public let payload: Payload

    /// Reads the text. Without an endpoint it is Amazon's in the region, with the bucket before the host; without a
    /// region it is us-east-1.
    public init(_ text: String) throws {
        guard let parts = URLComponents(string: text), parts.scheme == "s3", parts.user == nil, parts.password == nil,
            parts.port == nil, parts.fragment == nil, let bucket = parts.host, S3Location.isBucket(bucket)
        else { throw S3Location.unreadable }
        var items: [String: String] = [:]
        for item in parts.queryItems ?? [] {
            guard let value = item.value, !value.isEmpty, items.updateValue(value, forKey: item.name) == nil,
                ["endpoint", "region", "addressing", "payload"].contains(item.name)
            else { throw S3Location.unreadable }
        }
        region = items["region"] ?? "us-east-1"
        endpoint = items["endpoint"] ?? "https://s3.\(region).amazonaws.com"
        // A dot in the name would not fit the certificate of *.s3.….
        let usual: Addressing = items["endpoint"] == nil && !bucket.contains(".") ? .virtual : .path
        guard let url = URLComponents(string: endpoint), url.scheme == "https" || url.scheme == "http",
            url.host?.isEmpty == false, url.path.isEmpty, url.query == nil, url.user == nil, url.fragment == nil,
            region.utf8.allSatisfy({ S3Location.isPlain($0) && $0 != UInt8(ascii: "/") }),
            let addressing = items["addressing"].map(Addressing.init(rawValue:)) ?? usual,
            let payload = items["payload"].map(Payload.init(rawValue:)) ?? .signed
        else { throw S3Location.unreadable }
        let folders = parts.path.split(separator: "/")
        guard folders.allSatisfy({ $0 != "." && $0 != ".." && $0.utf8.allSatisfy(S3Location.isPlain) }),
            parts.path.utf8.count <= 512
        else { throw S3Location.unreadable }
        self.bucket = bucket
        self.addressing = addressing
        self.payload = payload
        prefix = folders.isEmpty ? "" : folders.joined(separator: "/") + "/"
    }

    /// Without the endpoint's port or anything else that is only for machines.
    public var description: String { "s3://\(bucket)/\(prefix)" }

    /// The host of the requests, with its port where that is not the scheme's own.
    var host: String {
        let place = String(endpoint.drop { $0 != ":" }.dropFirst(3))
        let usual = endpoint.hasPrefix("https:") ? ":443" : ":80"
        let host = place.hasSuffix(usual) ? String(place.dropLast(usual.utf8.count)) : place
        return addressing == .virtual ? "\(bucket).\(host)" : host
    }

    /// Scheme and host of the requests.
    var origin: String { (endpoint.hasPrefix("https:") ? "https://" : "http://") + host }

    /// The path of the bucket, or of an object whose name is given without the prefix.
    func path(of name: String?) -> String {
        let bucket = addressing == .path ? "/\(bucket)" : ""
        guard let name else { return bucket.isEmpty ? "/" : bucket }
        return "\(bucket)/\(prefix)\(name)"
    }

    private static func isBucket(_ text: String) -> Bool {
        (3...63).contains(text.utf8.count)
            && text.utf8.allSatisfy { isPlain($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "_") }
    }

    /// What stands for itself in a path and in a signature (RFC 3986, 2.3, without the tilde).
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static var unreadable: Failure {
        Failure(
            .invalid, code: "blobs.s3-location",
            "The location of the bucket cannot be read. Write s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION, "
                + "with letters, digits, dots, dashes and underscores in the prefix, and the keys in settings of their own."
        )
    }
}
