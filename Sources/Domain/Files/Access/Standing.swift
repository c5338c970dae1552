import Basics
import Identity
import Storage

/// How a caller stands to the files of one organization.
struct Standing {
    let organization: ID<Organization>
    /// What holds for every file there, whoever uploaded it.
    let general: Audience
    /// Nil: nobody we know.
    let user: ID<User>?
    let member: Member?

    /// Somebody without a token.
    static func stranger(to organization: ID<Organization>) -> Standing {
        Standing(organization: organization, general: .everyone, user: nil, member: nil)
    }

    /// - Parameter caller: nil: without a token.
    init(of caller: Principal?, to organization: ID<Organization>, in tx: any Transaction) throws {
        guard let caller else {
            self = .stranger(to: organization)
            return
        }
        var general: Audience = [.everyone, .signedIn]
        let relation = try Organizations.relation(of: caller, to: organization, in: tx)
        switch relation {
        case .own:
            general.insert(.members)
            if caller.member.level >= .viewer { general.insert(.staff) }
        case .below: general.insert(.above)
        case nil: break
        }
        if caller.member.level == .administrator { general.formUnion([.above, .administrators]) }
        // Who once uploaded something for an organization that is none of theirs any more has no part in it.
        self.init(
            organization: organization, general: general, user: relation == nil ? nil : caller.user,
            member: caller.member)
    }

    private init(organization: ID<Organization>, general: Audience, user: ID<User>?, member: Member?) {
        self.organization = organization
        self.general = general
        self.user = user
        self.member = member
    }

    /// Whether the organization is any of the caller's business.
    var isRelated: Bool { user != nil }

    /// Whether they belong to the organization.
    var isMember: Bool { general.contains(.members) }

    /// Whether they are of an organization above.
    var isAbove: Bool { general.contains(.above) }

    func uploaded(_ file: StoredFile) -> Bool { user == file.uploader }

    func mayRead(_ file: StoredFile) -> Bool {
        !file.audience.isDisjoint(with: uploaded(file) ? general.union(.uploader) : general)
    }

    /// Whether they have the level in the organization, or stand above it.
    func has(_ level: Level) -> Bool {
        isAbove || isMember && (member.map { $0.level >= level } ?? false)
    }
}
