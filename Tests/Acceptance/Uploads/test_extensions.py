"""Checksums and uploads that are put together out of others."""

import itertools
import urllib.parse

import pytest

from Support.tus import checksum, metadata, result, text

PARTIAL = {"Upload-Concat": "partial"}


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_bytes_with_the_right_checksum_are_kept(uploads, algorithm):
    content = text(100_000)
    url = uploads.begin(len(content), filename="a.txt")
    for start in (0, 50_000):
        part = content[start:start + 50_000]
        answer = uploads.append(url, part, start, headers={"Upload-Checksum": checksum(algorithm, part)})
        assert answer.status_code == 204
    assert uploads.content(url).content == content


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
@pytest.mark.parametrize("size", [10, 900_000])
def test_bytes_with_another_checksum_are_not_kept(uploads, algorithm, size):
    url = uploads.begin(size, filename="a.txt")
    for part in (b"x" * size, b"x" * (size // 2)):
        answer = uploads.append(url, part, headers={"Upload-Checksum": checksum(algorithm, b"y" * size)})
        assert answer.status_code == 460
        assert uploads.offset(url) == 0
    assert uploads.append(url, b"x" * size, headers={"Upload-Checksum": checksum(algorithm, b"x" * size)}).ok
    assert uploads.content(url).content == b"x" * size


@pytest.mark.parametrize("value", ["md5 kAFQmDzST7DWlj99KOF/cg==", "sha1", "sha1 ???", "", "SHA1 a", "sha256  "])
def test_an_unknown_checksum_is_refused(uploads, value):
    url = uploads.begin(10, filename="a.txt")
    assert uploads.append(url, b"x" * 10, headers={"Upload-Checksum": value}).status_code == 400
    assert uploads.offset(url) == 0


def test_bytes_that_come_with_the_announcement_may_have_a_checksum(uploads):
    headers = {"Upload-Checksum": checksum("sha1", b"67890")}
    assert uploads.create(10, b"12345", headers=headers, filename="a.txt").status_code == 460
    headers = {"Upload-Checksum": checksum("sha1", b"12345")}
    assert uploads.create(10, b"12345", headers=headers, filename="a.txt").headers["Upload-Offset"] == "5"


def partials(uploads, *contents):
    """The URLs of partial uploads with these bytes."""
    urls = []
    for content in contents:
        url = uploads.create(len(content), headers=PARTIAL).headers["Location"]
        if content:
            assert uploads.append(url, content).status_code == 204
        urls.append(url)
    return urls


def concatenate(uploads, urls, **fields):
    headers = {"Upload-Concat": "final;" + " ".join(urls)}
    return uploads.create(None, headers=headers | ({"Upload-Metadata": metadata(**fields)} if fields else {}))


def test_an_upload_is_put_together_out_of_others(uploads):
    contents = [text(size, seed=size) for size in (300_000, 1, 20_000)]
    urls = partials(uploads, *contents)
    for url in urls:
        assert uploads.head(url).headers["Upload-Concat"] == "partial"
    answer = concatenate(uploads, urls, filename="whole.txt")
    assert answer.status_code == 201 and result(answer)["file_name"] == "whole.txt"
    whole = answer.headers["Location"]
    assert uploads.content(whole).content == b"".join(contents)
    described = uploads.head(whole).headers
    assert described["Upload-Concat"] == "final;" + " ".join(urls)
    assert described["Upload-Length"] == described["Upload-Offset"] == str(sum(map(len, contents)))


def test_the_order_is_that_of_the_request_and_paths_will_do(uploads):
    for order in itertools.permutations(range(3)):
        urls = [urllib.parse.urlsplit(url).path for url in partials(uploads, b"one", b"two", b"three")]
        answer = concatenate(uploads, [urls[number] for number in order], filename="a.txt")
        assert uploads.content(answer.headers["Location"]).content == b"".join(
            [b"one", b"two", b"three"][number] for number in order)


def test_nothing_is_added_to_what_was_put_together(uploads):
    answer = concatenate(uploads, partials(uploads, b"one", b"two"), filename="a.txt")
    assert uploads.append(answer.headers["Location"], b"x", 6).status_code == 403


def test_only_ones_own_whole_partial_uploads_are_put_together(uploads, foreign):
    mine, theirs = partials(uploads, b"one")[0], partials(foreign, b"two")[0]
    unfinished = uploads.create(10, headers=PARTIAL).headers["Location"]
    ordinary = uploads.begin(3, filename="a.txt")
    uploads.append(ordinary, b"abc")
    for urls in ([mine, theirs], [mine, unfinished], [mine, ordinary], [mine, "/uploads/" + "0" * 24], ["x"], []):
        assert concatenate(uploads, urls, filename="a.txt").status_code == 400, urls
    assert uploads.create(3, headers={"Upload-Concat": "half"}, filename="a.txt").status_code == 400
    assert uploads.offset(mine) == 3


def test_a_partial_upload_is_no_file(uploads):
    url = partials(uploads, b"one")[0]
    assert uploads.content(url).status_code == 409
    assert "X-Upload-Result" not in uploads.head(url).headers


def test_what_was_put_together_becomes_its_target(uploads, documents):
    urls = partials(uploads, text(300_000, 1), text(300_000, 2))
    answer = concatenate(uploads, urls, target="document", filename="long.txt")
    assert documents.get(result(answer)["_id"]).json()["size"] == 600_000
    refused = concatenate(uploads, partials(uploads, b"text"), target="document", filename="image.png")
    assert refused.json()["error"]["message"] == "file"


def test_parts_give_their_room_to_the_whole(own):
    uploads, documents, _ = own(quota=1_000_000)
    urls = partials(uploads, text(300_000, 1), text(300_000, 2))
    assert uploads.create(500_000, target="document", filename="a.txt").status_code == 422
    assert concatenate(uploads, urls, target="document", filename="whole.txt").status_code == 201
    assert documents.storage().json()["used"] == 600_000
    assert uploads.create(400_000, target="document", filename="a.txt").status_code == 201
    assert uploads.head(urls[0]).status_code == 410
