import Basics
import Testing

struct RateLimitTests {
    let start = ContinuousClock.now

    @Test func `a burst is let through and then so many a second`() {
        let limit = RateLimit<Int>(Rate(perSecond: 10, burst: 20))
        let first = (0..<30).map { _ in limit.wait(1, at: start) == nil }
        #expect(first == Array(repeating: true, count: 20) + Array(repeating: false, count: 10))
        let later = (1...100).filter { limit.wait(1, at: start + .milliseconds($0 * 20)) == nil }
        #expect(later.count == 20)
    }

    @Test func `it tells how long to wait`() throws {
        let limit = RateLimit<Int>(Rate(perSecond: 2, burst: 1))
        #expect(limit.wait(1, at: start) == nil)
        let pause = try #require(limit.wait(1, at: start + .milliseconds(100)))
        #expect(pause == .milliseconds(400))
        #expect(limit.wait(1, at: start + .milliseconds(100) + pause) == nil)
    }

    @Test func `whoever is refused loses nothing by asking`() {
        let limit = RateLimit<Int>(Rate(perSecond: 1, burst: 1))
        #expect(limit.wait(1, at: start) == nil)
        for tenth in 1...9 { #expect(limit.wait(1, at: start + .milliseconds(tenth * 100)) != nil) }
        #expect(limit.wait(1, at: start + .seconds(1)) == nil)
    }

    @Test func `one key does not hold up another`() {
        let limit = RateLimit<String>(Rate(perSecond: 1, burst: 2))
        #expect((0..<3).map { _ in limit.wait("busy", at: start) == nil } == [true, true, false])
        #expect(limit.wait("quiet", at: start) == nil)
    }

    @Test func `a full bucket holds no more than the burst`() {
        let limit = RateLimit<Int>(Rate(perSecond: 10, burst: 3))
        _ = limit.wait(1, at: start)
        let later = start + .seconds(3600)
        #expect((0..<5).map { _ in limit.wait(1, at: later) == nil } == [true, true, true, false, false])
    }

    @Test func `a key is remembered until its bucket is full again`() {
        let limit = RateLimit<Int>(Rate(perSecond: 1, burst: 10))
        for _ in 0..<10 { _ = limit.wait(1, at: start) }
        // Others keep the generations turning.
        for second in 1...9 {
            for other in 0..<5 { _ = limit.wait(100 + other, at: start + .seconds(second)) }
        }
        #expect((0..<10).filter { _ in limit.wait(1, at: start + .seconds(9)) == nil }.count == 9)
    }

    @Test func `many keys do not make it forget the busy one within its room`() {
        let limit = RateLimit<Int>(Rate(perSecond: 1, burst: 1), capacity: 1000)
        #expect(limit.wait(-1, at: start) == nil)
        for key in 0..<400 { #expect(limit.wait(key, at: start) == nil) }
        #expect(limit.wait(-1, at: start) != nil)
    }
}
