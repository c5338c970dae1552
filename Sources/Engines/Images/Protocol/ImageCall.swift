/// What is asked of a worker: one message of JSON after its length in four bytes, most significant first.
package enum ImageCall: Sendable, Codable {
    case facts(path: String)
    case convert(ImageConversion)
}

/// What a worker answers, in the same form.
package enum ImageReply: Sendable, Codable {
    case done(ImageFacts)
    case failed(ImageError)
}
