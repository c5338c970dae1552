import Basics
import Catalog
import Identity
import Testing

struct IdTests {
    @Test(arguments: [1, 2, 1000, 1 << 40, Int64.max])
    func `a key is read back as the number that it was made of`(number: Int64) {
        let key = ID<Brand>(number).hexKey
        #expect(key.utf8.count == 32)
        #expect(key.allSatisfy { $0.isHexDigit && !$0.isLowercase })
        #expect(ID<Brand>(hexKey: key)?.number == number)
        #expect(ID<Brand>(hexKey: key.lowercased())?.number == number)
    }

    @Test func `keys of a thousand things of several kinds are all different, in either half`() {
        var keys: Set<String> = []
        for number in 1...1000 as ClosedRange<Int64> {
            keys.formUnion([
                ID<Brand>(number).hexKey, ID<Company>(number).hexKey, ID<User>(number).hexKey,
                ID<OrderLine>(number).hexKey,
            ])
        }
        #expect(keys.count == 4000)
        #expect(Set(keys.map { $0.prefix(16) }).count == 4000)
        #expect(Set(keys.map { $0.suffix(16) }).count == 4000)
    }

    @Test func `a key of another kind, a changed one and zeros are no keys`() {
        let key = ID<Brand>(7).hexKey
        #expect(ID<Company>(hexKey: key) == nil)
        #expect(ID<Brand>(hexKey: key.dropLast() + (key.hasSuffix("0") ? "1" : "0")) == nil)
        #expect(ID<Brand>(hexKey: noHexKey) == nil)
        #expect(ID<Brand>(hexKey: "+" + key.dropFirst()) == nil)
        #expect(ID<Brand>(hexKey: "") == nil)
    }
}
