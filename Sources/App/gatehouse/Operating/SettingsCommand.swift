import ArgumentParser
import Assembly

struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "List every setting, its default and its meaning, as Markdown.")

    func run() {
        print("| setting | environment | default | meaning |")
        print("| --- | --- | --- | --- |")
        for setting in Setting.all {
            print("| `\(setting.key)` | `\(setting.variable)` | \(setting.standard.shown) | \(setting.meaning) |")
        }
    }
}

extension Setting.Standard {
    fileprivate var shown: String {
        switch self {
        case .text(let text): text.isEmpty ? "" : "`\(text)`"
        case .integer(let number): "`\(number)`"
        case .flag(let flag): "`\(flag)`"
        }
    }
}
