"""What an upload answers, and what it refuses."""

import io
import zipfile

import pytest
from PIL import Image

from Support.documents import PDF, refusal


def test_the_answer_is_the_document(platform, anders, png):
    document = anders.add("Photo.png", png, description="The door", accessLevel="ALL")
    session = anders.client.read("/auth/validateToken")
    id, file_id = document.pop("_id"), document.pop("fileId")
    assert len(id) == len(file_id) == 24 and id != file_id
    date, updated = document.pop("date"), document.pop("lastUpdated")
    assert date == updated and date.endswith("Z")
    assert document == {
        "filename": "Photo.png", "size": len(png), "filetype": "png", "folder": None,
        "employee": session["employee"], "customer": platform.customers["Anders"], "type": "IMAGE", "width": 3,
        "height": 2, "description": "The door", "accessLevel": "ALL",
    }
    found = anders.get(id).json()
    url = found.pop("url")
    assert found == {**document, "_id": id, "fileId": file_id, "date": date, "lastUpdated": updated}
    answer = anders.client.get(url)
    assert answer.content == png and answer.headers["Content-Type"] == "image/png"


def test_without_an_access_level_the_customers_own_see_it(anders):
    assert anders.add()["accessLevel"] == "CUSTOMER"


@pytest.mark.parametrize("word", ["all", "EVERYBODY", "PUBLIC"])
def test_an_unknown_access_level_is_refused(anders, word):
    assert refusal(anders.upload(accessLevel=word)) == (422, "accessLevel")


def test_the_fields_may_come_behind_the_file(anders):
    boundary = "b0undary"
    parts = [
        'Content-Disposition: form-data; name="file"; filename="late.txt"\r\n\r\nlate text',
        'Content-Disposition: form-data; name="accessLevel"\r\n\r\nALL',
        'Content-Disposition: form-data; name="filename"\r\n\r\nLater',
    ]
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"
    answer = anders.client.post(
        "/file", data=body, headers={"Content-Type": f"multipart/form-data; boundary={boundary}"})
    assert answer.json()["filename"] == "Later.txt" and answer.json()["accessLevel"] == "ALL"


def test_the_customer_may_come_behind_the_file_and_is_the_one_that_pays(platform):
    reseller = platform.documents("Reseller", "RESELLER")
    bering = platform.customers["Bering"]
    before = [reseller.storage(customer).json()["used"] for customer in (reseller.customer, bering)]
    content = b"x" * 400_000
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + content
        + f'\r\n--b\r\nContent-Disposition: form-data; name="customer"\r\n\r\n{bering}\r\n--b--\r\n'.encode())
    answer = reseller.client.post(
        "/file", data=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.json()["customer"] == bering
    after = [reseller.storage(customer).json()["used"] for customer in (reseller.customer, bering)]
    assert after == [before[0], before[1] + len(content)]


def office(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize("name, content", [
    ("a.png", b"not an image"), ("a.pdf", b"hello"), ("a.txt", b"\x00\x01\x02"), ("a.jpg", PDF),
    ("a.docx", office("hello.txt")), ("a.xlsx", office("word/document.xml", "[Content_Types].xml")),
    ("a.csv", b"\x89PNG\r\n\x1a\n"), ("a.gif", b""),
])
def test_bytes_that_are_not_what_the_name_says_are_refused(anders, name, content):
    answer = anders.upload(name, content)
    assert refusal(answer) == (422, "file")
    assert name.rpartition(".")[2] in answer.json()["error"]["description"]


def test_a_truncated_image_is_refused(anders, png):
    assert refusal(anders.upload("a.png", png[:20])) == (422, "file")


@pytest.mark.parametrize("name, format, filetype", [
    ("a.jpg", "JPEG", "jpg"), ("a.JPEG", "JPEG", "jpg"), ("a.jpe", "JPEG", "jpg"), ("a.gif", "GIF", "gif"),
    ("a.png", "PNG", "png"),
])
def test_images(anders, name, format, filetype):
    stream = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(stream, format)
    document = anders.add(name, stream.getvalue())
    assert (document["filetype"], document["type"], document["width"], document["height"]) == (
        filetype, "IMAGE", 30, 20)


@pytest.mark.parametrize("name, content, filetype, type", [
    ("a.pdf", PDF, "pdf", "DOC"), ("a.txt", b"hello", "txt", "DOC"), ("a.csv", b"a;b\n1;2\n", "csv", "DOC"),
    ("a.bin", b"\x00\x01\x02\x03", "bin", "OTHER"), ("noextension", b"\x00\x01\x02", None, "OTHER"),
])
def test_other_kinds(anders, name, content, filetype, type):
    document = anders.add(name, content)
    assert (document["filetype"], document["type"], document["width"]) == (filetype, type, None)


@pytest.mark.parametrize("purpose", ["PORTING", "INTERNET"])
def test_a_purpose_is_kept_as_the_type(anders, purpose):
    assert anders.add("a.pdf", PDF, type=purpose)["type"] == purpose


def test_another_type_is_told_by_the_content(anders):
    assert anders.add("a.pdf", PDF, type="AUDIO")["type"] == "DOC"
    assert refusal(anders.upload("a.pdf", PDF, type="FAX")) == (422, "type")


@pytest.mark.parametrize("chosen, kept", [
    ("Power of attorney.pdf", "Power of attorney.pdf"), ("Power of attorney", "Power of attorney.pdf"),
    ("Übersicht 2026.PDF", "Übersicht 2026.PDF"), ("../../etc/passwd.pdf", "passwd.pdf"),
    ("C:\\letters\\one.pdf", "one.pdf"),
])
def test_a_chosen_name(anders, chosen, kept):
    assert anders.add("scan.pdf", PDF, filename=chosen)["filename"] == kept


def test_jpeg_and_jpg_are_one_extension(anders):
    stream = io.BytesIO()
    Image.new("RGB", (3, 2)).save(stream, "JPEG")
    assert anders.add("a.jpeg", stream.getvalue(), filename="b.jpg")["filename"] == "b.jpg"


@pytest.mark.parametrize("chosen", ["letter.txt", "letter.pd", "letter.pdf.exe"])
def test_a_chosen_name_with_another_extension_is_refused(anders, chosen):
    assert refusal(anders.upload("scan.pdf", PDF, filename=chosen)) == (422, "filename")


@pytest.mark.parametrize("name", ["a" * 300 + ".txt", "bell\x07.txt"])
def test_a_name_that_no_file_can_have_is_refused(anders, name):
    assert refusal(anders.upload("a.txt", b"x", filename=name)) == (422, "filename")


def test_a_form_without_a_file_is_refused(anders):
    answer = anders.client.post("/file", files={"filename": (None, "a.txt")})
    assert refusal(answer) == (404, "file")
    assert refusal(anders.client.post("/file", json={"filename": "a.txt"})) == (404, "file")


def test_two_files_are_refused(anders):
    answer = anders.client.post("/file", files=[("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))])
    assert refusal(answer) == (422, "file")


def test_ten_megabytes_pass_and_one_byte_more_does_not(anders):
    assert anders.add("a.txt", b"x" * 10_000_000)["size"] == 10_000_000
    assert refusal(anders.upload("a.txt", b"x" * 10_000_001)) == (422, "filesize")


def test_the_limit_is_a_setting(serve, furnish):
    from Support.client import Client
    from Support.documents import Documents
    installation = furnish()
    server = serve(installation, settings={"document.limit": 1000})
    documents = Documents(Client(server.url, installation.administrator), None)
    assert documents.add("a.txt", b"x" * 1000)["size"] == 1000
    assert refusal(documents.upload("a.txt", b"x" * 1001)) == (422, "filesize")


def test_a_page_with_a_script_is_never_shown(anders):
    for name, content in (("a.html", b"<!doctype html><script>1</script>"), ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")):
        answer = anders.content(anders.add(name, content)["_id"])
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_an_image_that_is_an_archive_too_is_never_shown(anders, png):
    document = anders.upload("a.png", png + office("evil.class"))
    if document.status_code == 200:
        answer = anders.content(document.json()["_id"])
        assert answer.headers["Content-Disposition"].startswith("attachment")
    else:
        assert refusal(document) == (422, "file")
