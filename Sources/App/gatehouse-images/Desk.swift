import Glibc
import Images

/// Takes one call after the other from standard input and answers it, until there are no more.
struct Desk {
    let limits: ImageLimits

    func serve() {
        while let length = read(ImageMessage.lengthBytes).flatMap(ImageMessage.length), let body = read(length) {
            guard let call = ImageMessage.decode(body, as: ImageCall.self) else { return }
            Confinement.allow(seconds: limits.seconds)
            guard let answer = ImageMessage.encode(reply(to: call)), write(answer) else { return }
        }
    }

    private func reply(to call: ImageCall) -> ImageReply {
        do throws(ImageError) {
            switch call {
            case .facts(let path): return .done(try Inspection.facts(ofFileAt: path))
            case .convert(let conversion): return .done(try Conversion(conversion, limits: limits).run())
            }
        } catch {
            return .failed(error)
        }
    }

    /// Nil at the end of the input.
    private func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let read = bytes.withUnsafeMutableBytes { Glibc.read(0, $0.baseAddress.map { $0 + done }, count - done) }
            if read > 0 {
                done += read
            } else if read == 0 || errno != EINTR {
                return nil
            }
        }
        return bytes
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress.map { $0 + done }, bytes.count - done) }
            if written > 0 {
                done += written
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
