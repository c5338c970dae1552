"""A document's bytes, as browsers and download managers ask for them."""

import io
import re

import pytest
from PIL import Image

from Support.documents import PDF, refusal
from Support.filer import KINDS

CONTENT = bytes(range(256)) * 4000


@pytest.fixture(scope="module")
def document(platform):
    return platform.documents().add("data – Ærø.bin", CONTENT)["_id"]


@pytest.fixture
def ask(anders, document):
    def send(**headers):
        return anders.content(document, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return send


def test_the_whole(ask):
    answer = ask()
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["Content-Length"] == str(len(CONTENT))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_head_has_the_same_headers_and_no_bytes(anders, document, ask):
    answer = anders.client.request("HEAD", f"/file/{document}/content")
    assert (answer.status_code, answer.content) == (200, b"")
    whole = ask()
    for name in ("Content-Length", "ETag", "Content-Type", "Content-Disposition"):
        assert answer.headers[name] == whole.headers[name]


@pytest.mark.parametrize("range, start, end", [
    ("bytes=0-0", 0, 1), ("bytes=100-199", 100, 200), ("bytes=1000000-", 1_000_000, 1_024_000),
    ("bytes=-10", 1_023_990, 1_024_000), ("bytes=1023999-9999999", 1_023_999, 1_024_000),
])
def test_a_range(ask, range, start, end):
    answer = ask(Range=range)
    assert (answer.status_code, answer.content) == (206, CONTENT[start:end])
    assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(CONTENT)}"


def test_several_ranges(ask):
    answer = ask(Range="bytes=0-9,100-109,-5")
    assert answer.status_code == 206
    boundary = re.fullmatch(r"multipart/byteranges; ?boundary=\"?([^\"]+)\"?", answer.headers["Content-Type"])[1]
    parts = answer.content.split(f"--{boundary}".encode())[1:-1]
    bodies = [part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for part in parts]
    assert bodies == [CONTENT[0:10], CONTENT[100:110], CONTENT[-5:]]
    assert b"bytes 100-109/1024000" in parts[1]


def test_a_range_behind_the_end(ask):
    answer = ask(Range="bytes=1024000-")
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */1024000"


@pytest.mark.parametrize("range", ["bytes=abc", "lines=1-2", "bytes=5-2"])
def test_a_range_that_is_none_is_passed_over(ask, range):
    assert ask(Range=range).status_code == 200


def test_what_the_client_has_already(ask):
    tag = ask().headers["ETag"]
    for known in (tag, f'"other", {tag}', "*", f"W/{tag}"):
        answer = ask(If_None_Match=known)
        assert (answer.status_code, answer.content) == (304, b"")
    assert ask(If_None_Match='"other"').status_code == 200


def test_a_range_of_what_it_was(ask):
    tag = ask().headers["ETag"]
    assert ask(Range="bytes=0-9", If_Range=tag).status_code == 206
    assert ask(Range="bytes=0-9", If_Range='"older"').status_code == 200


def test_conditions_on_the_date(ask):
    """To the second, as HTTP dates are (RFC 9110, 13.1.3, 13.1.4 and 13.1.5)."""
    date = ask().headers["Last-Modified"]
    earlier, later = "Sat, 01 Jan 2000 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"
    for since in (date, later):
        answer = ask(If_Modified_Since=since)
        assert (answer.status_code, answer.content) == (304, b"")
    assert ask(If_Modified_Since=earlier).status_code == 200
    assert ask(If_Modified_Since="yesterday").status_code == 200
    assert ask(If_Modified_Since=date, If_None_Match='"other"').status_code == 200, "the tag is asked first"
    assert ask(If_Unmodified_Since=earlier).status_code == 412
    assert ask(If_Unmodified_Since=date).status_code == 200
    assert ask(Range="bytes=0-9", If_Range=earlier).status_code == 200


@pytest.mark.parametrize("name", ["picture.heic", "picture.tif"])
def test_a_browser_that_does_not_take_the_kind_gets_a_jpeg(anders, name):
    content = (KINDS / name).read_bytes()
    id = anders.add(name, content)["_id"]
    for accept in ("*/*", "image/heic, image/tiff"):
        assert anders.content(id, headers={"Accept": accept}).content == content
    answer = anders.content(id, headers={"Accept": "text/html, image/webp, image/jpeg;q=0.8"})
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"
    assert answer.headers["Content-Type"] == "image/jpeg" and "Accept" in answer.headers["Vary"]
    assert answer.headers["Content-Disposition"].startswith("inline") and ".jpg" in answer.headers["Content-Disposition"]


def test_the_name(ask):
    disposition = ask().headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "filename*=UTF-8''data%20%E2%80%93%20%C3%86r%C3%B8.bin" in disposition


@pytest.mark.parametrize("name, type", [("a.png", "image/png"), ("a.pdf", "application/pdf")])
def test_images_and_pdfs_are_shown_unless_saving_is_forced(anders, png, name, type):
    id = anders.add(name, png if name == "a.png" else PDF)["_id"]
    shown = anders.content(id)
    assert shown.headers["Content-Type"] == type
    assert shown.headers["Content-Disposition"].startswith("inline")
    saved = anders.content(id, params={"forcedownload": "true"})
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert saved.content == shown.content


def test_an_image_in_a_smaller_width(anders):
    stream = io.BytesIO()
    Image.new("RGB", (800, 400), "navy").save(stream, "PNG")
    id = anders.add("wide.png", stream.getvalue())["_id"]
    for width in (64, 128, 256, 512):
        small = anders.content(id, params={"w": width})
        assert Image.open(io.BytesIO(small.content)).size == (width, width // 2)
        assert anders.content(id, params={"w": width}).headers["ETag"] == small.headers["ETag"]
    assert anders.content(id, params={"w": 1024}).content == stream.getvalue()
    for wrong in ("65", "0", "x"):
        assert refusal(anders.content(id, params={"w": wrong})) == (422, "w")
    assert refusal(anders.content(anders.add()["_id"], params={"w": 64})) == (422, "w")


def test_text_is_saved(anders):
    assert anders.content(anders.add("a.txt")["_id"]).headers["Content-Disposition"].startswith("attachment")


def test_the_bytes_of_nothing(anders):
    id = anders.add("empty.txt", b"")["_id"]
    answer = anders.content(id)
    assert (answer.status_code, answer.content) == (200, b"")
    assert anders.content(id, headers={"Range": "bytes=0-5"}).status_code in (200, 416)


def test_an_unknown_document_has_none(anders):
    assert refusal(anders.content("0" * 24)) == (404, "id")
