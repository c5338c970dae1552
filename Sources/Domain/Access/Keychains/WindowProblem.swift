/// What is wrong with the times of a keychain.
public enum WindowProblem: Hashable, Sendable {
    case startNotBeforeEnd, endNotAfterStart
    case startDateAfterEnd, endDateBeforeStart
    case fromNotBeforeTo, toNotAfterFrom
    case noWeekday

    /// The attribute that it is about.
    public var field: String {
        switch self {
        case .startNotBeforeEnd: "starts_at"
        case .endNotAfterStart: "ends_at"
        case .startDateAfterEnd: "start_date"
        case .endDateBeforeStart: "end_date"
        case .fromNotBeforeTo: "time_from"
        case .toNotAfterFrom: "time_to"
        case .noWeekday: "weekdays"
        }
    }

    /// In the words of the contract.
    public var message: String {
        switch self {
        case .startNotBeforeEnd: "Start time must be before the end time"
        case .endNotAfterStart: "End time must be after the start time"
        case .startDateAfterEnd: "must not be after the end date"
        case .endDateBeforeStart: "must not be before the start date"
        case .fromNotBeforeTo: "must be less than time to"
        case .toNotAfterFrom: "must be greater than time from"
        case .noWeekday: "can't be blank"
        }
    }
}

/// All that is wrong with the times of one keychain.
public struct WindowProblems: Error, Equatable, Sendable {
    public let all: [WindowProblem]

    public init(_ all: [WindowProblem]) {
        self.all = all
    }
}
