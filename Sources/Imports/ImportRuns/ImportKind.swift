public import Basics
public import Identity
public import ImportSchema
public import Storage
public import XLSX

/// A kind of spreadsheet that can be loaded: how it is checked, what a load changes, and how it is undone.
public protocol ImportKind: Sendable {
    /// What a checked workbook says.
    associatedtype Content: Sendable
    /// The present state of a subject, as a load will find it.
    associatedtype Present: Sendable

    /// The word that stands in the database; never changed.
    static var name: String { get }
    /// What is loaded into, for messages: `intercom`.
    static var subjectName: String { get }
    static var viewPermission: Permission { get }
    static var updatePermission: Permission { get }

    /// Throws `notFound` where the subject does not exist or is of another organization.
    func authorize(_ subject: Int64, by caller: Principal, _ permission: Permission, in tx: any Transaction) throws

    /// What the check needs to know of the subject and the state that a load would replace.
    func present(_ subject: Int64, in tx: any Transaction) throws -> Present

    /// Whether a load would replace something, so that it has to be confirmed.
    func isEmpty(_ present: Present) -> Bool

    /// Reads the workbook whole; may take long.
    func check(
        _ workbook: Workbook, against present: Present, progress: (Int) throws -> Void
    ) throws -> (report: CheckReport, content: Content)

    /// What loading the content would change, as the surface shows it.
    func changes(from present: Present, to content: Content) -> JSON

    /// Writes the present state as a workbook of this kind.
    func write(_ present: Present, to path: String) throws

    /// Replaces the present state by the content; nil where the subject has changed since `present` was read.
    func load(_ content: Content, over present: Present, at now: Instant, in tx: any Transaction) throws -> JSON?
}
