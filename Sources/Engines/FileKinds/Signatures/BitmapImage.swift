/// BMP: the file header, then one of the known DIB headers. Two letters are a weak signature, so all of it must fit.
enum BitmapImage {
    private static let headerSizes: Set<UInt32> = [12, 16, 40, 52, 56, 64, 108, 124]

    static func isHeader(_ head: ByteView) -> Bool {
        guard let pixels = head.u32le(10), let size = head.u32le(14), headerSizes.contains(size), pixels >= 14 + size
        else { return false }
        let isOld = size == 12
        guard let planes = head.u16le(isOld ? 22 : 26), let depth = head.u16le(isOld ? 24 : 28) else { return false }
        return planes == 1 && [1, 2, 4, 8, 16, 24, 32].contains(depth)
    }
}
