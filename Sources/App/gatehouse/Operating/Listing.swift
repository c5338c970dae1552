import ArgumentParser
import Basics

/// Prints things for people, or as JSON for programs.
struct Listing: ParsableArguments {
    @Flag(help: "Answer as JSON.")
    var json = false

    func show(_ things: [JSON]) {
        if json {
            print(JSON.array(things).text)
        } else if things.isEmpty {
            print("There are none.")
        } else {
            for thing in things { print(line(thing)) }
        }
    }

    func show(_ thing: JSON) {
        print(json ? thing.text : line(thing))
    }

    private func line(_ thing: JSON) -> String {
        (thing.members ?? []).filter { $0.value != .null }
            .map { "\($0.name): \($0.value.string ?? $0.value.text)" }.joined(separator: "  ")
    }
}
