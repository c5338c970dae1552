package import Basics
package import ImportSchema
import OutboundHTTP
import XLSX

extension ImportColumn {
    /// A column of texts of at most so many characters.
    ///
    /// - Parameter hasLines: whether line ends and tabs may stand in them.
    package static func text(
        _ title: String, aliases: [String] = [], needsValue: Bool = false, most: Int, hasLines: Bool = false,
        _ cells: CellReading, set: @escaping @Sendable (inout Record, String) -> Void
    ) -> ImportColumn {
        ImportColumn(title, aliases: aliases, needsValue: needsValue) { input, record throws(CellProblem) in
            if input.isPlainText(ofAtMost: most) { return set(&record, input.text) }
            guard !input.isDateOrTime else {
                throw CellProblem(
                    "text.date", "This was turned into a date or time. Format the cell as text and type it again.")
            }
            guard !input.exceedsExactDigits else {
                throw CellProblem(
                    "text.number-too-long",
                    "A number of more than 15 digits is not kept exactly. Format the column as text and type it again.")
            }
            let text = cells.text(input)
            guard text.utf8.count <= most || text.unicodeScalars.count <= most else {
                throw CellProblem(
                    "text.too-long",
                    "At most \(most) characters are taken here; these are \(text.unicodeScalars.count).")
            }
            let isPrintable =
                hasLines
                ? !text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).contains {
                    String($0).hasControlCharacters
                }
                : !text.hasControlCharacters
            guard isPrintable else {
                throw CellProblem(
                    "text.not-printable", "There are characters in this that cannot be printed. Type it again.")
            }
            set(&record, text)
        }
    }

    /// A column of addresses in the web.
    package static func webAddress(
        _ title: String, aliases: [String] = [], needsValue: Bool = false,
        set: @escaping @Sendable (inout Record, String) -> Void
    ) -> ImportColumn {
        ImportColumn(title, aliases: aliases, needsValue: needsValue) { input, record throws(CellProblem) in
            let text = input.text
            guard input.kind == .text, WebAddress(text) != nil else {
                throw CellProblem(
                    "address.format",
                    "Write a whole address that begins with http:// or https://, without spaces, at most "
                        + "\(WebAddress.longest) characters.")
            }
            set(&record, text)
        }
    }

    /// A column of days: date cells, `31/12/2026` or `2026-12-31`.
    package static func day(
        _ title: String, aliases: [String] = [], needsValue: Bool = false,
        set: @escaping @Sendable (inout Record, CivilDate) -> Void
    ) -> ImportColumn {
        ImportColumn(title, aliases: aliases, needsValue: needsValue) { input, record throws(CellProblem) in
            guard let day = input.day ?? CivilDate(dayFirst: input.text) ?? CivilDate(yearFirst: input.text) else {
                throw CellProblem("date.format", "Write a date as 31/12/2026, or format the cell as a date.")
            }
            set(&record, day)
        }
    }
}

extension CivilDate {
    /// Reads `dd/mm/yyyy`; nil where the text is none, or the calendar has no such day.
    package init?(dayFirst text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, (1...2).contains(parts[0].utf8.count), (1...2).contains(parts[1].utf8.count),
            parts[2].utf8.count == 4, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]), year > 0
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads `yyyy-mm-dd`.
    package init?(yearFirst text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
