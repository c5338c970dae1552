import Basics
import Blobs
import Foundation

extension Settings {
    /// The store of files that a folder names.
    ///
    /// - Parameter mustExist: whether a folder without files is refused instead of made.
    func openFiles(_ location: String, mustExist: Bool = false) throws -> any BlobStore {
        if mustExist, !FileManager.default.fileExists(atPath: location + "/blobs") {
            throw Failure(
                .notFound, code: "copy.no-files",
                "There are no files at \(location). Name the folder `files` in the data folder of an installation.")
        }
        return try DiskBlobStore(root: location)
    }
}
