import OutboundHTTP
import Testing

/// Which URLs can be asked, and how they are read.
struct WebAddressTests {
    @Test(arguments: [
        ("http://example.com", "http://example.com/"),
        ("HTTPS://Example.COM:443/a b?c=ü#d", "https://example.com/a%20b?c=%C3%BC"),
        ("http://example.com:8080/x", "http://example.com:8080/x"),
        ("http://[2001:DB8::1]:81/", "http://[2001:db8::1]:81/"),
        ("http://192.0.2.7/i.png", "http://192.0.2.7/i.png"), ("http://example.com?q=1", "http://example.com/?q=1"),
    ])
    func `an address has one text`(text: String, expected: String) {
        // White space inside an address is escaped by whoever wrote it, or the address is none.
        let address = WebAddress(text.replacing(" ", with: "%20"))
        #expect(address?.text == expected)
    }

    @Test(arguments: [
        "ftp://example.com/", "example.com/a.png", "http://", "http:///a", "http://user@example.com/",
        "http://user:pass@example.com/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://exa mple.com/", "http://example.com:0/", "http://example.com:70000/", "http://exämple.com/",
        "http://[::1/",
        "http://[127.0.0.1]/", "http://a..b/", "javascript:alert(1)", "http://example.com\\@127.0.0.1:80x/",
    ])
    func `what is no plain address is none`(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test(arguments: [
        ("/b", "http://example.com/b"), ("b?x", "http://example.com/a/b?x"),
        ("//other.example/c", "http://other.example/c"),
        ("https://other.example", "https://other.example/"),
    ])
    func `a redirect leads on from where it is`(location: String, expected: String) {
        #expect(WebAddress("http://example.com/a/z?y")?.following(location)?.text == expected)
    }
}
