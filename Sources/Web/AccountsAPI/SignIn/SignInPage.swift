import HTTPTypes
import Hummingbird

/// Asks who somebody is.
struct SignInPage {
    /// The program that they come from, where one is known.
    let program: String?
    /// What it asks, which goes on afterwards.
    let query: AuthorizeQuery?
    let login: String
    let problem: String?
    /// The hidden field of our forms.
    let input: HTML
    let prefix: String

    func page(status: HTTPResponse.Status) -> Page {
        Page(
            title: "Sign in",
            content: """
                <h1>Sign in</h1>
                \(purpose)\(warning)
                <form method="post" action="\(prefix)/login">
                \(input)\(continuation)
                <label for="login">E-mail address or phone number</label>
                <input id="login" name="login" type="text" autocomplete="username" autocapitalize="none"
                spellcheck="false" required maxlength="254" value="\(login)"\(login.isEmpty ? " autofocus" : "")>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required
                maxlength="200"\(login.isEmpty ? "" : " autofocus")>
                <button>Sign in</button>
                </form>
                """,
            status: status)
    }

    private var purpose: HTML {
        program.map { "<p class=\"quiet\">to go on to <strong>\($0)</strong></p>" } ?? .none
    }

    private var warning: HTML {
        problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" } ?? .none
    }

    private var continuation: HTML {
        query.map { "<input type=\"hidden\" name=\"continue\" value=\"\($0.text)\">" } ?? .none
    }
}

/// Tells who is signed in, and lets them leave.
struct SignedInPage {
    /// Nil: nobody any more.
    let who: String?
    let input: HTML
    let prefix: String

    func page(status: HTTPResponse.Status) -> Page {
        Page(
            title: "Signed in",
            content: """
                <h1>\(who == nil ? "Signed out" : "You are signed in")</h1>
                \(who.map { "<p class=\"quiet\">as <strong>\($0)</strong></p>" } ?? .none)
                <form method="post" action="\(prefix)/logout">
                \(input)
                <button class="second">Sign out</button>
                </form>
                """,
            status: status)
    }
}
