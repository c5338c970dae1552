import HTTPSupport

extension OpenAPIFragment {
    /// The members of `responses` that tell how a panel's call may be refused: those of every call, and these.
    static func panelRefusals(_ more: PanelRefusal...) -> String {
        PanelRefusal.allCases.filter { $0.isOfEveryCall || more.contains($0) }
            .flatMap { refusal in
                refusal.statuses.map { ##""\##($0)": {"$ref": "#/components/responses/\##(refusal.rawValue)"}"## }
            }
            .joined(separator: ", ")
    }
}

/// A refusal by the name under which `panelAnswers` describes it.
enum PanelRefusal: String, CaseIterable {
    case unauthenticated = "PanelUnauthenticated"
    case disabled = "PanelDisabled"
    case unknown = "PanelUnknown"
    case conflict = "PanelConflict"
    case tooLarge = "PanelTooLarge"
    case invalid = "PanelInvalid"
    case tooMany = "PanelTooMany"
    case fault = "PanelFault"

    fileprivate var isOfEveryCall: Bool {
        switch self {
        case .unauthenticated, .disabled, .tooMany, .fault: true
        case .unknown, .conflict, .tooLarge, .invalid: false
        }
    }

    fileprivate var statuses: [Int] {
        switch self {
        case .unauthenticated: [401]
        case .disabled: [403]
        case .unknown: [404]
        case .conflict: [409]
        case .tooLarge: [413]
        case .invalid: [422]
        case .tooMany: [429]
        case .fault: [500, 503]
        }
    }
}
