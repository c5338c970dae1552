package import Basics
package import Catalog
package import Storage

/// For what a file is meant: what the name of its part says, found in the catalogue.
package struct BrandFileAddress: Sendable {
    package let kind: String
    package let brand: Brand
    package var host: ID<Host>?
    package var warehouse: ID<Warehouse>?
    package var start: CivilDate?
    package var end: CivilDate?

    /// Reads `price,<BRAND>,<HOST>,23/10/2021,30/10/2021`; spaces around the commas do not matter.
    ///
    /// Throws `invalid` with the argument that is wrong as its field, and `forbidden` where the caller does not send files
    /// of this kind.
    package init(
        partName: String, kinds: BrandFileKinds, by caller: CatalogCaller, in tx: any Transaction
    ) throws {
        let words = partName.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
        guard let word = words.first, let kind = kinds[word] else {
            throw Failure.invalid(
                "fileType", code: "brand-file.type",
                "The part's name begins with the type of the file: \(kinds.names.joined(separator: ", ")).")
        }
        let type = type(of: kind)
        try type.allow(caller.role)
        guard
            let brand = try words.dropFirst().first.flatMap({ ID<Brand>(hexKey: $0) }).flatMap({
                try caller.brand($0, in: tx)
            })
        else {
            throw Failure.invalid(
                "brand", code: "brand-file.brand",
                "The brand behind the type is missing, or none of yours. GET /api/brand lists them.")
        }
        self.kind = type.name
        self.brand = brand
        let values = words.dropFirst(2)
        guard values.count <= type.arguments.count else {
            throw Failure.invalid(
                "name", code: "brand-file.arguments",
                "The part's name says more than \(type.shape). Leave out what is too much.")
        }
        for (index, argument) in type.arguments.enumerated() {
            let value = index < values.count ? values[values.startIndex + index] : ""
            if value.isEmpty, argument.isOptional { continue }
            guard !value.isEmpty else {
                throw Failure.invalid(
                    argument.rawValue, code: "brand-file.arguments",
                    "The \(argument.rawValue) is missing. The part's name is \(type.shape).")
            }
            try take(value, as: argument, by: caller, in: tx)
        }
        if let start, let end, end.daysSince1970 < start.daysSince1970 {
            throw Failure.invalid(
                "endDate", code: "brand-file.period",
                "The end date lies before the start date. The end is the last day.")
        }
    }

    private mutating func take(
        _ value: String, as argument: BrandFileArgument, by caller: CatalogCaller, in tx: any Transaction
    ) throws {
        switch argument {
        case .warehouse:
            warehouse = try ID<Warehouse>(hexKey: value).flatMap { try caller.warehouse($0, for: brand, in: tx) }?.id
            guard warehouse != nil else { throw unknown(argument, "GET /api/warehouse lists yours.") }
        case .host:
            host = try ID<Host>(hexKey: value).flatMap { try caller.host($0, selling: brand, in: tx) }?.id
            guard host != nil else { throw unknown(argument, "GET /api/host lists those that sell your brands.") }
        case .startDate: start = try day(value, argument)
        case .endDate: end = try day(value, argument)
        }
    }

    private func day(_ value: String, _ argument: BrandFileArgument) throws -> CivilDate {
        guard let day = CivilDate(dayFirst: value) else {
            throw Failure.invalid(
                argument.rawValue, code: "brand-file.date",
                "The \(argument.rawValue) is no day of the calendar. Write it as dd/mm/yyyy.")
        }
        return day
    }

    private func unknown(_ argument: BrandFileArgument, _ advice: String) -> Failure {
        Failure.invalid(
            argument.rawValue, code: "brand-file.\(argument.rawValue)",
            "There is no such \(argument.rawValue) for this brand. \(advice)")
    }
}

extension BrandFileKind {
    /// `price,<BRAND>,<HOST>,<STARTDATE>[,<ENDDATE>]`
    static var shape: String {
        arguments.reduce("\(name),<BRAND>") { shape, argument in
            let word = argument.rawValue.uppercased()
            return argument.isOptional ? "\(shape)[,<\(word)>]" : "\(shape),<\(word)>"
        }
    }

    fileprivate static func allow(_ role: CatalogRole) throws {
        let isAllowed =
            switch role {
            case .administrator: true
            case .company: senders.contains(.company)
            case .host: senders.contains(.host)
            case .warehouse: senders.contains(.warehouse)
            }
        guard isAllowed else {
            throw Failure(
                .forbidden, code: "brand-file.sender", "Files of the type \(name) are not yours to send.")
        }
    }
}
