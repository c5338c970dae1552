import OutboundHTTP
import Testing

struct WebAddressQueryTests {
    @Test(arguments: [
        ("https://example.org", "https://example.org/?a=1%202&b=%26%3D"),
        ("https://example.org/hook?x=y", "https://example.org/hook?x=y&a=1%202&b=%26%3D"),
        ("https://example.org/hook?", "https://example.org/hook?a=1%202&b=%26%3D"),
    ])
    func `what is added to a query is escaped and stands behind it`(before: String, after: String) {
        #expect(WebAddress(before)?.adding(query: [("a", "1 2"), ("b", "&=")]).text == after)
    }
}
