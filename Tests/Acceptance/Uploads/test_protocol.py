"""tus 1.0.0: core, creation, termination, and what is refused."""

import email.utils
import time

import pytest

from Support.client import Client
from Support.tus import BYTES, Uploads, metadata, text

EXTENSIONS = {"creation", "creation-with-upload", "termination", "checksum", "expiration", "concatenation"}


def test_options_tells_what_is_known_without_a_token(server):
    anonymous = Uploads(Client(server.url))
    for where in ("/uploads", "/uploads/000000000000000000000000"):
        answer = anonymous.request("OPTIONS", where, version={})
        assert answer.status_code == 204
        assert answer.headers["Tus-Version"] == answer.headers["Tus-Resumable"] == "1.0.0"
        assert set(answer.headers["Tus-Extension"].split(",")) == EXTENSIONS
        assert set(answer.headers["Tus-Checksum-Algorithm"].split(",")) == {"sha1", "sha256"}
        assert int(answer.headers["Tus-Max-Size"]) >= 20_000_000


def test_an_upload_comes_in_by_pieces(uploads):
    content = text(100_000)
    sent = metadata(filename="letter.txt", filetype="text/plain")
    url = uploads.begin(len(content), filename="letter.txt", filetype="text/plain")
    for start in range(0, len(content), 30_000):
        answer = uploads.append(url, content[start:start + 30_000], start)
        assert answer.status_code == 204
        assert int(answer.headers["Upload-Offset"]) == min(start + 30_000, len(content))
        assert answer.headers["Tus-Resumable"] == "1.0.0"
        described = uploads.head(url)
        assert described.headers["Upload-Offset"] == answer.headers["Upload-Offset"]
        assert described.headers["Upload-Length"] == str(len(content))
        assert described.headers["Upload-Metadata"] == sent
        assert described.headers["Cache-Control"] == "no-store"
    assert uploads.content(url).content == content


def test_tuspy_uploads(uploads):
    content = text(700_000, seed=1)
    sender = uploads.sender(content, chunk_size=100_000, metadata={"filename": "by tuspy.txt"})
    sender.upload()
    assert uploads.content(sender.url).content == content


def test_tuspy_uploads_with_checksums(uploads):
    content = text(300_000, seed=2)
    sender = uploads.sender(content, chunk_size=100_000, metadata={"filename": "a.txt"}, upload_checksum=True)
    sender.upload()
    assert uploads.content(sender.url).content == content


def test_bytes_may_come_with_the_announcement(uploads):
    content = text(1000)
    answer = uploads.create(len(content), content[:400], filename="a.txt")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, "400")
    url = answer.headers["Location"]
    assert uploads.offset(url) == 400
    assert uploads.append(url, content[400:], 400).status_code == 204
    assert uploads.content(url).content == content


def test_all_bytes_may_come_with_the_announcement(uploads):
    content = text(1000)
    answer = uploads.create(len(content), content, filename="a.txt")
    assert answer.status_code == 201 and "X-Upload-Result" in answer.headers and "Content-Location" in answer.headers
    assert uploads.content(answer.headers["Location"]).content == content


def test_an_upload_without_bytes_is_whole_at_once(uploads):
    answer = uploads.create(0, filename="empty.txt")
    assert answer.status_code == 201 and "X-Upload-Result" in answer.headers
    assert uploads.content(answer.headers["Location"]).content == b""


def test_no_other_version_is_spoken(uploads):
    url = uploads.begin(10, filename="a.txt")
    for version in ({}, {"Tus-Resumable": "0.2.2"}):
        for method, where in (("POST", "/uploads"), ("HEAD", url), ("PATCH", url), ("DELETE", url)):
            answer = uploads.request(method, where, version=version)
            assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0"), method
    assert uploads.offset(url) == 0


@pytest.mark.parametrize("offset", [-1, 1, 9, 10, 11, 10**30, "x", ""])
def test_bytes_belong_where_the_others_end(uploads, offset):
    url = uploads.begin(10, filename="a.txt")
    answer = uploads.append(url, b"12345", offset)
    assert answer.status_code == (409 if offset in (1, 9, 10, 11) else 400)
    assert uploads.offset(url) == 0


def test_the_offset_must_be_told(uploads):
    url = uploads.begin(10, filename="a.txt")
    answer = uploads.request("PATCH", url, headers={"Content-Type": BYTES}, data=b"12345")
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", ["application/octet-stream", "text/plain"])
def test_bytes_have_one_media_type(uploads, kind):
    url = uploads.begin(10, filename="a.txt")
    assert uploads.append(url, b"12345", headers={"Content-Type": kind}).status_code == 415
    assert uploads.create(10, b"12345", headers={"Content-Type": kind}, filename="a.txt").status_code == 415


def test_more_bytes_than_announced_are_refused(uploads):
    url = uploads.begin(10, filename="a.txt")
    assert uploads.append(url, b"x" * 11).status_code == 413
    assert uploads.append(url, iter([b"x" * 5, b"x" * 6])).status_code == 413
    assert uploads.offset(url) < 10
    assert uploads.create(10, b"x" * 11, filename="a.txt").status_code == 400


def test_a_request_of_unknown_length_is_taken(uploads):
    content = text(600_000)
    url = uploads.begin(len(content), filename="a.txt")
    answer = uploads.append(url, iter([content[:100], content[100:400_000], content[400_000:]]))
    assert answer.status_code == 204
    assert uploads.content(url).content == content


def test_a_request_without_bytes_changes_nothing(uploads):
    url = uploads.begin(10, filename="a.txt")
    answer = uploads.append(url, b"")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "0")
    uploads.append(url, b"1234567890")
    again = uploads.append(url, b"", 10)
    assert (again.status_code, again.headers["Upload-Offset"]) == (204, "10")
    assert "X-Upload-Result" in again.headers


@pytest.mark.parametrize("length", ["", "-1", "+5", "1.5", "ten", str(10**30), None])
def test_the_length_is_a_number(uploads, length):
    headers = {} if length is None else {"Upload-Length": length}
    assert uploads.create(None, headers=headers, filename="a.txt").status_code == 400


def test_the_length_cannot_be_told_later(uploads):
    assert uploads.create(None, headers={"Upload-Defer-Length": "1"}, filename="a.txt").status_code == 400


def test_what_is_too_large_for_everything_is_refused(uploads):
    limit = int(uploads.request("OPTIONS", "/uploads").headers["Tus-Max-Size"])
    assert uploads.create(limit + 1, filename="a.txt").status_code == 413


@pytest.mark.parametrize("value", [
    "filename", "filename bm90ZQ==,filename bm90ZQ==", "filename not-base64!", "filename bm90ZQ== more", "name /w==",
    ",".join(f"name{n} YQ==" for n in range(100)),
])
def test_metadata_are_names_and_base64(uploads, value):
    answer = uploads.create(10, headers={"Upload-Metadata": value})
    assert answer.status_code == (201 if value == "filename" else 400)


def test_an_upload_can_be_taken_back(uploads):
    url = uploads.begin(10, filename="a.txt")
    uploads.append(url, b"12345")
    assert uploads.terminate(url).status_code == 204
    assert uploads.head(url).status_code == 410
    assert uploads.append(url, b"12345", 5).status_code == 410
    assert uploads.terminate(url).status_code == 410


def test_the_bytes_can_be_had_once_they_are_all_there(uploads):
    url = uploads.begin(10, filename="näme.txt")
    uploads.append(url, b"12345")
    assert uploads.content(url).status_code == 409
    uploads.append(url, b"67890", 5)
    answer = uploads.content(url)
    assert answer.content == b"1234567890"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "n%C3%A4me.txt" in answer.headers["Content-Disposition"]
    part = uploads.request("GET", url, headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content) == (206, b"345")


@pytest.mark.parametrize("method", ["HEAD", "PATCH", "DELETE"])
def test_the_method_may_stand_in_a_header(uploads, method):
    url = uploads.begin(10, filename="a.txt")
    headers = {"X-HTTP-Method-Override": method}
    if method == "PATCH":
        headers |= {"Upload-Offset": "0", "Content-Type": BYTES}
    answer = uploads.request("POST", url, headers=headers, data=b"12345" if method == "PATCH" else None)
    assert answer.status_code == (200 if method == "HEAD" else 204)
    assert uploads.head(url).status_code == (410 if method == "DELETE" else 200)
    if method == "PATCH":
        assert uploads.offset(url) == 5


def test_other_methods_are_refused(uploads):
    url = uploads.begin(10, filename="a.txt")
    assert uploads.request("POST", url).status_code == 405
    assert uploads.request("PUT", url).status_code == 405
    assert uploads.request("GET", "/uploads").status_code == 405


def test_an_upload_expires_a_day_after_its_last_bytes(uploads):
    url = uploads.begin(10, filename="a.txt")
    for answer in (uploads.head(url), uploads.append(url, b"12345")):
        expires = email.utils.parsedate_to_datetime(answer.headers["Upload-Expires"]).timestamp()
        assert 86_300 < expires - time.time() < 86_500


def test_uploads_that_nobody_goes_on_with_are_gone(own):
    uploads, documents, _ = own({"upload.lifetime": 1})
    url = uploads.begin(400_000, target="document", filename="a.txt")
    uploads.append(url, b"12345")
    deadline = time.monotonic() + 20
    while uploads.head(url).status_code != 410:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert uploads.append(url, b"12345", 5).status_code == 410
    assert uploads.content(url).status_code == 410


def test_nobody_has_too_many_open_uploads(own):
    uploads, _, _ = own()
    for _ in range(1000):
        uploads.begin(10, filename="a.txt")
    answer = uploads.create(10, filename="a.txt")
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 0
