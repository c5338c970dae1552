import AccessAPI
import AccountsAPI
import Basics
import HTTPSupport
import PanelAPI

extension Surfaces {
    /// Signing in, the doors for apps, and the doors for panels.
    func doors(behind brakes: SignInBrakes) -> [(surface: any Surface, location: SurfaceLocation)] {
        var enabled: [(surface: any Surface, location: SurfaceLocation)] = []
        let settings = services.settings
        if let location = settings.surfaces[AccountsSurface.name] {
            let surface = AccountsSurface(
                server: services.authorization, callers: callers(of: AccountsSurface.self, at: location),
                programs: services.programs, users: services.users, passwords: services.passwords,
                sessions: services.browserSessions,
                secret: Secret(services.secret.authenticationCode(for: "forms")),
                brakes: brakes, location: location)
            enabled.append((surface, location))
        }
        if let location = settings.surfaces[AccessSurface.name] {
            let surface = AccessSurface(
                callers: callers(of: AccessSurface.self, at: location), rooms: services.rooms,
                media: AccessMedia(
                    blobs: services.blobs, intake: services.pictures, variants: services.imageVariants,
                    links: services.links),
                location: location)
            enabled.append((surface, location))
        }
        if let location = settings.surfaces[PanelSurface.name] {
            enabled.append((panelSurface, location))
        }
        return enabled
    }

    private var panelSurface: PanelSurface {
        PanelSurface(
            rooms: services.rooms, lines: lines, blobs: services.blobs, temporary: services.folder.temporary,
            rate: services.settings.rates[PanelSurface.name], openFor: services.settings.panelOpenTime)
    }

    /// Tokens are issued by the accounts' surface, wherever they are shown.
    private func callers(of surface: any Surface.Type, at location: SurfaceLocation) -> UserAuthentication {
        UserAuthentication(
            server: services.authorization, tokens: services.tokens, limit: limit(of: surface),
            location: services.settings.surfaces[AccountsSurface.name] ?? location)
    }
}
