import Basics
import Testing

struct GuessBrakeTests {
    private let start = ContinuousClock.now

    @Test func `some failures are free, then each pause is twice the one before, up to the longest`() {
        let brake = GuessBrake<String>(free: 3, shortest: .seconds(1), longest: .seconds(5))
        var now = start
        for _ in 0..<3 { #expect(brake.wait("anna", at: now) == nil) }
        for pause in [1, 2, 4, 5, 5] {
            #expect(brake.wait("anna", at: now) == .seconds(pause))
            #expect(brake.wait("anna", at: now + .milliseconds(pause * 1000 - 1)) == .milliseconds(1))
            #expect(brake.wait("boris", at: now + .seconds(100)) == nil)
            brake.succeeded("boris")
            now = now + .seconds(pause)
            #expect(brake.wait("anna", at: now) == nil)
        }
    }

    @Test func `a success forgives`() {
        let brake = GuessBrake<String>(free: 2)
        for _ in 0..<10 {
            #expect(brake.wait("anna", at: start) == nil)
            brake.succeeded("anna")
        }
    }

    @Test func `a try that is taken back was none, and failures before it still count`() {
        let brake = GuessBrake<String>(free: 2)
        #expect(brake.wait("anna", at: start) == nil)
        for _ in 0..<5 {
            #expect(brake.wait("anna", at: start) == nil)
            brake.takeBack("anna")
        }
        brake.takeBack("nobody")
        #expect(brake.wait("anna", at: start) == nil)
        #expect(brake.wait("anna", at: start) == .seconds(1))
    }

    @Test func `guesses at the same time do not all pass`() async {
        let brake = GuessBrake<Int>(free: 10)
        let passed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 { group.addTask { brake.wait(1, at: self.start) == nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(passed == 10)
    }

    @Test func `a key that is quiet for long is forgotten`() {
        let brake = GuessBrake<Int>(free: 1, shortest: .seconds(10), longest: .seconds(10))
        #expect(brake.wait(1, at: start) == nil)
        #expect(brake.wait(1, at: start + .seconds(1)) != nil)
        #expect(brake.wait(2, at: start + .seconds(21)) == nil)
        #expect(brake.wait(2, at: start + .seconds(42)) == nil)
        #expect(brake.wait(1, at: start + .seconds(43)) == nil)
    }
}
