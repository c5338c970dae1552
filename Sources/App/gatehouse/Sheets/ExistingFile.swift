import Basics
import Foundation

/// The path, if a file is there that can be read.
func existing(_ path: String) throws -> String {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Failure(.notFound, code: "file.missing", "There is no such file: \(path)")
    }
    guard !isFolder.boolValue, manager.isReadableFile(atPath: path) else {
        throw Failure(.invalid, code: "file.unreadable", "\(path) is no file that can be read.")
    }
    return path
}
