"""What can be changed on a document."""

from Support.documents import PDF, refusal


def test_the_description_and_the_access_level(anders):
    document = anders.add(description="old")
    changed = anders.change(document["_id"], description="new", accessLevel="ALL").json()
    assert (changed["description"], changed["accessLevel"]) == ("new", "ALL")
    assert changed["date"] == document["date"] and changed["lastUpdated"] > document["lastUpdated"]
    assert anders.change(document["_id"], description=None).json()["description"] is None


def test_the_name_keeps_its_extension(anders):
    document = anders.add("scan.pdf", PDF)["_id"]
    assert anders.change(document, filename="Letter").json()["filename"] == "Letter.pdf"
    assert anders.change(document, filename="Letter.PDF").json()["filename"] == "Letter.PDF"
    assert refusal(anders.change(document, filename="Letter.txt")) == (422, "filename")


def test_a_folder_may_have_any_name(anders):
    folder = anders.folder("Old")["_id"]
    assert anders.change(folder, filename="2026.Q4").json()["filename"] == "2026.Q4"


def test_what_is_refused_changes_nothing(anders):
    document = anders.add(description="old")
    for fields in (
        {"description": "new", "accessLevel": "NOBODY"}, {"description": "new", "folder": "0" * 24},
        {"description": "x" * 1001}, {"description": ["a"]},
    ):
        assert anders.change(document["_id"], **fields).status_code in (404, 422)
    assert anders.get(document["_id"]).json()["description"] == "old"


def test_who_gives_a_document_out_of_their_own_sight_is_still_its_uploader(platform, anders):
    document = anders.add()["_id"]
    colleague = platform.documents("Anders", "MANAGER colleague")
    assert colleague.change(document, accessLevel="EMPLOYEE").status_code == 200
    assert refusal(colleague.get(document)) == (404, "id")
    assert anders.get(document).status_code == 200


def test_a_deleted_document_is_gone_for_everybody(platform, anders):
    document = anders.add(accessLevel="ALL")
    id = document["_id"]
    assert anders.delete(id).json() == {"success": True}
    for documents in (anders, platform.documents("Elsewhere", "ADMIN")):
        for answer in (documents.get(id), documents.content(id), documents.change(id), documents.delete(id)):
            assert refusal(answer) == (404, "id")
    customer = platform.customers["Anders"]
    assert refusal(anders.client.get(f"/customer/{customer}/docauth/{document['fileId']}"))[0] == 404


def test_ids_that_nothing_can_have_are_unknown(anders):
    for id in ("0" * 24, "x" * 24, "1", "a" * 25, "%2e%2e"):
        assert refusal(anders.get(id)) == (404, "id")
