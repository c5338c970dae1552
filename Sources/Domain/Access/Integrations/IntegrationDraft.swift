public import Basics
import OutboundHTTP

/// What is asked for when a webhook is made or changed, in the words in which it came.
public struct IntegrationDraft: Sendable {
    public var integrator: String?
    public var url: String?
    public var method: String?
    public var bindings: [Binding]
    public var isEnabled: Bool

    public struct Binding: Sendable {
        public var resource: String?
        public var actions: [String]
        public var resourceID: String?

        public init(resource: String?, actions: [String], resourceID: String? = nil) {
            self.resource = resource
            self.actions = actions
            self.resourceID = resourceID
        }
    }

    /// Things that one webhook may be told of.
    public static let mostBindings = 50

    public init(
        integrator: String? = "webhook", url: String?, method: String? = "post", bindings: [Binding],
        isEnabled: Bool = true
    ) {
        self.integrator = integrator
        self.url = url
        self.method = method
        self.bindings = bindings
        self.isEnabled = isEnabled
    }

    /// The parts, checked; throws all that is wrong, with paths such as `bindings/0/resource_type`.
    func validated() throws -> (url: String, method: WebhookMethod, bindings: [WebhookBinding]) {
        var problems: [(name: String, messages: [String])] = []
        func note(_ name: String, _ message: String) { problems.append((name, [message])) }
        if integrator != "webhook" { note("integrator", "is not included in the list") }
        let url = url?.trimmed ?? ""
        if url.isEmpty {
            note("configuration/url", "can't be blank")
        } else if !IntegrationDraft.isWebAddress(url) {
            note("configuration/url", "must be an http or https URL")
        }
        let method = WebhookMethod(rawValue: (self.method ?? "post").lowercased())
        if method == nil { note("configuration/method", "is not included in the list") }
        if bindings.count > IntegrationDraft.mostBindings {
            note("bindings", "must be at most \(IntegrationDraft.mostBindings)")
        }
        var checked: [WebhookBinding] = []
        for (place, binding) in bindings.prefix(IntegrationDraft.mostBindings).enumerated() {
            let resource = binding.resource.flatMap { WebhookBinding.Resource(rawValue: $0) }
            if resource == nil { note("bindings/\(place)/resource_type", "is not included in the list") }
            let actions = binding.actions.compactMap { WebhookBinding.Action(rawValue: $0) }
            // Openings have no status.
            let isWhole = actions.count == binding.actions.count && !actions.isEmpty
            if !isWhole || (resource == .doorRelease && actions.contains(.statusUpdate)) {
                note("bindings/\(place)/actions", "is not included in the list")
            }
            if let id = binding.resourceID, !IntegrationDraft.isID(id) {
                note("bindings/\(place)/resource_id", "is invalid")
            }
            if let resource { checked.append(WebhookBinding(resource, actions, resourceID: binding.resourceID)) }
        }
        guard problems.isEmpty, let method else {
            throw Failure(
                .invalid, code: "integration.invalid", "The integration cannot be. Correct the fields that are named.",
                fields: problems)
        }
        return (url, method, checked)
    }

    /// One that can be asked, in printable ASCII and without a fragment. Where it leads is looked at when something is sent there.
    private static func isWebAddress(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x23 } && WebAddress(text) != nil
    }

    private static func isID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
    }
}
