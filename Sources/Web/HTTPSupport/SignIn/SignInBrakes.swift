public import Basics
public import Hummingbird
import Identity

/// Slows down who guesses passwords: 10 failures in a row for one account and 30 from one address are free, then each try has to
/// wait twice as long as the one before, up to 15 minutes.
///
/// One of these stands before all ways to sign in, so that a guesser gains nothing by trying here and there in turn.
public struct SignInBrakes: Sendable {
    private let clients: ClientAddress
    private let accounts = GuessBrake<String>(free: 10)
    private let addresses = GuessBrake<String>(free: 30)

    /// - Parameter clients: by which guessers are told apart.
    public init(clients: ClientAddress) {
        self.clients = clients
    }

    /// One try to sign in, which counts as a failure until it is told to have succeeded. Throws `tooMany` with the time to wait.
    public func admit(_ login: String, from request: Request, peer: String?) throws(Failure) -> Attempt {
        let attempt = Attempt(
            account: SignInBrakes.account(of: login), address: clients.key(of: request, peer: peer), brakes: self)
        if let address = attempt.address, let pause = addresses.wait(address) { throw refused(pause) }
        if let pause = accounts.wait(attempt.account) {
            if let address = attempt.address { addresses.takeBack(address) }
            throw refused(pause)
        }
        return attempt
    }

    /// A try that was let through.
    public struct Attempt: Sendable {
        fileprivate let account: String
        fileprivate let address: String?
        fileprivate let brakes: SignInBrakes

        /// The password was right. What else came from the address still counts, for a guesser may have an account too.
        public func succeeded() {
            brakes.accounts.succeeded(account)
            if let address { brakes.addresses.takeBack(address) }
        }

        /// Nothing was tried, for the server was busy.
        public func untried() {
            brakes.accounts.takeBack(account)
            if let address { brakes.addresses.takeBack(address) }
        }
    }

    /// What one account is, however it is written.
    private static func account(of login: String) -> String {
        Login(login)?.text ?? String(login.lowercased().prefix(254))
    }

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
