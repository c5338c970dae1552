import Zip

extension ZipLimits {
    /// Small enough that no input may cost much.
    static var fuzzing: ZipLimits {
        var limits = ZipLimits.standard
        limits.maximumEntryBytes = 8 << 20
        limits.maximumTotalBytes = 16 << 20
        return limits
    }
}
