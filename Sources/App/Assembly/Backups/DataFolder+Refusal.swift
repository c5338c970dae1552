import Basics
import Foundation

extension DataFolder {
    /// Nobody works on half of an installation, nor on a backup, which would be no backup any more.
    static func refuseUnusable(_ path: String) throws {
        if FileManager.default.fileExists(atPath: "\(path)/\(Restore.stagingName)") {
            throw Failure(
                .conflict, code: "restore.unfinished",
                "A restore into \(path) was not finished. Run the same `gatehouse restore` again, or remove the folder."
            )
        }
        if FileManager.default.fileExists(atPath: BackupPlaces(root: path).checksums) {
            throw Failure(
                .conflict, code: "backup.read-only",
                "\(path) is a backup, which must stay as it is. `gatehouse restore --from \(path) --data NEW-FOLDER` makes a "
                    + "data folder of it.")
        }
    }
}
