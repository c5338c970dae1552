import ArgumentParser
import Basics
import Identity

/// What a user is to be in an organization.
struct MembershipOptions: ParsableArguments {
    @Option(help: "\(Level.allCases.map(\.rawValue).joined(separator: ", ")). Default: MANAGER.")
    var level: String?
    @Option(help: "The department that they belong to.")
    var department: String?
    @Flag(help: "It is the head department.")
    var head = false
    @Option(
        name: .customLong("right"),
        help: "\(Right.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.")
    var rights: [String] = []

    /// Nil where nothing of it was said.
    var member: Member? {
        get throws {
            guard level != nil || department != nil || head || !rights.isEmpty else { return nil }
            var member = Member(department: department, isInHeadDepartment: head)
            if let level {
                guard let known = Level(rawValue: level.uppercased()) else {
                    throw Failure(.invalid, code: "level.unknown", "There is no level \(level).")
                }
                member.level = known
            }
            member.rights = Set(
                try rights.map { word in
                    guard let right = Right(rawValue: word) else {
                        throw Failure(.invalid, code: "right.unknown", "There is no right \(word).")
                    }
                    return right
                })
            return member
        }
    }
}
