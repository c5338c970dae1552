import Access
import Basics

/// The fields of a PATCH on an intercom. Those that are not there stay as they are.
struct IntercomChanges {
    private let fields: JSON

    init(_ fields: JSON) {
        self.fields = fields
    }

    func apply(to draft: inout PanelDraft) throws {
        if let title = try text("title") { draft.title = title }
        if let address = try text("address") { draft.address = address }
        draft.range = try range(now: draft.range)
        try flag("is_restricted_live") { draft.defaults.live = !$0 }
        try flag("is_restricted_archive") { draft.defaults.archive = !$0 }
        try flag("is_open_door_key") { draft.defaults.openByKey = $0 }
        try flag("is_open_door_code") { draft.defaults.openByCode = $0 }
        try flag("is_open_door_face") { draft.defaults.openByFace = $0 }
        try flag("is_open_door_app") { draft.defaults.openByApp = $0 }
    }

    private func text(_ name: String) throws -> String? {
        guard let value = fields[name] else { return nil }
        guard let text = value.string else { throw invalid(name, "must be a text") }
        return text
    }

    private func flag(_ name: String, _ set: (Bool) -> Void) throws {
        guard let value = fields[name] else { return }
        switch value {
        case .boolean(let flag): set(flag)
        case .integer(1), .string("1"), .string("true"): set(true)
        case .integer(0), .string("0"), .string("false"): set(false)
        default: throw invalid(name, "must be true or false")
        }
    }

    /// Both ends null: apartments have labels. One end given keeps the other.
    private func range(now: UnitRange?) throws -> UnitRange? {
        guard fields["flat_from"] != nil || fields["flat_to"] != nil else { return now }
        let from = try end("flat_from", now: now?.from)
        let to = try end("flat_to", now: now?.to)
        if from == nil && to == nil { return nil }
        guard let from, let to else {
            throw invalid(from == nil ? "flat_from" : "flat_to", "must be a number when the other end is one")
        }
        guard let range = UnitRange(from, to) else {
            throw invalid("flat_to", "must not be below flat_from, and both must lie between 0 and 999,999,999")
        }
        return range
    }

    private func end(_ name: String, now: Int64?) throws -> Int64? {
        guard let value = fields[name] else { return now }
        if value == .null { return nil }
        guard let number = value.integer ?? value.string.flatMap({ Int64($0) }) else {
            throw invalid(name, "must be a whole number or null")
        }
        return number
    }

    private func invalid(_ name: String, _ what: String) -> Failure {
        .invalid(name, code: "field.invalid", "The \(name) \(what).")
    }
}
