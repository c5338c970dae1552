"""What uploads become: what the surface's own form would have made of the file."""

import pytest

from Support.client import Client
from Support.documents import PDF, refusal
from Support.intercom import Intercom
from Support.tus import Uploads, result, text
from Support.workbooks import summary

ROWS = [{"apartment": 12, "key": "04A2B3C4D5", "user": "anna@example.com", "live": "yes"}]


def test_a_document_comes_of_it(uploads, documents):
    folder = documents.folder("Letters")
    answer = uploads.send(
        PDF, target="document", filename="Lettre d’été.pdf", accessLevel="ALL", description="¡Hola!",
        folder=folder["_id"])
    document = result(answer)
    assert document["filename"] == "Lettre d’été.pdf" and document["description"] == "¡Hola!"
    assert (document["accessLevel"], document["folder"], document["size"]) == ("ALL", folder["_id"], len(PDF))
    assert answer.headers["Location"] == f"{documents.client.url}/file/{document['_id']}"
    shown = documents.client.read(answer.headers["Location"])
    shown.pop("url")
    assert shown == document
    assert documents.content(document["_id"]).content == PDF


def test_the_last_answer_can_be_had_again(uploads):
    content = text(1000)
    url = uploads.begin(len(content), target="document", filename="a.txt")
    answer = uploads.append(url, content)
    again = uploads.head(url)
    assert result(again) == result(answer) and again.headers["Location"] == answer.headers["Location"]


@pytest.mark.parametrize("fields, word", [
    ({"accessLevel": "SOME"}, (422, "accessLevel")),
    ({"folder": "0" * 24}, (404, "folder")),
    ({"customer": "f" * 24}, (403, "access_denied")),
    ({"filename": "a/.."}, (422, "filename")),
    ({"description": "x" * 1001}, (422, "description")),
])
def test_what_the_surface_would_refuse_is_refused_before_the_bytes(uploads, installation, server, fields, word):
    installation.user("manager@acme.example", installation.home, level="MANAGER")
    manager = Uploads(Client(server.url, installation.token("manager@acme.example", installation.home)))
    answer = manager.create(10, **({"target": "document", "filename": "a.txt"} | fields))
    assert refusal(answer) == word
    assert answer.headers["Tus-Resumable"] == "1.0.0"


def test_a_document_that_is_too_large_is_refused_before_the_bytes(uploads):
    assert refusal(uploads.create(10_000_001, target="document", filename="a.txt")) == (422, "filesize")
    assert uploads.create(10_000_000, target="document", filename="a.txt").status_code == 201


def test_bytes_that_are_not_what_the_name_says_are_refused_at_the_end(uploads, documents):
    before = documents.list()["total"]
    content = text(1000)
    url = uploads.begin(len(content), target="document", filename="image.png")
    assert uploads.append(url, content[:500]).status_code == 204
    assert refusal(uploads.append(url, content[500:], 500)) == (422, "file")
    assert uploads.head(url).status_code == 410
    assert documents.list()["total"] == before


def test_a_folder_that_goes_away_meanwhile_is_not_found_at_the_end(uploads, documents):
    folder = documents.folder("Short")["_id"]
    url = uploads.begin(10, target="document", filename="a.txt", folder=folder)
    documents.delete(folder)
    assert refusal(uploads.append(url, b"1234567890")) == (404, "folder")


@pytest.mark.parametrize("target", ["logo", "nothing", "../file"])
def test_an_unknown_target_is_refused(uploads, target):
    answer = uploads.create(10, target=target, filename="a.txt")
    assert (answer.status_code, answer.json()["code"]) == (422, "upload.target")


def test_a_surface_that_is_off_is_no_target(own):
    uploads = own({"surface.intercom-admin.enabled": "false"})[0]
    assert uploads.create(10, target="intercom-summary", intercom="1").status_code == 422


def test_a_file_without_a_target_is_its_uploaders(uploads):
    file = result(uploads.send(b"x", filename="a.txt"))
    assert (file["file_name"], file["access_type"], file["file_business_type"]) == ("a.txt", "Contact", None)


def test_a_summary_is_loaded_where_there_is_nothing_yet(uploads, client, intercom):
    answer = uploads.send(summary(ROWS), target="intercom-summary", intercom=intercom.id, filename="s.xlsx")
    assert result(answer) is None
    upload = client.read(answer.headers["Location"])
    assert client.wait(upload["id"])["state"] == "loaded"
    assert upload["file_name"] == "s.xlsx"
    assert len(intercom.keys) == 1


def test_a_summary_is_staged_where_there_is_something(uploads, client, occupied):
    book = summary(ROWS)
    url = uploads.begin(len(book), target="intercom-summary", intercom=occupied.id, filename="s.xlsx")
    answer = uploads.append(url, book)
    staged = result(answer)
    assert staged["file_uploaded"] is True and staged["changes"]["keys"]["added"] == 1
    assert client.read(answer.headers["Location"])["state"] == "staged"
    # The hash is told once.
    assert "X-Upload-Result" not in uploads.head(url).headers


def test_a_staged_summary_is_confirmed_by_its_hash(uploads, client, installation):
    intercom = Intercom.create(client, installation)
    intercom.load(ROWS)
    staged = result(uploads.send(summary(ROWS * 1), target="intercom-summary", intercom=intercom.id))
    answer = uploads.create(0, target="intercom-summary", intercom=intercom.id, hash=staged["hash"])
    assert answer.status_code == 201
    assert client.wait(int(answer.headers["Content-Location"].rsplit("/", 1)[1]))["state"] == "loaded"


@pytest.mark.parametrize("fields, status", [({}, 422), ({"intercom": "0"}, 404), ({"intercom": "x"}, 404)])
def test_a_summary_needs_its_intercom(uploads, fields, status):
    answer = uploads.create(10, target="intercom-summary", **fields)
    assert answer.status_code == status and "message" in answer.json() and "code" not in answer.json()


def test_a_summary_for_the_intercom_of_others_is_refused(foreign, intercom):
    assert foreign.create(10, target="intercom-summary", intercom=intercom.id).status_code == 404


def test_a_file_that_is_no_workbook_is_refused_as_the_surface_does(uploads, intercom):
    url = uploads.begin(10, target="intercom-summary", intercom=intercom.id)
    answer = uploads.append(url, b"1234567890")
    assert answer.status_code == 422 and list(answer.json()["errors"]) == ["file"]
    assert uploads.head(url).status_code == 410
