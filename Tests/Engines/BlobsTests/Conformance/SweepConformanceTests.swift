import Basics
import Blobs
import Synchronization
import Testing

struct SweepConformanceTests {
    @Test(arguments: Store.allCases)
    func `a sweep removes what is old and unneeded, and nothing else`(store: Store) async throws {
        try await store.with { blobs, clock in
            let needed = try await blobs.keep([1])
            let unneeded = try await blobs.keep([2, 2])
            clock.advance(by: .seconds(3600))
            let young = try await blobs.keep([3])
            let result = try await blobs.sweep(olderThan: .seconds(1800)) { _ in [needed.digest] }
            #expect(result.blobs == 1)
            #expect(result.bytes == 2)
            let left = Set(try await blobs.list(after: nil, most: 10).map(\.digest))
            #expect(left == [needed.digest, young.digest])
            let gone = try await blobs.exists(unneeded.digest)
            #expect(!gone)
        }
    }

    @Test(arguments: Store.allCases)
    func `an upload of known content makes it young again`(store: Store) async throws {
        try await store.with { blobs, clock in
            let blob = try await blobs.keep([1])
            clock.advance(by: .seconds(3600))
            _ = try await blobs.keep([1])
            let result = try await blobs.sweep(olderThan: .seconds(1800)) { _ in [] }
            let exists = try await blobs.exists(blob.digest)
            #expect(result.blobs == 0 && exists)
        }
    }

    @Test(arguments: Store.allCases)
    func `a touch makes a blob young again`(store: Store) async throws {
        try await store.with { blobs, clock in
            let blob = try await blobs.keep([1])
            clock.advance(by: .seconds(3600))
            let touched = try await blobs.touch(blob.digest)
            let result = try await blobs.sweep(olderThan: .seconds(1800)) { _ in [] }
            #expect(touched && result.blobs == 0)
        }
    }

    @Test(arguments: Store.allCases)
    func `a blob that comes to be needed during the sweep is spared`(store: Store) async throws {
        try await store.with { blobs, clock in
            let blob = try await blobs.keep([1])
            clock.advance(by: .seconds(3600))
            let questions = Mutex(0)
            let result = try await blobs.sweep(olderThan: .seconds(1800)) { digests in
                questions.withLock { questions in
                    questions += 1
                    return questions == 1 ? [] : Set(digests)
                }
            }
            let content = try await blobs.content(of: blob.digest)
            #expect(result.spared == 1 && result.blobs == 0)
            #expect(content == [1])
        }
    }

    @Test(arguments: Store.allCases)
    func `content that is uploaded again during the sweep stays`(store: Store) async throws {
        try await store.with { blobs, clock in
            let blob = try await blobs.keep([1])
            clock.advance(by: .seconds(3600))
            _ = try await blobs.sweep(olderThan: .seconds(1800)) { _ in
                _ = try await blobs.keep([1])
                return []
            }
            let content = try await blobs.content(of: blob.digest)
            #expect(content == [1])
        }
    }

    @Test(arguments: Store.allCases)
    func `a sweep that cannot ask removes nothing`(store: Store) async throws {
        struct Unreachable: Error {}
        try await store.with { blobs, clock in
            let blob = try await blobs.keep([1])
            clock.advance(by: .seconds(3600))
            for failing in 1...2 {
                let questions = Mutex(0)
                await #expect(throws: Unreachable.self) {
                    try await blobs.sweep(olderThan: .seconds(1800)) { _ in
                        if questions.withLock({
                            $0 += 1; return $0
                        }) == failing {
                            throw Unreachable()
                        }
                        return []
                    }
                }
                let content = try await blobs.content(of: blob.digest)
                #expect(content == [1])
            }
        }
    }

    @Test(arguments: Store.allCases)
    func `more blobs go than fit into one page`(store: Store) async throws {
        try await store.with { blobs, clock in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<600 {
                    if number >= 8 { try await group.next() }
                    group.addTask { _ = try await blobs.keep([UInt8(number % 256), UInt8(number / 256)]) }
                }
                try await group.waitForAll()
            }
            clock.advance(by: .seconds(3600))
            let result = try await blobs.sweep(olderThan: .seconds(1800)) { digests in
                Set(digests.filter { $0.hex.hasPrefix("0") })
            }
            let left = try await blobs.list(after: nil, most: 2000)
            #expect(result.blobs + left.count == 600)
            #expect(left.allSatisfy { $0.digest.hex.hasPrefix("0") } && !left.isEmpty)
        }
    }
}
