/// Names of cells in A1 style, made without allocating.
enum CellName {
    /// Row from 1, column from 0.
    static func text(row: Int, column: Int) -> String { columnText(column) + String(row) }

    static func columnText(_ column: Int) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            return String(decoding: buffer[..<append(column: column, to: start)], as: UTF8.self)
        }
    }

    /// Writes a column's letters, 14 at most; returns how many.
    static func append(column: Int, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
        var left = max(column, 0)
        var count = 0
        while true {
            bytes[count] = 65 + UInt8(left % 26)
            count += 1
            guard left >= 26 else { break }
            left = left / 26 - 1
        }
        return reverse(bytes, count)
    }

    /// Writes a number in digits, 20 at most; returns how many.
    static func append(_ number: Int, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
        var left = number.magnitude
        var start = bytes
        if number < 0 {
            start.pointee = 45
            start += 1
        }
        var count = 0
        repeat {
            start[count] = 48 + UInt8(left % 10)
            count += 1
            left /= 10
        } while left > 0
        return reverse(start, count) + (number < 0 ? 1 : 0)
    }

    private static func reverse(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        var low = 0
        var high = count - 1
        while low < high {
            let byte = bytes[low]
            bytes[low] = bytes[high]
            bytes[high] = byte
            low += 1
            high -= 1
        }
        return count
    }
}
