import Basics
import Catalog
import Storage
import Testing

struct PriceTests {
    /// A price as it was uploaded; days count from the first of 2026.
    private struct Upload {
        let start: Int
        let end: Int?
        let price: DecimalNumber
        /// Which of the variants it is for.
        let variants: [Int]
    }

    @Test(arguments: Shop.products)
    func `the price in force on a day is that of the plainest rule`(product: Dialect.Product) async throws {
        try await Shop.with(product) { shop in
            try await shop.load(try (0..<4).map { try ProductRow($0, sellPrice: $0 % 2 == 0 ? "15" : nil) })
            let variants = try await shop.variants()
            var generator = Numbers(seed: 20_26)
            var uploads: [Upload] = []
            for number in 0..<60 {
                let start = Int.random(in: 0..<20, using: &generator)
                let end = Bool.random(using: &generator) ? Int.random(in: start..<25, using: &generator) : nil
                let upload = Upload(
                    start: start, end: end, price: try #require(DecimalNumber("\(number).01")),
                    variants: (0..<3).filter { _ in Bool.random(using: &generator) })
                uploads.append(upload)
                try await shop.storage.write { tx in
                    try PriceTable.insert(
                        upload.variants.map {
                            PriceRow(variant: variants[$0], price: upload.price, rrp: nil)
                        }, of: shop.brand, at: shop.host, from: day(upload.start), through: upload.end.map(day),
                        upload: Int64(number + 1), now: try tx.now(), in: tx)
                }
                guard number % 6 == 5 else { continue }
                for today in -1..<27 {
                    let page = try await shop.catalogue.prices(
                        PriceQuery(host: shop.host, at: moment(today)), PageRequest(), by: shop.administrator)
                    #expect(page.total == 4)
                    for (place, price) in page.items.enumerated() {
                        let expected = Self.inForce(uploads, today, place)
                        let standard = place % 2 == 0 ? "15.00" : "19.90"
                        #expect(price.variant == variants[place])
                        #expect(
                            price.price.text == expected?.price.text ?? standard,
                            "variant \(place) on day \(today) after \(number + 1) uploads")
                        #expect(price.start == expected.map { day($0.start) })
                        #expect(price.end == expected?.end.map(day))
                    }
                }
            }
            let total = uploads.reduce(0) { $0 + $1.variants.count }
            let all = try await shop.catalogue.prices(
                PriceQuery(host: shop.host), PageRequest(size: 1000, most: 1000), by: shop.administrator)
            #expect((all.total, all.items.count) == (total, total))
            let one = try await shop.catalogue.prices(
                PriceQuery(variant: variants[1]), PageRequest(size: 1000, most: 1000), by: shop.administrator)
            #expect(one.total == uploads.count { $0.variants.contains(1) })
        }
    }

    /// The rule in words: of all that hold, those with an end before the others, then the latest start, then the last
    /// that came.
    private static func inForce(_ uploads: [Upload], _ today: Int, _ variant: Int) -> Upload? {
        let holding = uploads.filter {
            $0.variants.contains(variant) && $0.start <= today && today <= ($0.end ?? .max)
        }
        let ending = holding.filter { $0.end != nil }
        let candidates = ending.isEmpty ? holding : ending
        let latest = candidates.map(\.start).max()
        return candidates.last { $0.start == latest }
    }

    @Test(arguments: Shop.products)
    func `a price ends with its last moment in UTC`(product: Dialect.Product) async throws {
        try await Shop.with(product) { shop in
            try await shop.load([try ProductRow(0)])
            let variants = try await shop.variants()
            try await shop.storage.write { tx in
                try PriceTable.insert(
                    [PriceRow(variant: variants[0], price: .zero, rrp: DecimalNumber("1.255"))], of: shop.brand,
                    at: shop.host, from: day(3), through: day(4), upload: 1, now: try tx.now(), in: tx)
            }
            let second: Int64 = 1_000_000
            for (instant, price) in [
                (moment(3).microseconds - 1, "19.90"), (moment(3).microseconds, "0.00"),
                (moment(5).microseconds - second, "0.00"), (moment(5).microseconds, "19.90"),
            ] {
                let found = try await shop.catalogue.prices(
                    PriceQuery(host: shop.host, at: Instant(microseconds: instant)), PageRequest(),
                    by: shop.administrator)
                #expect(found.items.map(\.price.text) == [price])
                #expect(found.items[0].rrp?.text == (price == "0.00" ? "1.255" : "19.90"))
            }
        }
    }
}

private func day(_ number: Int) -> CivilDate { CivilDate(daysSince1970: Int64(20_454 + number)) }

private func moment(_ day: Int) -> Instant { Instant(seconds: Int64(20_454 + day) * 86_400) }

/// The same numbers each time (Steele, Lea and Flood, SplitMix64).
private struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
