public import Basics

extension BlobError: FailureConvertible {
    public var failure: Failure {
        switch self {
        case .full:
            Failure(
                .insufficientStorage, code: "blobs.full",
                "The server's disk is full. Nothing was kept; try again when there is room.", cause: self)
        case .unavailable:
            Failure(
                .unavailable, code: "blobs.unavailable", "The file store does not answer. Try again shortly.",
                cause: self)
        case .missing:
            Failure(.notFound, code: "blobs.missing", "This file is not kept any more.", cause: self)
        case .writerEnded, .system:
            Failure(.internal, code: "blobs.error", "Something went wrong on our side. Try again.", cause: self)
        }
    }
}
