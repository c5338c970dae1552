import Basics
public import Blobs
public import FileKinds
import Identity
public import Images
public import Scanning

/// Looks at what came in: what it is by its bytes, how large an image is, and whether it carries a virus.
public struct FileExaminer: Sendable {
    private let blobs: any BlobStore
    private let detector: FileKindDetector
    private let images: any ImageProcessor
    /// Nil: files are not scanned.
    private let scanner: (any VirusScanner)?

    public init(
        blobs: any BlobStore, detector: FileKindDetector, images: any ImageProcessor, scanner: (any VirusScanner)?
    ) {
        self.blobs = blobs
        self.detector = detector
        self.images = images
        self.scanner = scanner
    }

    /// Throws `invalid` where the bytes are not what the name says.
    ///
    /// - Parameter bytes: all of the blob's, where they are in memory.
    func examine(_ blob: Blob, _ bytes: [UInt8]? = nil, named name: FileName) async throws -> ExaminedContent {
        if let found = try bytes?.withUnsafeBytes({ try detector.inspect(whole: $0, named: name.text) }),
            !found.kind.isImage
        {
            return try await content(blob, found, named: name, path: nil)
        }
        return try await blobs.withLocalFile(blob.digest) { path in
            try await content(blob, try detector.inspect(fileAt: path, named: name.text), named: name, path: path)
        }
    }

    private func content(
        _ blob: Blob, _ found: FileInspection, named name: FileName, path: String?
    ) async throws -> ExaminedContent {
        let promised = name.fileExtension.flatMap { FileKind.named(extension: $0) }
        let word = name.fileExtension ?? found.kind.rawValue
        guard promised == nil ? found.kind == .unknown || name.fileExtension == nil : promised == found.kind else {
            throw FileRefusal.wrongContent(word)
        }
        var facts: ImageFacts?
        if found.kind.isImage, let path { facts = try await self.facts(ofFileAt: path, word) }
        return ExaminedContent(
            blob: blob, kind: found.kind, isInlineSafe: found.mayBeShownInline, width: facts?.width,
            height: facts?.height)
    }

    /// The name of the virus in it; nil where there is none. Throws `unavailable` where the scanner does not answer:
    /// what was not scanned is not taken.
    func virus(in blob: Blob) async throws -> String? {
        guard let scanner else { return nil }
        let reader = try await blobs.open(blob.digest)
        do {
            switch try await scanner.scan({ try await reader.read(offset: $0, most: largestBlobRead) }) {
            case .clean: return nil
            case .infected(let signature): return signature
            }
        } catch ScanError.tooLarge {
            throw Failure(
                .tooLarge, code: "file.not-scanned",
                "The file is larger than what the virus scanner takes. Ask the operator to raise its StreamMaxLength.",
                fields: [("filesize", ["The file is larger than what the virus scanner takes."])])
        } catch {
            throw Failure(
                .unavailable, code: "scanner.unavailable",
                "Files are scanned for viruses, and the scanner does not answer. Try again in a moment.", cause: error)
        }
    }

    private func facts(ofFileAt path: String, _ word: String) async throws -> ImageFacts {
        do {
            return try await images.facts(ofFileAt: path)
        } catch .notAnImage, .refused {
            throw FileRefusal.wrongContent(word)
        } catch .tooLarge(let width, let height, _, let most) {
            throw Failure.invalid(
                "file", code: "image.too-large",
                "The image has \(width) × \(height) pixels; at most \(most) in all are taken.")
        } catch {
            throw Failure(
                .unavailable, code: "images.unavailable", "The image cannot be looked at now. Try again in a moment.",
                cause: error)
        }
    }
}
