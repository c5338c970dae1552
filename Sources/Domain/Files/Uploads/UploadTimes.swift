/// How long things about uploads last.
enum UploadTimes {
    /// Lifetimes after which any upload ends that is not whole, whatever is added to it.
    static let longest = 7
    /// That there was an upload.
    static let memory = Duration.seconds(7 * 86_400)
    /// How much longer than the upload its room is reserved.
    static let margin = Duration.seconds(3600)
    /// A writer from whom nothing is heard.
    static let lease = Duration.seconds(5)
    /// Between two signs of life of a writer.
    static let heartbeat = Duration.seconds(1)
}
