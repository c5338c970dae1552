import Access
import Basics
import Testing

struct CredentialHashTests {
    private let key = Secret("a key of the installation")

    @Test func `a hash is the same for the same text, purpose and key, and for nothing else`() {
        let hash = CredentialHash(of: "940265", for: "pin 7", key: key)
        #expect(hash == CredentialHash(of: "940265", for: "pin 7", key: key))
        #expect(hash != CredentialHash(of: "940266", for: "pin 7", key: key))
        #expect(hash != CredentialHash(of: "940265", for: "pin 8", key: key))
        #expect(hash != CredentialHash(of: "940265", for: "pin 7", key: Secret("another key")))
    }

    @Test func `a hash is read again as it was written`() {
        for hash in [CredentialHash(high: 0, low: 1), CredentialHash(of: "940265", for: "pin", key: key)] {
            #expect(hash.hex.utf8.count == 32)
            #expect(CredentialHash(hex: hash.hex) == hash)
        }
        for text in ["", "0", String(repeating: "G", count: 32), String(repeating: "A", count: 32)] {
            #expect(CredentialHash(hex: text) == nil)
        }
    }
}
