public import Blobs
public import Files
public import HTTPSupport

/// What `/v3` takes pictures in with, and gives pictures and recordings out by.
public struct AccessMedia: Sendable {
    let blobs: any BlobStore
    let intake: PictureIntake
    let variants: ImageVariants
    let links: DownloadLinks

    public init(blobs: any BlobStore, intake: PictureIntake, variants: ImageVariants, links: DownloadLinks) {
        self.blobs = blobs
        self.intake = intake
        self.variants = variants
        self.links = links
    }
}
