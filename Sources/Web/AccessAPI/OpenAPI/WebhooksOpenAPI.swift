import HTTPSupport

extension OpenAPIFragment {
    /// The webhooks of buildings and tenants.
    static let accessWebhooks = OpenAPIFragment(
        [integration, delivery],
        paths: integration.below("/v3/buildings/{building}/integrations", owner: "building", as: "BuildingIntegration")
            + integration.below("/v3/tenants/{tenant}/integrations", owner: "tenant", as: "TenantIntegration")
            + webhookPaths)

    private static var webhookPaths: [String] {
        [("building", "Building"), ("tenant", "Tenant")].flatMap { owner, name in
            let path = "/v3/\(owner)s/{\(owner)}/integrations/{integration}"
            let parameters = [DescribedResource.inPath(owner), DescribedResource.inPath("integration")]
            let secret = integration.operation(
                "renew\(name)IntegrationSecret", "Makes a new secret, shown here alone", answers: "201", "Document")
            let deliveries = delivery.operation(
                "list\(name)IntegrationDeliveries", "Lists what was sent, the newest first",
                query: [##"{"$ref": "#/components/parameters/AccessPageAfter"}"##], answers: "200", "List")
            return [
                DescribedResource.path("\(path)/secret", parameters, ["\"post\": \(secret)"]),
                DescribedResource.path("\(path)/deliveries", parameters, ["\"get\": \(deliveries)"]),
            ]
        }
    }

    private static let integration = DescribedResource(
        "Integration", "integrations", about: "A webhook",
        attributes: """
            {"integrator": {"const": "webhook"}, "config": {"$ref": "#/components/schemas/AccessWebhookConfiguration"},
             "bindings": {"type": "array", "items": {"type": "object"}}, "enabled": {"type": "boolean"},
             "secret": {"type": "string", "description": "Shown where it is made, and never again"}}
            """,
        writable: """
            {"integrator": {"const": "webhook"},
             "configuration": {"$ref": "#/components/schemas/AccessWebhookConfiguration"},
             "config": {"$ref": "#/components/schemas/AccessWebhookConfiguration"}, "enabled": {"type": "boolean"},
             "bindings": {"type": "array", "maxItems": 5, "items": {"type": "object",
               "required": ["resource_type", "actions"], "properties": {
                 "resource_type": {"const": "call"},
                 "actions": {"type": "array", "minItems": 1, "items": {"enum": ["create", "status_update"]}},
                 "resource_id": {"type": ["string", "null"], "pattern": "^[0-9]{1,9}$"}}}}}
            """, isAtItsPath: false)

    private static let delivery = DescribedResource(
        "Delivery", "deliveries", about: "An attempt to tell a webhook something",
        attributes: """
            {"webhook_id": {"type": "string"}, "resource_type": {"type": "string"}, "action": {"type": "string"},
             "attempt": {"type": "integer"}, "outcome": {"type": "string"},
             "response_status": {"type": ["integer", "null"]}, "error": {"type": ["string", "null"]},
             "duration_in_ms": {"type": "integer"}, "next_attempt_at": {"type": ["string", "null"]},
             "created_at": {"$ref": "#/components/schemas/AccessMoment"}}
            """, calls: [.list], isAtItsPath: false)
}
