public import Basics

extension Failure {
    /// What a role may not do, whatever the thing is.
    public static var notAllowed: Failure {
        Failure(.forbidden, code: "access.role", "You are not allowed to perform this action")
    }

    /// A related thing that is not there, or not for the caller.
    static func unknown(_ relationship: String) -> Failure {
        .invalid(relationship, code: "access.relationship", "must exist")
    }
}
