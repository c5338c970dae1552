import Access
import BrandFiles
import Catalog
import Events
import Files
import Identity
import ImportRuns
import Jobs
import Notifications
public import Storage

/// The whole schema: every area's migrations, in the order in which they refer to each other.
public enum Schema {
    public static let migrations: [Migration] =
        ListMigrations.all + IdentityMigrations.all + ProfileMigrations.all + OAuthMigrations.all + JobMigrations.all
        + EventMigrations.all + AccessMigrations.all + PlacesMigrations.all + DeliveryMigrations.all
        + PanelMigrations.all + TrailMigrations.all + FilesMigrations.all + UploadMigrations.all
        + ImportRunMigrations.all
        + CatalogMigrations.all + NotificationMigrations.all + BrandFileMigrations.all

    /// The tables that only grow.
    public static let monthly: [MonthlyTable] = [
        EventMigrations.outbox, AccessMigrations.doorReleases, AccessMigrations.messages, DeliveryMigrations.attempts,
        TrailMigrations.trail,
    ]
}
