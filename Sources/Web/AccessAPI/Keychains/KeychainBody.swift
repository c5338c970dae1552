import Access
import Basics
import JSONAPI

/// What a request sends to make a keychain.
struct KeychainBody {
    let document: RequestDocument

    /// Throws all that is wrong with the form of it.
    func draft(_ kind: KeychainKind) throws -> KeychainDraft {
        var fields = AttributeReader(document)
        let name = fields.requiredText("name") ?? ""
        let allowsUnitAccess = fields.truth("allow_unit_access") ?? false
        let recipients = RecipientsBody.read(&fields) ?? []
        let times = try times(kind, &fields)
        try fields.finish()
        guard let times else { throw Failure.invalid("starts_at", code: "keychain.times", "can't be blank") }
        let devices: [ID<Panel>] = try document.ids("devices", type: "panels") ?? []
        let points: [ID<Panel>] = try document.ids("access_points", type: "access_points") ?? []
        return KeychainDraft(
            name: name, times: times, allowsUnitAccess: allowsUnitAccess,
            tenant: try document.id("tenant", type: "tenants"), unit: try document.id("unit", type: "units"),
            panels: devices + points.filter { !devices.contains($0) }, recipients: recipients)
    }

    private func times(_ kind: KeychainKind, _ fields: inout AttributeReader) throws -> KeychainDraft.Times? {
        switch kind {
        case .custom:
            guard let (start, end) = moments(&fields) else { return nil }
            return .custom(start, end)
        case .oneTime:
            guard let (start, end) = moments(&fields) else { return nil }
            return .oneTime(start, end)
        case .recurring: return try recurrence(&fields).map { .recurring($0) }
        }
    }

    private func moments(_ fields: inout AttributeReader) -> (GivenTime, GivenTime)? {
        let start = required("starts_at", &fields) { GivenTime(iso8601: $0) }
        let end = required("ends_at", &fields) { GivenTime(iso8601: $0) }
        return start.flatMap { start in end.map { (start, $0) } }
    }

    private func recurrence(_ fields: inout AttributeReader) throws -> Recurrence? {
        var weekdays: Weekdays?
        if let words = fields.texts("weekdays"), !words.isEmpty {
            weekdays = Weekdays(words: words)
            if weekdays == nil { fields.note("weekdays", "is not included in the list") }
        } else if !fields.problems.contains(where: { $0.name == "weekdays" }) {
            fields.note("weekdays", "can't be blank")
        }
        let first = required("start_date", &fields, CivilDate.init(iso8601:))
        let last = required("end_date", &fields, CivilDate.init(iso8601:))
        let from = required("time_from", &fields) { ClockTime($0) }
        let to = required("time_to", &fields) { ClockTime($0) }
        guard let weekdays, let first, let last, let from, let to else { return nil }
        do {
            return try Recurrence(weekdays: weekdays, dates: first, last, hours: from, to)
        } catch {
            for problem in error.all { fields.note(problem.field, problem.message) }
            return nil
        }
    }

    private func required<Value>(
        _ name: String, _ fields: inout AttributeReader, _ read: (String) -> Value?
    ) -> Value? {
        guard let text = fields.requiredText(name) else { return nil }
        if let value = read(text.trimmed) { return value }
        fields.note(name, "is invalid")
        return nil
    }
}

/// To whom virtual keys are to be sent: addresses, or objects with `name` and `deliver_to`.
enum RecipientsBody {
    /// Nil where none are named.
    static func read(_ fields: inout AttributeReader) -> [RecipientDraft]? {
        guard let items = fields.list("recipients") else { return nil }
        let recipients = items.compactMap(recipient)
        if recipients.count < items.count {
            fields.note("recipients", "must be e-mail addresses or phone numbers")
        }
        return recipients
    }

    private static func recipient(_ item: JSON) -> RecipientDraft? {
        if let address = item.text { return RecipientDraft(address: address) }
        guard let address = item["deliver_to"]?.text else { return nil }
        let name = item["name"]?.text
        return RecipientDraft(name: name?.trimmed.isEmpty == true ? nil : name, address: address)
    }
}

extension JSON {
    /// A phone number may come as a number.
    fileprivate var text: String? { string ?? integer.map { String($0) } }
}

extension CivilDate {
    /// Reads `YYYY-MM-DD`; of a date and time, the date. Nil for anything else.
    fileprivate init?(iso8601 text: String) {
        guard Instant(iso8601: text) != nil else { return nil }
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }
}
