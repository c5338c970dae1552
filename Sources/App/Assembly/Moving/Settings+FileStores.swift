import Basics
import Blobs
import BlobsS3
import Foundation
import Logging

extension Settings {
    /// The store of files that a folder or the URL of a bucket names. A bucket is not asked before it is needed.
    ///
    /// - Parameter mustExist: whether a folder without files is refused instead of made.
    func openFiles(
        _ location: String, mustExist: Bool = false, logger: Logger = Logger(label: "files")
    ) throws -> any BlobStore {
        switch try FilesLocation(location, data: data) {
        case .folder(let path):
            if mustExist, !FileManager.default.fileExists(atPath: path + "/blobs") {
                throw Failure(
                    .notFound, code: "copy.no-files",
                    "There are no files at \(path). Name the folder `files` in the data folder of an installation.")
            }
            return try DiskBlobStore(root: path)
        case .bucket(let location, _):
            try bucketAccess.check()
            return S3BlobStore(
                location, bucketAccess.credentials, temporary: try DataFolder(at: data).temporary,
                options: bucketAccess.options, logger: logger)
        }
    }
}
