/// Where something stands in a delimited text; all from 1.
public struct DelimitedTextPlace: Sendable, Equatable {
    /// The line of the file; a record whose quotes hold line ends has several.
    public var line: Int
    /// The record, empty ones counted.
    public var row: Int
    /// The field of the record.
    public var column: Int
    /// The byte of the text in UTF-8, which is the byte of the file where that is written in UTF-8.
    public var byte: Int

    public init(line: Int, row: Int, column: Int, byte: Int) {
        self.line = line
        self.row = row
        self.column = column
        self.byte = byte
    }
}

/// Why a delimited text is not read; every case says where.
public enum DelimitedTextError: Error, Sendable, Equatable {
    /// The file ends inside quotes, which were opened at the place.
    case unclosedQuote(DelimitedTextPlace)
    /// Something else than a delimiter or the end of the record follows the closing quote.
    case textAfterQuote(DelimitedTextPlace)
    /// A quote inside a field that does not begin with one (RFC 4180, section 2.5).
    case strayQuote(DelimitedTextPlace)
    /// More than a limit of `DelimitedTextLimits` allows; `limit` is its name there.
    case limitExceeded(limit: String, allowed: Int, DelimitedTextPlace)
    /// Bytes that the encoding does not have; `byte` counts from 1, in the file.
    case invalidEncoding(TextEncoding, byte: Int)
    /// A NUL, which no text has; `byte` counts from 1, in the file.
    case notText(byte: Int)
    case io(operation: String, errno: Int32)
}

extension DelimitedTextError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unclosedQuote(let place):
            "The quote that opens at \(place) is never closed. Close it, or double it if it is meant as a character."
        case .textAfterQuote(let place):
            "Text follows a closing quote at \(place). A quote inside quotes is written twice."
        case .strayQuote(let place):
            "There is a quote inside a field without quotes at \(place). Put the field in quotes and write the quote "
                + "twice, and leave no space before the opening quote."
        case .limitExceeded(let limit, let allowed, let place):
            "The text is over a limit at \(place): \(limit) allows \(allowed). Raise DelimitedTextLimits.\(limit) if "
                + "the file is to be trusted."
        case .invalidEncoding(let encoding, let byte):
            "Byte \(byte) is not \(encoding). Save the file as UTF-8."
        case .notText(let byte):
            "Byte \(byte) is no text (NUL). Save the table as CSV in UTF-8, or as a workbook (.xlsx)."
        case .io(let operation, let errno):
            "The file could not be read (\(operation), errno \(errno))."
        }
    }

    /// Whether the disk is at fault and not the file: another attempt may succeed.
    public var isInputOutput: Bool {
        if case .io = self { true } else { false }
    }
}

extension DelimitedTextPlace: CustomStringConvertible {
    public var description: String { "line \(line), row \(row), column \(column), byte \(byte)" }
}
