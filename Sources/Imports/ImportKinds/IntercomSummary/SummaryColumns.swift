import Access
import Basics
import Identity
import ImportSchema
import XLSX

/// The columns of a summary workbook, in the order in which exports write them.
enum SummaryColumn: Int, CaseIterable {
    case apartment, key, user, name, landline, sip
    case live, archive, openByKey, openByCode, openByFace, openByApp

    static let flags: [SummaryColumn] = [.live, .archive, .openByKey, .openByCode, .openByFace, .openByApp]
}

/// What a summary workbook for a panel looks like.
///
/// - Parameter range: the panel's apartment numbers; nil where apartments have labels.
func summarySchema(range: UnitRange?) -> ImportSchema<SummaryRow> {
    ImportSchema(
        emptyRecord: SummaryRow(),
        columns: [
            apartmentColumn(range),
            ImportColumn("key", aliases: ["rfid", "ключ"], read: readKey),
            ImportColumn("user", aliases: ["login", "пользователь"], read: readLogin),
            ImportColumn("user name", aliases: ["name", "имя"], read: readName),
            ImportColumn("landline", aliases: ["analog", "трубка"], read: readLandline),
            ImportColumn("sip", aliases: ["sip account"], read: readSIP),
            ImportColumn("live") { input, row throws(CellProblem) in row.flags.live = try flag(input) },
            ImportColumn("archive") { input, row throws(CellProblem) in row.flags.archive = try flag(input) },
            ImportColumn("open by key") { input, row throws(CellProblem) in row.flags.openByKey = try flag(input) },
            ImportColumn("open by code") { input, row throws(CellProblem) in row.flags.openByCode = try flag(input) },
            ImportColumn("open by face") { input, row throws(CellProblem) in row.flags.openByFace = try flag(input) },
            ImportColumn("open by app") { input, row throws(CellProblem) in row.flags.openByApp = try flag(input) },
        ])
}

private func apartmentColumn(_ range: UnitRange?) -> ImportColumn<SummaryRow> {
    ImportColumn("apartment", aliases: ["flat", "unit", "квартира"], isRequired: true) {
        input, row throws(CellProblem) in
        guard !input.isDateOrTime else {
            throw CellProblem(
                "apartment.date",
                "The apartment was turned into a date or time. Format the cell as text and type it again.")
        }
        switch UnitRange.label(of: input.text, in: range) {
        case .success(let label): row.apartment = label
        case .failure(let problem): throw CellProblem("apartment.\(problem.code)", problem.message)
        }
    }
}

private func flag(_ input: borrowing CellInput) throws(CellProblem) -> Bool {
    guard let flag = input.flag else {
        throw CellProblem(
            "flag.format",
            "Write yes or no (true/false, 1/0, да/нет), or leave the cell empty for the intercom's setting.")
    }
    return flag
}

private func readKey(_ input: borrowing CellInput, into row: inout SummaryRow) throws(CellProblem) {
    if let key = input.withText({ KeyCode(utf8: $0) }) ?? nil {
        row.key = key
        return
    }
    guard !input.exceedsExactDigits else {
        throw CellProblem(
            "key.number-too-long",
            "A number of more than 15 digits is not kept exactly. Format the column as text and type the key again.")
    }
    guard !input.isDateOrTime, let key = KeyCode(input.text) else {
        let advice =
            input.isNumber || input.isDateOrTime ? " Format the column as text, so that leading zeros are kept." : ""
        throw CellProblem("key.format", "A key has 8 to 14 hex digits (0-9, A-F).\(advice)")
    }
    row.key = key
}

private func readLogin(_ input: borrowing CellInput, into row: inout SummaryRow) throws(CellProblem) {
    if let login = input.withText({ Login(utf8: $0) }) ?? nil {
        row.login = login
        return
    }
    guard !input.isDateOrTime, !input.exceedsExactDigits, let login = Login(input.text) else {
        throw CellProblem(
            "user.format",
            "A user is an e-mail address, or a phone number in international form such as +4520123456.")
    }
    row.login = login
}

private func readName(_ input: borrowing CellInput, into row: inout SummaryRow) throws(CellProblem) {
    let name = input.text
    if input.isPlainText(ofAtMost: 100) {
        row.name = name
        return
    }
    guard name.utf8.count <= 100 || name.unicodeScalars.count <= 100 else {
        throw CellProblem(
            "name.too-long", "A name has at most 100 characters; this one has \(name.unicodeScalars.count).")
    }
    guard !name.hasControlCharacters else {
        throw CellProblem("name.not-printable", "The name has characters that cannot be printed. Type it again.")
    }
    row.name = name
}

private func readLandline(_ input: borrowing CellInput, into row: inout SummaryRow) throws(CellProblem) {
    var digits = input.text
    let isNumber = digits.withUTF8 { (1...15).contains($0.count) && $0.allSatisfy { $0 &- 0x30 < 10 } }
    guard isNumber, !input.exceedsExactDigits else {
        throw CellProblem("landline.format", "A landline is a whole number of at most 15 digits.")
    }
    row.landline = digits
}

private func readSIP(_ input: borrowing CellInput, into row: inout SummaryRow) throws(CellProblem) {
    let account = input.text
    if input.isPlainText(ofAtMost: 100) {
        row.sip = account
        return
    }
    guard account.utf8.count <= 100 || account.unicodeScalars.count <= 100, !account.hasControlCharacters,
        !input.isDateOrTime,
        !input.exceedsExactDigits
    else {
        throw CellProblem(
            "sip.format",
            "A SIP account has at most 100 printable characters. Format the cell as text and type it again.")
    }
    row.sip = account
}
