import Blobs
import FileKinds
import Files
import Images
import Scanning
import ScannerClamd

extension Settings {
    /// What looks at files that come in, as the settings say.
    func fileExaminer(blobs: any BlobStore) throws -> FileExaminer {
        var options = ImageWorkers.Options()
        options.workers = imageWorkers
        return FileExaminer(
            blobs: blobs, detector: FileKindDetector(),
            images: ImageWorkers(
                executable: imageWorker.isEmpty ? ImageWorkers.executableBesideThisOne() : imageWorker,
                options: options),
            scanner: fileScanner.isEmpty ? nil : ClamdScanner(try ClamdAddress(fileScanner)))
    }
}
