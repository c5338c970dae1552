public import ServiceLifecycle

/// Hears what the other processes on the database tell. To stand before what it wakes, so that it ends after it.
public struct Listening: Service {
    private let bell: Bell

    public init(_ services: Services) {
        bell = services.bell
    }

    public func run() async {
        await cancelWhenGracefulShutdown {
            await bell.listen()
            // Where there is nothing to hear, a service must go on all the same.
            while (try? await Task.sleep(for: .seconds(3600))) != nil {}
        }
    }
}
