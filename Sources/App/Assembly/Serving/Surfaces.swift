import AccessAPI
import AccountsAPI
import Basics
import BrandFileAPI
import CustomerDocumentAPI
import Events
import FilerAPI
import HTTPSupport
import HTTPTypes
import Hummingbird
import IntercomAdminAPI
import PanelAPI
import PushAPI
import Storage
import UploadsAPI

/// The names of all surfaces, as the settings know them.
public let surfaceNames = [
    IntercomAdminSurface.name, PushSurface.name, CustomerDocumentSurface.name, FilerSurface.name, UploadsSurface.name,
    BrandFileSurface.name, AccountsSurface.name, AccessSurface.name, PanelSurface.name,
]

/// Puts the surfaces that are switched on behind one responder.
struct Surfaces {
    let services: Services
    let hub: PushHub
    let lines: PanelLines
    let departure: Departure
    let version: String

    var pushSettings: PushSettings {
        PushSettings(
            appKey: services.settings.pushAppKey,
            secret: Secret(services.secret.authenticationCode(for: "push channels")),
            activityTimeout: services.settings.pushActivityTimeout, recheck: services.settings.pushRecheck)
    }

    func responder() throws -> CrossOriginAnswers<SurfaceDispatcher> {
        var dispatcher = SurfaceDispatcher()
        var fragments: [(fragment: OpenAPIFragment, prefix: String)] = []
        let brakes = SignInBrakes(clients: ClientAddress(proxies: services.settings.proxies))
        for surface in enabled(behind: brakes) {
            dispatcher = dispatcher.adding(
                type(of: surface.surface).roots, at: surface.location,
                responder: surface.surface.makeRouter().buildResponder())
            fragments.append((type(of: surface.surface).openAPI, surface.location.prefix))
        }
        fragments.append((HouseRoutes.openAPI, ""))
        let house = HouseRoutes(
            document: try OpenAPIDocument(version: version, fragments: fragments), storage: services.storage,
            departure: departure)
        dispatcher = dispatcher.adding(
            HouseRoutes.roots, at: SurfaceLocation(), responder: house.makeRouter().buildResponder())
        return CrossOriginAnswers(services.settings.origins, of: dispatcher)
    }

    private func enabled(behind brakes: SignInBrakes) -> [(surface: any Surface, location: SurfaceLocation)] {
        var enabled: [(surface: any Surface, location: SurfaceLocation)] = []
        let settings = services.settings
        if let location = settings.surfaces[IntercomAdminSurface.name] {
            let surface = IntercomAdminSurface(
                tokens: services.tokens, limit: limit(of: IntercomAdminSurface.self), panels: services.panels,
                flats: services.flats, keys: services.keys,
                runs: services.summaries, exports: services.exports, blobs: services.blobs, links: services.links,
                location: location, uploadLimit: settings.uploadLimit)
            enabled.append((surface, location))
        }
        if let location = settings.surfaces[PushSurface.name] {
            let surface = PushSurface(
                settings: pushSettings, hub: hub, outbox: services.outbox, tokens: services.tokens,
                limit: limit(of: PushSurface.self), location: location)
            enabled.append((surface, location))
        }
        if let location = settings.surfaces[CustomerDocumentSurface.name] {
            let surface = CustomerDocumentSurface(
                tokens: services.tokens, limit: limit(of: CustomerDocumentSurface.self),
                passwords: services.passwords, brakes: brakes, documents: services.documents,
                downloads: services.downloads, location: location, session: settings.documentSession)
            enabled.append((surface, location))
        }
        if let location = settings.surfaces[FilerSurface.name] {
            let surface = FilerSurface(
                tokens: services.tokens, limit: limit(of: FilerSurface.self), files: services.firmFiles,
                images: services.imageVariants,
                blobs: services.blobs)
            enabled.append((surface, location))
        }
        if let location = settings.surfaces[UploadsSurface.name] {
            let surface = UploadsSurface(
                tokens: services.tokens, limit: limit(of: UploadsSurface.self), uploads: services.uploads,
                links: services.fileLinks,
                downloads: services.downloads, downloadLinks: services.links, blobs: services.blobs, location: location,
                forms: UploadTargets.failureForms, plainForm: FilerErrors.response)
            enabled.append((surface, location))
        }
        if let location = settings.surfaces[BrandFileSurface.name] {
            let surface = BrandFileSurface(
                tokens: services.tokens, limit: limit(of: BrandFileSurface.self), catalogue: services.catalogue,
                files: services.brandFiles, notifications: services.notifications, blobs: services.blobs)
            enabled.append((surface, location))
        }
        return enabled + doors(behind: brakes)
    }

    func limit(of surface: any Surface.Type) -> CallerLimit {
        CallerLimit(services.settings.rates[surface.name])
    }
}
