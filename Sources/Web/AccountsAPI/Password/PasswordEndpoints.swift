import Basics
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// `/api/v1/password`: the user of an access token gives themselves another password.
struct PasswordEndpoints: Sendable {
    let passwords: Passwords
    /// Who has a token may not guess the password by it.
    private let brake = GuessBrake<ID<User>>(free: 10)

    init(passwords: Passwords) {
        self.passwords = passwords
    }

    var routes: [Route<UserContext>] {
        [Route(.put, "/api/v1/password", change), Route(.patch, "/api/v1/password", change)]
    }

    func change(_ request: Request, _ context: UserContext) async throws -> Response {
        let fields = try await AccountFields(request)
        guard fields.password == fields.confirmation else {
            return PasswordErrors.list(["Password confirmation doesn't match Password"])
        }
        if let pause = brake.wait(context.user) {
            throw Failure(
                .tooMany, code: "password.guessing",
                "There were too many tries with a wrong password. Wait as long as Retry-After says.", retryAfter: pause)
        }
        do {
            try await passwords.change(Secret(fields.current), to: Secret(fields.password), of: context.user)
        } catch let failure as Failure where failure.code == "password.length" {
            // The current password was right.
            brake.succeeded(context.user)
            return PasswordErrors.list([failure.message])
        } catch let failure as Failure where failure.kind == .unavailable {
            brake.takeBack(context.user)
            throw failure
        }
        brake.succeeded(context.user)
        return .noContent
    }
}

/// The passwords in a body: `account[password]=…` of a form, or the object `account` of JSON.
private struct AccountFields {
    let current: String
    let password: String
    /// As good as the password where it is not sent.
    let confirmation: String

    init(_ request: Request) async throws {
        let values = try await RequestFields(of: request).values
        func text(_ name: String) -> String? {
            (values["account[\(name)]"] ?? values["account"]?[name])?.string
        }
        current = text("current_password") ?? ""
        password = text("password") ?? ""
        confirmation = text("password_confirmation") ?? password
    }
}

/// How this one path says no: `{"errors": "…"}`, or a list where the new password is at fault.
enum PasswordErrors {
    static func response(_ failure: Failure, _: GateContext) -> Response {
        var response = Response.json(["errors": .string(failure.message)], status: failure.kind.status)
        if failure.kind == .unauthenticated { response.headers[.wwwAuthenticate] = failure.bearerChallenge }
        return response
    }

    static func list(_ messages: [String]) -> Response {
        .json(["errors": .array(messages.map { .string($0) })], status: .unprocessableContent)
    }
}
