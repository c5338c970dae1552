import Basics

extension JSON {
    /// A moment in UTC in whole seconds, as in `2023-01-01T00:00:00Z`.
    static func time(_ instant: Instant?) -> JSON {
        JSON(instant?.iso8601Seconds)
    }
}
