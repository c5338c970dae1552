import Access
import Testing

struct CallStatusTests {
    /// What may follow what, in the contract's words.
    private static let mobile = [
        "initializing": [
            "canceled", "timeout_online_signal", "connecting_sip", "voip_rollover", "rejected", "opened_door",
        ],
        "connecting_sip": ["canceled", "timeout_online_signal", "voip_rollover", "rejected", "opened_door"],
        "voip_rollover": ["canceled", "timeout_online_signal", "rejected", "opened_door"],
    ]
    private static let voip = [
        "initializing": ["canceled", "timeout_online_signal", "voip_connected", "opened_door"],
        "voip_connected": ["canceled", "opened_door"],
    ]

    @Test(arguments: CallType.allCases) func `only the steps of the contract are taken`(type: CallType) {
        let steps = type == .mobile ? CallStatusTests.mobile : CallStatusTests.voip
        for status in CallStatus.allCases {
            for next in CallStatus.allCases {
                let expected: CallStep =
                    status == next
                    ? .unchanged : steps[status.rawValue, default: []].contains(next.rawValue) ? .changed : .refused
                #expect(status.step(to: next, in: type) == expected, "\(status) to \(next)")
            }
        }
    }

    @Test func `nothing follows the end of a call`() {
        for status in CallStatus.allCases where status.isFinal {
            for next in CallStatus.allCases where next != status {
                #expect(status.step(to: next, in: .mobile) == .refused)
                #expect(status.step(to: next, in: .voip) == .refused)
            }
        }
    }

    @Test func `a status has words for people`() {
        #expect(CallStatus.openedDoor.words == "Opened door")
        #expect(CallStatus.initializing.words == "Initializing")
    }
}
