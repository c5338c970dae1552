import Access
import Basics
import Identity
import JSONAPI

extension ResourceKinds {
    /// People. Whose places are not the caller's own has no relationships.
    static let users = ResourceKind<ResourceSource, Illustrated<Person>>(
        "users", id: { $0.profile.user.description },
        attributes: [
            ("name", { JSON($0.profile.name) }),
            ("first_name", { JSON($0.profile.firstName) }),
            ("last_name", { JSON($0.profile.lastName) }),
            ("email", { JSON($0.profile.email) }),
            ("phone_number", { JSON($0.profile.phoneNumber) }),
            ("contact_preference", { .string($0.profile.contactPreference.rawValue) }),
            ("xmpp_username", { .string("user_\($0.profile.user)") }),
            ("avatar", { ["thumb_url": $0.link.thumb, "medium_url": $0.link.medium] }),
            ("created_at", { .time($0.profile.createdAt) }),
            ("updated_at", { .time($0.profile.updatedAt) }),
        ],
        relationships: [
            ("tenants", { $0.places.map { .many($0.tenants.map { ResourceIdentifier("tenants", $0) }) } }),
            ("buildings", { $0.places.map { .many($0.buildings.map { ResourceIdentifier("buildings", $0) }) } }),
            ("units", { $0.places.map { .many($0.units.map { ResourceIdentifier("units", $0) }) } }),
        ],
        find: { source, ids in
            try await source.rooms.people.find(source.ids(ids), by: source.user).map(source.person)
        })
}

extension ResourceSource {
    func person(_ person: Person) -> Illustrated<Person> { illustrated(person, by: person.avatar) }
}
