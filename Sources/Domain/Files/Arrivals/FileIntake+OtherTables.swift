package import Basics
package import Blobs
package import Identity
package import Storage

/// What files need that are kept in tables of their own: they come in as all others do and count in the same quota.
extension FileIntake {
    /// Ends the writing, and looks for a virus alone: what it is, the caller decides.
    ///
    /// Whatever goes wrong, the arrival is over.
    package func scan(_ arrival: Arrival, named name: FileName) async throws -> Blob {
        do {
            let blob = try await arrival.finish()
            try await scan(blob, named: name, by: arrival.caller)
            return blob
        } catch {
            await arrival.abort()
            throw error
        }
    }

    /// Takes room for a kept file. Throws `insufficientStorage` where there is too little.
    ///
    /// - Parameter reservation: what was reserved for it, maybe for another organization.
    package func takeRoom(
        _ bytes: Int64, of organization: ID<Organization>, reservation: Reservation? = nil, in tx: any Transaction
    ) throws {
        try FileIntake.takeRoom(
            bytes, of: organization, reservation: reservation, standardQuota: standardQuota, in: tx)
    }

    /// Gives back the room of files that are no longer kept.
    package static func giveRoomBack(
        _ bytes: Int64, files: Int = 1, of organization: ID<Organization>, in tx: any Transaction
    ) throws {
        try QuotaTable.drop(bytes, files: files, of: organization, in: tx)
    }
}

extension Arrival {
    /// What was reserved for it; nil where it is small.
    package nonisolated var reserved: Reservation? { reservation }
}
