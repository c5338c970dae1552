import Access
import Basics
import JSONAPI

/// What a request says of a webhook, in the words in which it came. `config` is another name of `configuration`.
struct IntegrationFields: Sendable {
    private let integrator: String?
    private let configuration: JSON?
    private let bindings: [IntegrationDraft.Binding]?
    private let isEnabled: Bool?

    init(_ document: RequestDocument) throws {
        var fields = AttributeReader(document)
        integrator = fields.text("integrator")
        configuration = document.attributes["configuration"] ?? document.attributes["config"]
        if let configuration, configuration != .null, configuration.members == nil {
            fields.note("configuration", "must be an object with url and method")
        }
        let bindings = fields.list("bindings")
        self.bindings = bindings.map { $0.map(IntegrationFields.binding) }
        isEnabled = fields.truth("enabled")
        try fields.finish()
    }

    /// A new webhook.
    var draft: IntegrationDraft {
        IntegrationDraft(
            integrator: integrator, url: text("url"), method: text("method") ?? "post", bindings: bindings ?? [],
            isEnabled: isEnabled ?? true)
    }

    /// Changes what is said, and nothing else.
    @Sendable func change(_ draft: inout IntegrationDraft) {
        if let integrator { draft.integrator = integrator }
        if configuration?["url"] != nil { draft.url = text("url") }
        if configuration?["method"] != nil { draft.method = text("method") }
        if let bindings { draft.bindings = bindings }
        if let isEnabled { draft.isEnabled = isEnabled }
    }

    private func text(_ name: String) -> String? { configuration?[name]?.string }

    private static func binding(_ json: JSON) -> IntegrationDraft.Binding {
        let id: String? =
            switch json["resource_id"] {
            case .string(let text): text.isEmpty ? nil : text
            case .integer(let number): String(number)
            default: nil
            }
        let actions = json["actions"].map { actions in
            if case .string(let action) = actions { return [action] }
            return (RequestDocument.list(actions) ?? [.null]).map { $0.string ?? "" }
        }
        return IntegrationDraft.Binding(
            resource: json["resource_type"]?.string, actions: actions ?? [], resourceID: id)
    }
}
