/// A place in the scanner's window, from which the shapes that nearly all cells have are read word by word.
///
/// Whoever reads sees to it that enough is left; debug builds check each access, release builds do not.
struct ByteCursor {
    private(set) var place: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>

    @inline(__always)
    init(_ place: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
        assert(place <= end)
        self.place = place
        self.end = end
    }

    /// Bytes from here to the end of the window.
    @inline(__always)
    var left: Int { end - place }

    @inline(__always)
    subscript(offset: Int) -> UInt8 {
        assert(offset >= 0 && offset < left)
        return place[offset]
    }

    /// The next eight bytes, the first in the lowest place.
    @inline(__always)
    var word: UInt64 {
        assert(left >= 8)
        return UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
    }

    /// The next four bytes, the first in the lowest place.
    @inline(__always)
    var half: UInt32 {
        assert(left >= 4)
        return UInt32(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt32.self))
    }

    @inline(__always)
    mutating func advance(_ count: Int) {
        assert(count >= 0 && count <= left)
        place += count
    }

    /// Goes over white space, as long as so many bytes are left.
    @inline(__always)
    mutating func skipSpaces(leaving slack: Int) {
        while left > slack, place[0] <= 0x20 { place += 1 }
    }

    /// Goes to the next `<`; false where there is none before the last `slack` bytes.
    @inline(__always)
    mutating func find(_ byte: UInt8, leaving slack: Int) -> Bool {
        while left > slack {
            let found = ByteWord.places(of: byte, in: word)
            if found != 0 {
                place += ByteWord.first(found)
                return left > slack
            }
            place += 8
        }
        return false
    }
}
