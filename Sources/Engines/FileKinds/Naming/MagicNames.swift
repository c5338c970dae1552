import CMagic
import Synchronization

/// What libmagic calls bytes that are of no kind of ours.
///
/// Its signatures alone are asked, not its looks into archives and executables. A cookie serves one caller at a time;
/// some are kept.
final class MagicNames: Sendable {
    private static let kept = 4
    /// Bytes that are looked at.
    private static let most = 4096
    private let free = Mutex<[Cookie]>([])

    /// As in `application/x-dosexec`; nil where libmagic does not know either, or its database is missing.
    func mediaType(of head: ByteView) -> String? {
        guard let cookie = free.withLock({ $0.popLast() }) ?? Cookie() else { return nil }
        let text = cookie.mediaType(of: head.prefix(Self.most).bytes)
        free.withLock { cookies in
            if cookies.count < Self.kept { cookies.append(cookie) }
        }
        return text
    }

    /// An open libmagic with its database, for one caller at a time.
    private final class Cookie: @unchecked Sendable {
        private let cookie: magic_t

        init?() {
            let flags =
                MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF
                | MAGIC_NO_CHECK_APPTYPE | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_JSON
                | MAGIC_NO_CHECK_TEXT | MAGIC_NO_CHECK_ENCODING | MAGIC_NO_CHECK_TOKENS
            guard let cookie = magic_open(flags) else { return nil }
            self.cookie = cookie
            limit(MAGIC_PARAM_INDIR_MAX, 5)
            limit(MAGIC_PARAM_NAME_MAX, 20)
            limit(MAGIC_PARAM_REGEX_MAX, 512)
            guard magic_load(cookie, nil) == 0 else { return nil }
        }

        deinit { magic_close(cookie) }

        func mediaType(of bytes: UnsafeRawBufferPointer) -> String? {
            guard let text = magic_buffer(cookie, bytes.baseAddress, bytes.count) else { return nil }
            let type = String(cString: text)
            let isName = type.utf8.allSatisfy { $0.isASCIILetter || (0x2B...0x39).contains($0) || $0 == 0x5F }
            guard isName, type.utf8.count <= 127, type != "application/octet-stream", type.contains("/") else {
                return nil
            }
            return type
        }

        private func limit(_ parameter: Int32, _ value: Int) {
            var value = value
            magic_setparam(cookie, parameter, &value)
        }
    }
}
