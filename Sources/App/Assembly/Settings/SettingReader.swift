import Basics
import Configuration
import SystemPackage

/// Reads settings from the command line, the environment and a file; the first that names one decides.
public struct SettingReader: Sendable {
    private let providers: [any ConfigProvider]

    /// - Parameters:
    ///   - arguments: `key=value` as given with `--set`.
    ///   - environment: the process's, of which `GATEHOUSE_…` counts.
    ///   - file: a JSON file whose objects nest where keys have dots; nil for none.
    public init(arguments: [String], environment: [String: String], file: String?) async throws {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for argument in arguments {
            let halves = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard halves.count == 2, let setting = Setting.all.first(where: { $0.key == halves[0] }) else {
                throw SettingReader.unknown(argument)
            }
            values[SettingReader.key(setting)] = try setting.value(of: halves[1])
        }
        var providers: [any ConfigProvider] = [
            InMemoryProvider(name: "the command line", values: values),
            KeyMappingProvider(upstream: EnvironmentVariablesProvider(environmentVariables: environment)) { key in
                AbsoluteConfigKey(["gatehouse"] + key.components, context: key.context)
            },
        ]
        if let file {
            do {
                providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
            } catch {
                throw Failure(
                    .invalid, code: "configuration.file",
                    "The configuration file \(file) cannot be read as JSON: \(error). Correct it or name another.")
            }
        }
        self.providers = providers
    }

    func text(_ key: String) throws -> String {
        guard case .string(let text) = try content(key) else { return "" }
        return text
    }

    func integer(_ key: String, atLeast least: Int = 1) throws -> Int {
        // As many seconds as that are 139,000 years, and fit as microseconds into 64 bits.
        let most = 1 << 42
        guard case .int(let number) = try content(key), number >= least, number <= most else {
            throw Failure(
                .invalid, code: "configuration.value",
                "The setting \(key) must be a whole number from \(least) to \(most).")
        }
        return number
    }

    func flag(_ key: String) throws -> Bool {
        guard case .bool(let flag) = try content(key) else { return false }
        return flag
    }

    private func content(_ key: String) throws -> ConfigContent {
        guard let setting = Setting.all.first(where: { $0.key == key }) else { throw SettingReader.unknown(key) }
        for provider in providers {
            do {
                let found = try provider.value(forKey: SettingReader.key(setting), type: setting.type)
                if let value = found.value { return value.content }
            } catch {
                throw Failure(
                    .invalid, code: "configuration.value",
                    "The setting \(key) in \(provider.providerName) must be \(setting.wanted).")
            }
        }
        return setting.standard.content
    }

    private static func key(_ setting: Setting) -> AbsoluteConfigKey {
        AbsoluteConfigKey(setting.key.split(separator: ".").map(String.init))
    }

    private static func unknown(_ argument: String) -> Failure {
        Failure(
            .invalid, code: "configuration.unknown",
            "There is no setting \(argument.prefix { $0 != "=" }). `gatehouse settings` lists them; write --set key=value."
        )
    }
}

extension Setting {
    fileprivate var type: ConfigType {
        switch standard {
        case .text: .string
        case .integer: .int
        case .flag: .bool
        }
    }

    fileprivate var wanted: String {
        switch standard {
        case .text: "a text"
        case .integer: "a whole number"
        case .flag: "true or false"
        }
    }

    fileprivate func value(of text: String) throws -> ConfigValue {
        switch standard {
        case .text: return ConfigValue(.string(text), isSecret: isSecret)
        case .integer: if let number = Int(text) { return ConfigValue(.int(number), isSecret: false) }
        case .flag: if let flag = Bool(text) { return ConfigValue(.bool(flag), isSecret: false) }
        }
        throw Failure(.invalid, code: "configuration.value", "The setting \(key) must be \(wanted), not \(text).")
    }
}

extension Setting.Standard {
    fileprivate var content: ConfigContent {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .int(number)
        case .flag(let flag): .bool(flag)
        }
    }
}
