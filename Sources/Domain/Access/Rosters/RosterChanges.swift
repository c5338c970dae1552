public import Basics

/// How many rows of each kind a replacement adds, removes, changes and leaves alone.
public struct RosterChanges: Sendable, Equatable {
    public struct Count: Sendable, Equatable {
        public var added = 0
        public var removed = 0
        public var changed = 0
        public var unchanged = 0

        var json: JSON {
            [
                "added": JSON(added), "removed": JSON(removed), "changed": JSON(changed), "unchanged": JSON(unchanged),
            ]
        }
    }

    public var keys = Count()
    public var units = Count()
    public var tenants = Count()

    public var json: JSON {
        ["keys": keys.json, "apartments": units.json, "users": tenants.json]
    }
}
