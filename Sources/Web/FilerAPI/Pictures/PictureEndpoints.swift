import Basics
import Files
import HTTPSupport
import Hummingbird
import Identity

/// `/v1/filer/logo` and `/v1/filer/avatar`: the pictures of firms and contacts.
struct PictureEndpoints: Sendable {
    let files: FirmFiles
    let contents: ContentAnswers

    func logo(_ request: Request, _ context: FilerContext) async throws -> Response {
        let firm: ID<Organization> = try context.id("atiId", of: "firm")
        return try await answer(
            to: request, with: try await files.logo(of: firm, by: context.principal), standard: .logo)
    }

    func avatar(_ request: Request, _ context: FilerContext) async throws -> Response {
        let firm: ID<Organization> = try context.id("atiId", of: "firm")
        let contact: ID<User> = try context.id("contactId", of: "contact")
        return try await answer(
            to: request, with: try await files.avatar(of: contact, in: firm, by: context.principal),
            standard: .avatar)
    }

    func defaultLogo(_ request: Request, _ context: FilerContext) async throws -> Response {
        try await files.authorize(.logo, by: context.principal)
        return try contents.answer(to: request, with: .logo)
    }

    func defaultAvatar(_ request: Request, _ context: FilerContext) async throws -> Response {
        try await files.authorize(.avatar, by: context.principal)
        return try contents.answer(to: request, with: .avatar)
    }

    /// The caller's own, or that of the contact whom the query or the body names.
    func deleteAvatar(_ request: Request, _ context: FilerContext) async throws -> Response {
        let caller = try context.caller
        var contact = try request.uri.queryParameters["contact_id"].map { try InfoFields.contact(text: String($0)) }
        if contact == nil {
            contact = try InfoFields.contact(try await RequestFields(of: request).values["contact_id"])
        }
        try await files.deleteAvatar(of: contact, by: caller)
        return .json(.null)
    }

    private func answer(
        to request: Request, with picture: FirmFileView?, standard: DefaultPicture
    ) async throws -> Response {
        guard let picture else { return try contents.answer(to: request, with: standard) }
        return try await contents.answer(to: request, with: picture)
    }
}
