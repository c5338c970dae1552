import Basics
import HTTPSupport
import Identity

/// Asks a person whether a program may act for them.
struct ConsentPage {
    let request: AuthorizationRequest
    let query: AuthorizeQuery
    let session: BrowserSession
    /// The hidden field of our forms.
    let input: HTML
    let prefix: String

    var page: Page {
        Page(
            title: "Allow \(request.client.name)?",
            content: """
                <h1>Allow \(request.client.name)?</h1>
                <p>\(request.client.name) wants to act for you. It could then</p>
                <ul>
                <li>see the homes where you live and those that you look after</li>
                <li>open doors, and answer who rings</li>
                <li>give keys and codes, and take them back</li>
                <li>see your name and what you sign in with</li>
                </ul>
                <form method="post" action="\(prefix)/oauth/authorize">
                \(input)
                <input type="hidden" name="request" value="\(query.text)">
                <button name="decision" value="allow">Allow</button>
                <button name="decision" value="deny" class="second">Do not allow</button>
                </form>
                <p class="quiet who">\(destination)<br>Signed in as <strong>\(session.name ?? session.login.text)</strong>.
                <a href="\(prefix)/login?continue=\(AuthorizeQuery.encoded(query.text))">Use another account</a></p>
                """,
            formTarget: request.redirectURI.formTarget)
    }

    private var destination: HTML {
        guard request.redirectURI != .outOfBand else {
            return "You will then be shown a code to copy."
        }
        return "You will then be sent to <strong>\(request.redirectURI.place)</strong>."
    }
}

/// Shows the code of a program that cannot be sent one.
struct CodePage {
    let code: Secret
    let program: String

    var page: Page {
        Page(
            title: "Your code",
            content: """
                <h1>Your code</h1>
                <p>Copy this code into \(program). It works once, and only for a short while.</p>
                <code class="key">\(code.exposed)</code>
                <p class="quiet">Give it to nobody else. You may close this page afterwards.</p>
                """)
    }
}
