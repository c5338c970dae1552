public import HTTPSupport

extension BrandFileSurface {
    /// One fragment for each group of resources, and what they share.
    public static let openAPI = OpenAPIFragment(merging: [
        .catalogParties, .catalogGoods, .catalogOrders, .brandFiles, .brandNotifications, .brandFileAnswers,
    ])
}
