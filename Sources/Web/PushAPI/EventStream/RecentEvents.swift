import Events

/// The ids that one listener was sent last: an event told on two of its channels is sent once.
struct RecentEvents {
    private var ids: Set<EventID> = []
    private var order: [EventID] = []
    private var oldest = 0
    private let bound: Int

    init(bound: Int = 512) {
        self.bound = bound
    }

    /// False where it was noted before and not yet forgotten.
    mutating func note(_ id: EventID) -> Bool {
        guard ids.insert(id).inserted else { return false }
        if order.count < bound {
            order.append(id)
        } else {
            ids.remove(order[oldest])
            order[oldest] = id
            oldest = (oldest + 1) % bound
        }
        return true
    }
}
