import HTTPTypes

/// What the conditions of a request make of it (RFC 9110, 13.2.2).
enum Precondition {
    /// The file is wanted.
    case met
    /// The sender has this state already: 304.
    case notModified
    /// The file is not in the state that the sender expects: 412.
    case failed

    init(_ headers: HTTPFields, tag: EntityTag, modified: HTTPDate?) {
        self = .met
        if let expected = headers[.ifMatch] {
            guard tag.isNamed(in: expected, weakly: false) else {
                self = .failed
                return
            }
        } else if let modified, let limit = headers[.ifUnmodifiedSince].flatMap({ HTTPDate($0) }), modified > limit {
            self = .failed
            return
        }
        if let known = headers[.ifNoneMatch] {
            if tag.isNamed(in: known, weakly: true) { self = .notModified }
        } else if let modified, let known = headers[.ifModifiedSince].flatMap({ HTTPDate($0) }), modified <= known {
            self = .notModified
        }
    }

    /// Whether a range is of the state that the sender has begun to fetch (13.1.5); a date is taken as one too coarse to
    /// tell.
    static func allowsRange(_ headers: HTTPFields, tag: EntityTag) -> Bool {
        headers[.ifRange].map { $0.trimmingOWS == tag.text } ?? true
    }
}

extension String {
    fileprivate var trimmingOWS: Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        return start.prefix { $0 != " " && $0 != "\t" }
    }
}
