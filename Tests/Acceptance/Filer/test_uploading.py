"""What comes in: types and accesses, extensions and bytes, sizes, and forms."""

import re

import pytest

from Support.filer import ACCESS, AUTHORIZED, MODEL, PICTURES, kind, picture, refusal

LIMIT = 20_000_000
PAIRS = {type: ["Authorized"] for type in AUTHORIZED} | {type: ["Public"] for type in PICTURES} | {None: ACCESS}
# Extension: a real file of that kind, and its media type.
EXTENSIONS = {
    "png": ("picture.png", "image/png"), "jpeg": ("picture.jpg", "image/jpeg"), "jpg": ("picture.jpg", "image/jpeg"),
    "jpe": ("picture.jpg", "image/jpeg"), "jif": ("picture.jpg", "image/jpeg"),
    "jfif": ("picture.jpg", "image/jpeg"), "rtf": ("letter.rtf", "application/rtf"),
    "tif": ("picture.tif", "image/tiff"), "tiff": ("picture.tif", "image/tiff"), "bmp": ("picture.bmp", "image/bmp"),
    "doc": ("letter.doc", "application/msword"),
    "docx": ("letter.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "gif": ("picture.gif", "image/gif"), "odt": ("letter.odt", "application/vnd.oasis.opendocument.text"),
    "pdf": ("letter.pdf", "application/pdf"), "xls": ("table.xls", "application/vnd.ms-excel"),
    "xlsx": ("table.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "heic": ("picture.heic", "image/heic"),
}


@pytest.mark.parametrize("type", PAIRS)
@pytest.mark.parametrize("access", [*ACCESS, None])
def test_a_type_goes_with_its_accesses_alone(firms, type, access):
    filer = firms.by["head both"]
    answer = filer.upload("a.png", picture(), business_type=type, access_type=access)
    if access is None or access in PAIRS[type]:
        file = answer.json()
        assert answer.status_code == 200
        assert file["file_business_type"] == type
        assert file["access_type"] == access or access is None
        if access is None:
            assert file["access_type"] == ("Contact" if type is None else PAIRS[type][0])
    else:
        assert refusal(answer) == (400, "file.access")


@pytest.mark.parametrize("field, value", [
    ("business_type", "Passport"), ("business_type", "avatar"), ("access_type", "Everybody"), ("access_type", "public"),
    ("with_watermark", "perhaps"),
])
def test_an_unknown_word_is_refused(anna, field, value):
    assert refusal(anna.upload(**{field: value}))[0] == 400


def test_the_answer_is_the_model(anna):
    file = anna.add("Price list.csv", b"a;b\n1;2\n", business_type="Load")
    assert set(file) == MODEL
    assert re.fullmatch(r"[0-9a-f]{24}", file["file_key"])
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}", file["file_key2"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", file["add_date"])
    assert file | {"file_key": 0, "file_key2": 0, "add_date": 0} == {
        "file_key": 0, "deleted_date": None, "file_key2": 0, "file_name": "Price list.csv", "content_type": "text/csv",
        "access_type": "Authorized", "file_business_type": "Load", "add_date": 0, "firm_id": None, "contact_id": None,
        "with_watermark": False,
    }


@pytest.mark.parametrize("path", ["/v1/filer", "/v1/filer/"])
def test_the_slash_at_the_end_does_not_matter(anna, path):
    assert anna.upload(path=path).status_code == 200


@pytest.mark.parametrize("extension", [*EXTENSIONS, "csv", "txt"])
@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_every_extension_is_taken_with_its_bytes(anna, extension, case):
    source, media = EXTENSIONS.get(extension, (None, {"csv": "text/csv", "txt": "text/plain"}.get(extension)))
    content = kind(source) if source else b"a;b\n1;2\n"
    file = anna.add(f"file.{case(extension)}", content)
    assert file["content_type"] == media
    answer = anna.get(file["file_key"])
    assert answer.content == content and answer.headers["Content-Type"] == media


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_bytes_that_are_something_else_are_refused(anna, extension):
    other = "picture.png" if extension != "png" else "letter.pdf"
    assert refusal(anna.upload(f"file.{extension}", kind(other))) == (400, "file.content")


@pytest.mark.parametrize("name", [
    "a.exe", "a.svg", "a.html", "a.zip", "a.docm", "a.webp", "a.odp", "a", "a.", ".png", "a.png.exe", "a.png ~",
])
def test_any_other_extension_is_refused(anna, name):
    assert refusal(anna.upload(name, picture()))[0] == 400


@pytest.mark.parametrize("type", PICTURES)
@pytest.mark.parametrize("extension", [*EXTENSIONS, "csv", "txt"])
def test_pictures_are_png_or_jpeg(firms, type, extension):
    content = kind(EXTENSIONS[extension][0]) if extension in EXTENSIONS else b"text\n"
    answer = firms.by["head both"].upload(f"file.{extension}", content, business_type=type)
    taken = extension in ("png", "jpeg", "jpg", "jpe", "jif", "jfif")
    assert answer.status_code == (200 if taken else 400), answer.text


def test_the_largest_file_is_taken_and_one_byte_more_is_not(anna):
    line = b"0123456789abcdef" * 64
    content = (line * (LIMIT // len(line) + 1))[:LIMIT]
    key = anna.add("large.txt", content)["file_key"]
    assert anna.get(key).content == content
    assert refusal(anna.upload("large.txt", content + b"x")) == (413, "file.too-large")


def test_a_body_far_too_large_is_refused_by_its_head(anna):
    answer = anna.client.post(
        "/v1/filer", data=b"", headers={"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "9" * 10})
    assert answer.status_code == 413


@pytest.mark.parametrize("fields", [{}, {"file": (None, "text")}])
def test_a_form_without_a_file_is_refused(anna, fields):
    answer = anna.client.post("/v1/filer", files={"other": (None, "x"), **fields})
    assert refusal(answer)[0] == 400


def test_two_files_are_refused(anna):
    answer = anna.client.post("/v1/filer", files=[("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))])
    assert refusal(answer) == (400, "file.several")


def test_what_is_no_form_is_refused(anna):
    assert anna.client.post("/v1/filer", json={"file": "x"}).status_code == 400
    assert anna.client.post("/v1/filer", data=b"text").status_code == 400


def test_the_fields_may_follow_the_file(anna):
    answer = anna.client.post("/v1/filer", files=[
        ("file", ("a.txt", b"a\n")), ("business_type", (None, "Orders")), ("access_type", (None, "Authorized"))])
    assert answer.json()["file_business_type"] == "Orders"


def test_a_logo_that_is_told_after_the_file_takes_the_rights_too(firms):
    answer = firms.anna.client.post(
        "/v1/filer", files=[("file", ("a.png", picture())), ("business_type", (None, "Logo"))])
    assert refusal(answer) == (403, "logo.rights")


def test_a_refused_upload_takes_no_room(alone):
    firms = alone()
    used = lambda: firms.installation.quota("Haul")["used"]  # noqa: E731
    firms.anna.upload("a.png", b"text" * 100_000)
    assert used() == 0
    firms.anna.add("a.txt", b"1234567890")
    assert used() == 10


def test_a_full_quota_refuses_what_does_not_fit(alone):
    firms = alone()
    firms.installation.quota("Haul", 1000)
    firms.anna.add("a.txt", b"x" * 600)
    assert refusal(firms.anna.upload("b.txt", b"x" * 600)) == (403, "file.quota")
    firms.anna.add("c.txt", b"x" * 400)


def test_the_name_keeps_no_path(anna):
    assert anna.add("C:\\fleet\\trucks.txt")["file_name"] == "trucks.txt"
    assert anna.add("../../Рейс 7.txt")["file_name"] == "Рейс 7.txt"
