import Basics
import CPQ
import Storage

/// Which server to connect to, and how.
struct ConnectionTarget: Sendable {
    private let url: String
    private let connectTimeout: Duration
    private let statementTimeout: Duration

    init(url: String, connectTimeout: Duration, statementTimeout: Duration) throws {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        // libpq's own words may repeat a part of the URL, and with it the password.
        guard options != nil else {
            throw StorageError.unavailable(
                "the URL is not one of PostgreSQL; write postgresql://user:password@host:port/database")
        }
        self.url = url
        self.connectTimeout = connectTimeout
        self.statementTimeout = statementTimeout
    }

    /// What libpq is told. What stands before `dbname` are defaults that the URL may override.
    var parameters: [(name: String, value: String)] {
        [
            ("fallback_application_name", "gatehouse"),
            ("connect_timeout", String(max(2, connectTimeout.wholeMicroseconds / 1_000_000))),
            ("keepalives_idle", "30"),
            ("tcp_user_timeout", "60000"),
            ("dbname", url),
            ("client_encoding", "UTF8"),
        ]
    }

    /// Run on a new connection. Cursors are read to their end, so they are planned for that.
    var preparation: String {
        """
        SET client_min_messages = error;
        SET standard_conforming_strings = on;
        SET cursor_tuple_fraction = 1.0;
        SET statement_timeout = \(max(0, statementTimeout.wholeMicroseconds / 1000));
        """
    }
}
