public import Basics

/// What is told of a person beside how they sign in.
public struct Profile: Sendable {
    public let user: ID<User>
    public let login: Login
    /// The whole name, as every surface shows it.
    public let name: String?
    public let firstName: String?
    public let lastName: String?
    /// The one that they gave, else the one that they sign in with.
    public let phoneNumber: String?
    public let contactPreference: ContactPreference
    /// The digest of their picture.
    public let avatar: Digest?
    /// The organization that made the account, and may therefore rename it.
    public let createdBy: ID<Organization>?
    public let createdAt: Instant
    public let updatedAt: Instant

    /// Nil where they sign in with a phone number.
    public var email: String? { login.text.contains("@") ? login.text : nil }
}

/// How somebody is to be rung.
public enum ContactPreference: String, CaseIterable, Sendable {
    case mobileApp = "mobile_app"
    case phoneCall = "phone_call"
}

/// What may be set on a profile. The whole name is made of its two parts.
public struct ProfileDraft: Sendable {
    public var firstName: String?
    public var lastName: String?
    public var phoneNumber: String?
    public var contactPreference: ContactPreference

    public init(
        firstName: String? = nil, lastName: String? = nil, phoneNumber: String? = nil,
        contactPreference: ContactPreference = .mobileApp
    ) {
        self.firstName = firstName
        self.lastName = lastName
        self.phoneNumber = phoneNumber
        self.contactPreference = contactPreference
    }

    public init(_ profile: Profile) {
        self.init(
            firstName: profile.firstName, lastName: profile.lastName, phoneNumber: profile.phoneNumber,
            contactPreference: profile.contactPreference)
    }

    /// Takes a whole name: the first word, and the rest.
    public mutating func setName(_ name: String) {
        (firstName, lastName) = ProfileDraft.halves(of: name)
    }

    /// The parts and the whole name, checked.
    package func validated() throws -> (draft: ProfileDraft, name: String?) {
        var problems: [(name: String, messages: [String])] = []
        func checked(_ name: String, _ text: String?) -> String? {
            guard let text = text?.trimmed, !text.isEmpty else { return nil }
            if text.hasControlCharacters { problems.append((name, ["is invalid"])) }
            return text
        }
        var draft = self
        draft.firstName = checked("first_name", firstName)
        draft.lastName = checked("last_name", lastName)
        draft.phoneNumber = try ProfileDraft.number(phoneNumber, &problems)
        let name = [draft.firstName, draft.lastName].compactMap { $0 }.joined(separator: " ")
        if name.unicodeScalars.count > 100 {
            problems.append(("last_name", ["is too long (maximum is 100 characters with the first name)"]))
        }
        guard problems.isEmpty else {
            throw Failure(
                .invalid, code: "profile.invalid", "The person cannot be. Correct the fields that are named.",
                fields: problems)
        }
        return (draft, name.isEmpty ? nil : name)
    }

    static func halves(of name: String) -> (first: String?, last: String?) {
        let halves = name.trimmed.split(separator: " ", maxSplits: 1).map { $0.trimmed }
        return (halves.first, halves.count == 2 ? halves[1] : nil)
    }

    private static func number(
        _ text: String?, _ problems: inout [(name: String, messages: [String])]
    ) throws -> String? {
        guard let text = text?.trimmed, !text.isEmpty else { return nil }
        guard !text.utf8.contains(0x40), let login = Login(text) else {
            problems.append(("phone_number", ["is invalid"]))
            return nil
        }
        return login.text
    }
}
