import ArgumentParser
import BrandFiles
import ImportKinds

/// A kind of spreadsheet, by its name.
struct SheetKind: ExpressibleByArgument {
    let name: String

    static let allValueStrings = [IntercomSummary.name] + BrandFileKinds.all.names

    init?(argument: String) {
        guard SheetKind.allValueStrings.contains(argument) else { return nil }
        name = argument
    }

    var defaultValueDescription: String { name }
}
