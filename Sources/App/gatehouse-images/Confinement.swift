import CConfinement
import Glibc
import Images

/// What the process may not do any more, whoever comes to command it.
enum Confinement {
    struct Refused: Error {
        let what: String
        let code: Int32
    }

    static func enter(_ limits: ImageLimits) throws(Refused) {
        try limit(RLIMIT_AS, to: limits.memory, "memory")
        try limit(RLIMIT_FSIZE, to: limits.output, "output")
        try limit(RLIMIT_CORE, to: 0, "core")
        try limit(RLIMIT_NOFILE, to: 128, "open files")
        guard give_up_new_privileges() == 0 else { throw Refused(what: "privileges", code: errno) }
        // A kernel without filters still has all of the above.
        _ = give_up_the_outside()
        // A file that grows too large is an error of `write` and no signal.
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Gives the next image so many seconds of the processor.
    static func allow(seconds: Int) {
        var usage = rusage()
        guard getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return }
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit) == 0 else { return }
        let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        limit.rlim_cur = min(limit.rlim_max, rlim_t(used + seconds + 1))
        setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
    }

    private static func limit(_ resource: __rlimit_resource, to value: Int, _ what: String) throws(Refused) {
        var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
        guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else {
            throw Refused(what: what, code: errno)
        }
    }
}
