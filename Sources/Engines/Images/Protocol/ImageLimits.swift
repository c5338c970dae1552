/// What a worker may use. It sets these itself, before it looks at the first image, and cannot take them back.
package struct ImageLimits: Sendable {
    /// In all pages together.
    package var pixels: Int
    /// Bytes of address space.
    package var memory: Int
    /// Bytes of the file it writes.
    package var output: Int
    /// Seconds of processor time for one image.
    package var seconds: Int

    package init(pixels: Int, memory: Int, output: Int, seconds: Int) {
        self.pixels = pixels
        self.memory = memory
        self.output = output
        self.seconds = seconds
    }

    /// As the worker's arguments.
    package var arguments: [String] { [pixels, memory, output, seconds].map(String.init) }

    /// Nil where there are not four numbers above zero.
    package init?(arguments: [String]) {
        let numbers = arguments.compactMap(Int.init)
        guard numbers.count == 4, arguments.count == 4, numbers.allSatisfy({ $0 > 0 }) else { return nil }
        self.init(pixels: numbers[0], memory: numbers[1], output: numbers[2], seconds: numbers[3])
    }
}
