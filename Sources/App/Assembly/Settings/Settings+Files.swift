import Blobs
import FileKinds
import Files
import Images
import ScannerClamd
import Scanning

extension Settings {
    /// What works on images, in processes of their own; to be made once, for it bounds how many there are.
    func imageProcessor() -> any ImageProcessor {
        var options = ImageWorkers.Options()
        options.workers = imageWorkers
        return ImageWorkers(
            executable: imageWorker.isEmpty ? ImageWorkers.executableBesideThisOne() : imageWorker, options: options)
    }

    /// What looks at files that come in, as the settings say.
    func fileExaminer(blobs: any BlobStore, images: any ImageProcessor) throws -> FileExaminer {
        FileExaminer(
            blobs: blobs, detector: FileKindDetector(), images: images,
            scanner: fileScanner.isEmpty ? nil : ClamdScanner(try ClamdAddress(fileScanner)))
    }
}
