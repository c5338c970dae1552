/// How patient the driver is and how much it does at a time.
public struct S3Options: Sendable {
    /// For one operation with all its repetitions; a second more for each mebibyte that it moves.
    public var timeout: Duration = .seconds(30)
    /// Connections of one process to the store.
    public var connections = 16
    /// How often an operation is tried.
    public var attempts = 5

    /// Bytes of the first parts of an upload; the store takes no less than 5 MiB.
    var firstPart = 5 << 20
    /// Most bytes that the store copies at once, and bytes of a part where there are more.
    var copyLimit: Int64 = 5 << 30
    var copyPart: Int64 = 1 << 30

    public init() {}

    /// Bytes of a part, which grow so that 1000 parts reach 30 GiB: some stores take no more parts.
    func size(ofPart number: Int) -> Int { firstPart << min((number - 1) / 200, 4) }
}
