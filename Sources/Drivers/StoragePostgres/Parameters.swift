import CPQ
import Storage

/// The values of a statement as the server takes them: in binary, one after the other in one buffer.
struct Parameters {
    private var bytes: [UInt8] = []
    /// Where a value begins; nil for NULL.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []

    /// PostgreSQL counts parameters in 16 bits and keeps at most 1 GiB in a value.
    private static let mostValues = 65_535
    private static let mostBytes = 1 << 30

    init(_ values: [SQLValue]) throws {
        guard values.count <= Self.mostValues else {
            throw StorageError.misuse("a statement takes \(Self.mostValues) values, \(values.count) were given")
        }
        starts.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        for value in values { try append(value) }
        // An empty value at the end has an address too.
        bytes.append(0)
    }

    /// Bytes of all values.
    var size: Int { bytes.count }

    func withPointers<Answer>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) throws -> Answer
    ) rethrows -> Answer {
        try bytes.withUnsafeBytes { buffer in
            let characters = buffer.bindMemory(to: CChar.self)
            let pointers = starts.map { start in start.flatMap { characters.baseAddress?.advanced(by: $0) } }
            return try body(Int32(starts.count), pointers, lengths, [Int32](repeating: 1, count: starts.count))
        }
    }

    private mutating func append(_ value: SQLValue) throws {
        let start = bytes.count
        switch value {
        case .null:
            starts.append(nil)
            lengths.append(0)
            return
        case .integer(let number): append(bigEndian: UInt64(bitPattern: number))
        case .real(let number): append(bigEndian: number.bitPattern)
        case .boolean(let truth): bytes.append(truth ? 1 : 0)
        case .text(let text):
            guard !text.utf8.contains(0) else { throw StorageError.nulCharacter }
            bytes.append(contentsOf: text.utf8)
        case .blob(let blob): bytes.append(contentsOf: blob)
        }
        let length = bytes.count - start
        guard length <= Self.mostBytes else {
            throw StorageError.misuse("a value of \(length) bytes was given, \(Self.mostBytes) are the most")
        }
        starts.append(start)
        lengths.append(Int32(length))
    }

    private mutating func append(bigEndian number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

extension SQLValue {
    /// The type that the server is told; 0 for NULL, where it finds out by itself.
    var type: Oid {
        switch self {
        case .null: 0
        case .integer: ServerType.int8
        case .real: ServerType.float8
        case .text: ServerType.text
        case .blob: ServerType.bytea
        case .boolean: ServerType.bool
        }
    }
}

/// Numbers of types, which are the same on every server (`pg_type.dat`).
enum ServerType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let unknown: Oid = 705
    static let bpchar: Oid = 1042
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
    static let void: Oid = 2278
}

/// The `$1`, `$2` … of a statement's text.
enum Placeholders {
    /// Refuses too few or too many values; the server would let some of them pass.
    static func check(_ text: String, _ values: [SQLValue]) throws {
        let highest = highest(in: text)
        guard highest == values.count else {
            throw StorageError.misuse("the statement takes \(highest) values, \(values.count) were given")
        }
    }

    /// The highest number after a `$` outside quotes.
    private static func highest(in text: String) -> Int {
        var highest = 0
        var number: Int?
        var quote: UInt8?
        for byte in text.utf8 {
            if let digits = number, (0x30...0x39).contains(byte) {
                number = min(digits * 10 + Int(byte - 0x30), 1_000_000)
                continue
            }
            highest = max(highest, number ?? 0)
            number = nil
            switch byte {
            case let byte where byte == quote: quote = nil
            case 0x27 where quote == nil, 0x22 where quote == nil: quote = byte
            case 0x24 where quote == nil: number = 0
            default: break
            }
        }
        return max(highest, number ?? 0)
    }
}
