package import BrandFiles

extension BrandFileKinds {
    /// Every kind of brand file. A new one is a folder beside the others, and a line here.
    package static let all = BrandFileKinds([
        Products(),
        Stock(),
        PriceLists(),
        ImageLists(),
        Dispatches(),
    ])
}
