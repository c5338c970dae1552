import AccessAPI
import AccountsAPI
import HTTPSupport
import PanelAPI

extension Surfaces {
    /// Signing in, the doors for apps, and the doors for panels.
    var doors: [(surface: any Surface, location: SurfaceLocation)] {
        var enabled: [(surface: any Surface, location: SurfaceLocation)] = []
        let settings = services.settings
        if let location = settings.surfaces[AccountsSurface.name] {
            enabled.append((AccountsSurface(server: services.authorization, location: location), location))
        }
        if let location = settings.surfaces[AccessSurface.name] {
            let callers = UserAuthentication(
                server: services.authorization, tokens: services.tokens, limit: limit(of: AccessSurface.self),
                location: settings.surfaces[AccountsSurface.name] ?? location)
            enabled.append((AccessSurface(callers: callers, rooms: services.rooms, location: location), location))
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
}
