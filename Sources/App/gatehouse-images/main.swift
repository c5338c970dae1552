import Glibc
import Images

// Looks at images and makes others of them, for `gatehouse`, which starts it and speaks to it by messages on standard
// input and output: a process of its own, so that a decoder that fails takes nothing else with it.
guard let limits = ImageLimits(arguments: Array(CommandLine.arguments.dropFirst())) else {
    complain("gatehouse-images is started by gatehouse, with four limits, and is not for use by hand.")
    exit(2)
}
do {
    try PictureLibrary.start()
    try Confinement.enter(limits)
} catch {
    complain("gatehouse-images could not start: \(error)")
    exit(3)
}
Desk(limits: limits).serve()

func complain(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = write(2, line, line.count)
}
