import Basics

/// The form of this API's ids: 24 lower-case hex digits. A customer's and an employee's are their numbers.
extension ID {
    var objectID: JSON {
        let digits = String(number, radix: 16)
        return .string(String(repeating: "0", count: max(0, 24 - digits.count)) + digits)
    }

    /// Nil where the text is no such id.
    init?(objectID text: some StringProtocol) {
        guard text.utf8.count == 24, let number = Int64(text, radix: 16), number > 0, text.first != "+" else {
            return nil
        }
        self.init(number)
    }
}
