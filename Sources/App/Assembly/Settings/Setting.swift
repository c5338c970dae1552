import FilerAPI

/// One thing that an operator may decide, with the value that holds when nobody does.
public struct Setting: Sendable {
    public enum Standard: Sendable, Equatable {
        case text(String)
        case integer(Int)
        case flag(Bool)
    }

    /// Words separated by dots: `upload.limit`.
    public let key: String
    public let standard: Standard
    /// What it decides, for the operator; units included.
    public let meaning: String

    /// Whether nobody but the operator may know the value.
    var isSecret: Bool {
        [
            "secret", "database", "files.secret-key", "files.session-token", "mail.password", "sms.url", "sms.body",
            "sms.headers", "calls.twilio-secret",
        ].contains(key)
    }

    /// Its name in the environment: `GATEHOUSE_UPLOAD_LIMIT`.
    public var variable: String {
        "GATEHOUSE_" + key.uppercased().map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
    }
}

extension Setting {
    /// Every setting there is.
    public static let all: [Setting] =
        [
            Setting("host", "127.0.0.1", "The address to listen on; `0.0.0.0` for every one of the machine's."),
            Setting("port", 8080, "The port to listen on; 0 picks a free one."),
            Setting(
                "public-url", "",
                "`https://host[:port]` by which clients reach this server, for links. Empty: as each request's Host header says."
            ),
            Setting(
                "origins", "",
                "Origins of web pages, such as `https://app.example.org`, that may ask this server from a browser, separated "
                    + "by commas; `*` for every one. Empty: none."),
            Setting(
                "proxies", 0,
                "Proxies in front, each of which adds its client to `X-Forwarded-For`; who guesses passwords is slowed down by "
                    + "that address. 0: the header is not believed."),
            Setting("data", "gatehouse-data", "The folder of the database, the files and the secret."),
            Setting(
                "database", "",
                "`sqlite:PATH`, or `postgresql://USER:PASSWORD@HOST/DATABASE` for many machines. "
                    + "Empty: `gatehouse.sqlite` in the data folder."),
            Setting("database.connections", 10, "Connections of one process to PostgreSQL, at most."),
            Setting(
                "database.waiting", 1000, "Requests that may wait for such a connection; more are refused with 503."),
            Setting(
                "database.listen", true,
                "Whether PostgreSQL tells of the other servers' work and news; false behind a pooler that shares connections "
                    + "between transactions."),
            Setting("database.statement-timeout", 120, "Seconds that PostgreSQL may take for one statement."),
            Setting(
                "files", "",
                "`s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION` for many machines; without an endpoint it is "
                    + "Amazon's, and `addressing=path` or `virtual`, `payload=signed`, `unsigned` or `streaming` say how to ask. "
                    + "Empty: `files` in the data folder."),
            Setting("files.access-key", "", "The access key of the bucket; not a secret."),
            Setting("files.secret-key", "", "The secret key of the bucket."),
            Setting("files.session-token", "", "The session token of temporary keys. Empty: the keys last."),
            Setting(
                "files.timeout", 30,
                "Seconds that one operation on the bucket may take, tried again where that helps; "
                    + "one more for each MiB."),
            Setting("files.connections", 16, "Connections of one process to the bucket's host, at most."),
            Setting(
                "secret", "",
                "Signs links and push channels; 32 characters or more. Empty: made once and kept in the data folder."),
            Setting("log.level", "info", "trace, debug, info, notice, warning, error or critical."),
            Setting("upload.limit", 200 * 1024 * 1024, "Most bytes in the body of an upload."),
            Setting("upload.hash-lifetime", 900, "Seconds in which a staged workbook can be confirmed."),
            Setting("upload.retention", 90 * 86_400, "Seconds for which finished uploads keep their workbooks."),
            Setting(
                "upload.lifetime", 86_400,
                "Seconds for which an upload in pieces waits for more bytes, and for which those of a whole one can be had."
            ),
            Setting("document.limit", 10_000_000, "Most bytes of a customer's document."),
            Setting("document.session", 900, "Seconds for which a sign-in with a password is good."),
            Setting("oauth.code-lifetime", 60, "Seconds in which a program exchanges a code for tokens."),
            Setting("oauth.session", 43_200, "Seconds for which a browser stays signed in."),
            Setting("filer.limit", 20_000_000, "Most bytes of a file of the filer."),
            Setting("file.quota", 10_000_000_000, "Bytes that an organization may keep, unless it was given a quota."),
            Setting("file.retention", 30 * 86_400, "Seconds in which a deleted file can be had back."),
            Setting("file.patience", 3600, "Seconds for which room is kept for an upload of which nothing more comes."),
            Setting(
                "file.scanner", "",
                "The virus scanner: `unix:PATH` or `tcp:HOST:PORT` of a clamd. Empty: files are not scanned."),
            Setting(
                "image.worker", "", "The program that reads images. Empty: `gatehouse-images` beside this program."),
            Setting("image.workers", 2, "Images that are worked on at the same time."),
            Setting("image.limit", 20_000_000, "Most bytes of an image that is fetched from the web."),
            Setting(
                "outbound.private", false,
                "Whether addresses outside the public Internet may be asked, as those of images: only where everybody who "
                    + "uploads is trusted with this network."),
            Setting("link.lifetime", 86_400, "Seconds for which a signed link works."),
            Setting("check.slots", 2, "Workbooks that are read at the same time."),
            Setting("check.waiting", 32, "Workbooks that may wait to be read; more are refused with 503."),
            Setting(
                "work.inside", true, "Whether the server also does the work that is queued; else run `gatehouse work`."),
            Setting("work.concurrency", 2, "Loads that a process does at the same time."),
            Setting("work.lease", 30, "Seconds after which the work of a process that says nothing is taken over."),
            Setting("work.poll", 1, "Seconds between two looks for work that nobody told of."),
            Setting("sweep.interval", 3600, "Seconds between two sweeps of files that nothing refers to."),
            Setting("sweep.grace", 86_400, "Seconds for which an unused file is spared; longer than any upload takes."),
            Setting(
                "mail.server", "",
                "`HOST` or `HOST:PORT` of the server that takes mail to visitors who are given a key. Empty: none is sent."
            ),
            Setting(
                "mail.security", "starttls",
                "`starttls` (port 587), `tls` (port 465), or `none` (port 25) for a server on this machine alone."),
            Setting("mail.user", "", "Who signs in at the mail server. Empty: nobody does."),
            Setting("mail.password", "", "The password at the mail server."),
            Setting("mail.from", "", "Who mail is from: `doors@example.org` or `Doors <doors@example.org>`."),
            Setting(
                "mail.ca-file", "",
                "A file of certificates (PEM) that are believed instead of the system's, for a mail server of one's own."
            ),
            Setting("mail.timeout", 30, "Seconds that handing over one mail may take."),
            Setting(
                "sms.url", "",
                "The URL of a gateway that sends texts to phones; `{to}` and `{text}` in it are filled in. Empty: none is sent."
            ),
            Setting("sms.method", "POST", "`POST`, `PUT` or `GET`."),
            Setting(
                "sms.content-type", "application/json",
                "What the request's body is: JSON, or `application/x-www-form-urlencoded`."),
            Setting(
                "sms.body", "{\"to\": \"{to}\", \"text\": \"{text}\"}",
                "The request's body; `{to}` and `{text}` are filled in, escaped as the body's type wants."),
            Setting(
                "sms.headers", "", "Further headers as a JSON object, such as `{\"Authorization\": \"Bearer …\"}`."),
            Setting(
                "webhooks.allow-private-addresses", false,
                "Whether webhooks may lead to addresses outside the public Internet: only where everybody who makes them is "
                    + "trusted with this network."),
            Setting(
                "webhooks.concurrency", 16, "Webhooks and visitors that a process sends something to at the same time."),
            Setting(
                "calls.twilio-account", "",
                "The SID (`AC…`) of the Twilio account that carries the video of calls. Empty: apps are given tokens of this server's own."
            ),
            Setting("calls.twilio-key", "", "The SID (`SK…`) of an API key of that account; not a secret."),
            Setting("calls.twilio-secret", "", "The secret of that key."),
            Setting("push.app-key", "gatehouse", "The key by which Pusher clients name this server; not a secret."),
            Setting("push.connections", 10_000, "Push connections at the same time; more are answered with 4100."),
            Setting(
                "push.activity-timeout", 40, "Seconds of silence after which a push client is asked whether it lives."),
            Setting("push.recheck", 60, "Seconds between two looks whether a push client's token is still in force."),
            Setting("push.poll", 250, "Milliseconds between two looks for news that nobody told of."),
            Setting("panel.connections", 20_000, "Streams to panels at the same time; more are refused with 503."),
            Setting("panel.open-time", 5000, "Milliseconds for which a panel is to keep its door open."),
            Setting(
                "shutdown.drain", 0,
                "Seconds for which a stopped server still answers but is not ready, so that a balancer turns away from it."
            ),
            Setting("shutdown.grace", 30, "Seconds that requests and loads have to finish when the server is stopped."),
        ]
        + surfaceNames.flatMap { name in
            [
                Setting("surface.\(name).enabled", true, "Whether the surface \(name) answers."),
                Setting(
                    "surface.\(name).host", "", "The host name under which alone \(name) answers; empty: every one."),
                Setting("surface.\(name).prefix", "", "A path before all paths of \(name), such as `/gate`."),
                Setting(
                    "surface.\(name).rate", name == FilerSurface.name ? 10 : 0,
                    "Requests to \(name) that a caller may make each second; more are answered with 429. 0: any number."
                ),
                Setting(
                    "surface.\(name).burst", 20, "Requests to \(name) that a caller may make at once after a pause."),
            ]
        }

    private init(_ key: String, _ standard: String, _ meaning: String) {
        self.init(key: key, standard: .text(standard), meaning: meaning)
    }

    private init(_ key: String, _ standard: Int, _ meaning: String) {
        self.init(key: key, standard: .integer(standard), meaning: meaning)
    }

    private init(_ key: String, _ standard: Bool, _ meaning: String) {
        self.init(key: key, standard: .flag(standard), meaning: meaning)
    }
}
