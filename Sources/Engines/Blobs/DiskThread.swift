import Dispatch

/// A thread for an actor whose work waits for the disk.
///
/// An `fsync` may take seconds, and Swift has only as many cooperative threads as the machine has cores: waiting there
/// would stop everything else. Each actor has a serial queue, which takes a thread of its own only while it works; a
/// change of threads costs about 10 µs, a piece of 64 KiB ten times that to hash and write.
package final class DiskThread: SerialExecutor {
    private let queue = DispatchQueue(label: "blobs")

    package init() {}

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
