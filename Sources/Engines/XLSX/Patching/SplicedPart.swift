import Zip

/// A part on its way from one archive to another, changed in some places: what lies between them is passed on as it
/// comes.
struct SplicedPart {
    private let source: PartSource
    private let splices: [Splices.Splice]

    init(_ source: PartSource, _ splices: Splices) {
        self.source = source
        self.splices = splices.inOrder
    }

    func write(to writer: ZipWriter) throws {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 512 << 10, alignment: 64)
        defer { block.deallocate() }
        var position = 0
        var next = 0
        var skipUntil = 0
        while true {
            let count = try source.read(into: block)
            let end = position + count
            // Bytes up to here are written or left out.
            var done = min(max(skipUntil, position), end)
            while next < splices.count, count == 0 || splices[next].start < end {
                let splice = splices[next]
                next += 1
                guard splice.start >= skipUntil else { continue }
                guard splice.start <= end else { throw XLSXError.missingPart(source.part) }
                try writer.write(UnsafeRawBufferPointer(rebasing: block[done - position..<splice.start - position]))
                try writer.write(splice.inserted)
                skipUntil = splice.end
                done = min(max(skipUntil, splice.start), end)
            }
            guard count > 0 else { return }
            try writer.write(UnsafeRawBufferPointer(rebasing: block[done - position..<count]))
            position = end
        }
    }
}
