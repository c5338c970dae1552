/// The records that end an archive (APPNOTE 4.3.14 to 4.3.16): the Zip64 pair only where a number does not fit.
struct DirectoryTail {
    let bytes: [UInt8]

    init(count: Int, start: UInt64, end: UInt64, zip64From: UInt64) {
        var bytes: [UInt8] = []
        let wide = count >= 0xFFFF || start >= zip64From || end - start >= zip64From
        if wide {
            bytes.append(u32: 0x0606_4b50)
            bytes.append(u64: 44)
            bytes.append(u16: 45)
            bytes.append(u16: 45)
            bytes.append(u64: 0)
            bytes.append(u64: UInt64(count))
            bytes.append(u64: UInt64(count))
            bytes.append(u64: end - start)
            bytes.append(u64: start)
            bytes.append(u32: 0x0706_4b50)
            bytes.append(u32: 0)
            bytes.append(u64: end)
            bytes.append(u32: 1)
        }
        bytes.append(u32: 0x0605_4b50)
        bytes.append(u32: 0)
        bytes.append(u16: wide ? .max : UInt16(count))
        bytes.append(u16: wide ? .max : UInt16(count))
        bytes.append(u32: wide ? .max : UInt32(end - start))
        bytes.append(u32: wide ? .max : UInt32(start))
        bytes.append(u16: 0)
        self.bytes = bytes
    }
}
