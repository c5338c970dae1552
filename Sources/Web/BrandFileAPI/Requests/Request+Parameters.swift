import Basics
import Catalog
import Foundation
import HTTPSupport
import Hummingbird

extension Request {
    /// A query parameter, whatever the case of its name; empty is as if absent.
    func parameter(_ name: String) -> String? {
        for pair in uri.query?.split(separator: "&") ?? [] {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard Request.decoded(halves[0]).lowercased() == name.lowercased() else { continue }
            let value = halves.count == 2 ? Request.decoded(halves[1]) : ""
            return value.isEmpty ? nil : value
        }
        return nil
    }

    /// `page` and `pageSize`: 100 records, and at most 1,000.
    var page: PageRequest {
        get throws {
            PageRequest(number: try number("page") ?? 1, size: try number("pageSize") ?? 100, most: 1000)
        }
    }

    /// An id of a thing; one that is none, but looks like it, is found nowhere.
    func key<Thing: HexKeyed>(_ name: String, of _: Thing.Type = Thing.self) throws -> ID<Thing>? {
        guard let text = parameter(name) else { return nil }
        return try ID(filter: text, name)
    }

    func barcode(_ name: String) throws -> Barcode? {
        guard let text = parameter(name) else { return nil }
        return try Barcode(field: text, name)
    }

    /// One of the words of a closed list.
    func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, of _: Word.Type = Word.self
    ) throws -> Word? where Word.RawValue == String {
        guard let text = parameter(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure.invalid(name, code: "parameter.\(name)", "Give one of \(words) as \(name).")
        }
        return word
    }

    /// A moment as ISO 8601; a bare date is its midnight, UTC.
    func moment(_ name: String) throws -> Instant? {
        guard let text = parameter(name) else { return nil }
        // An offset's + that was not escaped has become a space.
        let plus = text.dropFirst(11).replacing(" ", with: "+")
        guard let instant = Instant(iso8601: String(text.prefix(11)) + plus) else {
            throw Failure.invalid(
                name, code: "parameter.\(name)", "Give \(name) as ISO 8601, as 2026-11-22 or 2026-11-22T10:30:00Z.")
        }
        return instant
    }

    private func number(_ name: String) throws -> Int? {
        guard let text = parameter(name) else { return nil }
        let digits = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard digits, let number = Int32(text), number > 0 else {
            throw Failure.invalid(name, code: "parameter.\(name)", "Give \(name) as a whole number from 1.")
        }
        return Int(number)
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }
}

extension ID where Thing: HexKeyed {
    /// The id in a field; that of nothing where it looks like an id but is none of this kind.
    init(filter text: String, _ field: String) throws {
        let isKey = text.utf8.count == 32 && text.utf8.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }
        guard isKey else {
            throw Failure.invalid(field, code: "parameter.\(field)", "Give \(field) as an id of 32 hex digits.")
        }
        self = ID(hexKey: text) ?? ID(0)
    }
}

extension Barcode {
    /// The barcode in a field.
    init(field text: String, _ field: String) throws {
        do throws(BarcodeError) {
            try self.init(text.trimmed)
        } catch {
            let reason =
                switch error {
                case .notDigits: "A barcode has digits only."
                case .length(let length): "A barcode has 12 or 13 digits, not \(length)."
                case .checkDigit(let found, let expected):
                    "Its last digit is \(found), but \(expected) would check the others."
                }
            throw Failure.invalid(field, code: "barcode", "\(reason) Give an EAN-13 or a UPC-12 as \(field).")
        }
    }
}
