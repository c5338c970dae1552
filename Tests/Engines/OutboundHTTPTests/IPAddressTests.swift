import OutboundHTTP
import Testing

/// Which addresses belong to the public Internet.
struct IPAddressTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
        "fc00::1",
        "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
        "2001::1", "::127.0.0.1",
    ])
    func `an address of this machine or its network is not public`(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic == false)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.169.0.1",
        "2606:4700::1111", "::ffff:8.8.8.8", "2002:808:808::",
    ])
    func `an address that anybody may have is public`(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test(arguments: ["1.2.3", "0127.0.0.1", "0x7f.0.0.1", "1.2.3.4.5", "g::1", ""])
    func `what is no address is none`(text: String) {
        #expect(IPAddress(text) == nil)
    }
}
