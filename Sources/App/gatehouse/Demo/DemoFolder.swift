import Basics
import Foundation

/// The folder of a demo, made anew; one that is not a demo's is never touched.
struct DemoFolder {
    let path: String

    private static let marker = "this-is-a-gatehouse-demo"

    init(at path: String) throws {
        let manager = FileManager.default
        if manager.fileExists(atPath: path) {
            guard manager.fileExists(atPath: "\(path)/\(DemoFolder.marker)") else {
                throw Failure(
                    .conflict, code: "demo.folder",
                    "\(path) is there and is no demo's. Name another folder with --data.")
            }
            try manager.removeItem(atPath: path)
        }
        try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard manager.createFile(atPath: "\(path)/\(DemoFolder.marker)", contents: nil) else {
            throw Failure(
                .unavailable, code: "demo.folder", "\(path) cannot be written. Name another folder with --data.")
        }
        self.path = path
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }
}
