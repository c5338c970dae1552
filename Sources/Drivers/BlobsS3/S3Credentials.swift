public import Basics

/// Who asks the store. The secrets print as dots.
public struct S3Credentials: Sendable {
    public let accessKey: String
    public let secretKey: Secret
    /// Of temporary credentials.
    public let sessionToken: Secret?

    public init(accessKey: String, secretKey: Secret, sessionToken: Secret? = nil) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
    }
}
