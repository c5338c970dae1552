import Basics
import HTTPSupport
import Identity

/// Slows down who guesses passwords: 10 failures in a row for one account and 30 from one address are free, then each try has to
/// wait twice as long as the one before, up to 15 minutes.
struct SignInBrakes: Sendable {
    private let accounts = GuessBrake<String>(free: 10)
    private let addresses = GuessBrake<String>(free: 30)

    /// Throws `tooMany` with the time to wait. The try counts as a failure until it is told to have succeeded.
    func admit(_ account: String, from address: String?) throws(Failure) {
        if let address, let pause = addresses.wait(address) { throw refused(pause) }
        if let pause = accounts.wait(account) {
            if let address { addresses.takeBack(address) }
            throw refused(pause)
        }
    }

    /// The password was right. What else came from the address still counts, for a guesser may have an account too.
    func succeeded(_ account: String, from address: String?) {
        accounts.succeeded(account)
        if let address { addresses.takeBack(address) }
    }

    /// Nothing was tried, for the server was busy.
    func untried(_ account: String, from address: String?) {
        accounts.takeBack(account)
        if let address { addresses.takeBack(address) }
    }

    /// What one account is, however it is written.
    static func account(of login: String) -> String { Login(login)?.text ?? String(login.lowercased().prefix(254)) }

    private func refused(_ pause: Duration) -> Failure {
        let seconds = pause.wholeSecondsUp
        return Failure(
            .tooMany, code: "login.guessing",
            "There were too many tries with a wrong password. Wait \(Self.words(seconds)), then try again.",
            retryAfter: pause)
    }

    private static func words(_ seconds: Int64) -> String {
        if seconds == 1 { return "a second" }
        return seconds < 120 ? "\(seconds) seconds" : "\((seconds + 59) / 60) minutes"
    }
}
