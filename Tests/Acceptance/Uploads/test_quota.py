"""Room is reserved when an upload is announced, exact at the end, and given back by whatever else ends it."""

import time

import pytest

from Support.documents import refusal
from Support.tus import text


@pytest.fixture
def tight(own):
    """An organization that may keep a million bytes."""
    uploads, documents, _ = own(quota=1_000_000)
    return uploads, documents


def begin(uploads, size):
    return uploads.create(size, target="document", filename="a.txt")


def test_room_is_taken_by_the_announcement(tight):
    uploads, documents = tight
    assert begin(uploads, 700_000).status_code == 201
    assert refusal(begin(uploads, 300_001)) == (422, "storage")
    assert refusal(documents.upload("b.txt", b"x" * 300_001)) == (422, "storage")
    assert documents.storage().json()["used"] == 0
    assert begin(uploads, 300_000).status_code == 201
    assert refusal(begin(uploads, 1)) == (422, "storage")


def test_what_is_kept_at_the_end_is_counted_once(tight):
    uploads, documents = tight
    content = text(700_000)
    url = begin(uploads, len(content)).headers["Location"]
    for start in range(0, len(content), 100_000):
        uploads.append(url, content[start:start + 100_000], start)
    assert documents.storage().json() == {"quota": 1_000_000, "used": 700_000, "files": 1}
    assert refusal(begin(uploads, 300_001)) == (422, "storage")
    assert begin(uploads, 300_000).status_code == 201


def test_room_comes_back_when_an_upload_is_taken_back(tight):
    uploads, documents = tight
    url = begin(uploads, 1_000_000).headers["Location"]
    uploads.append(url, text(500_000))
    uploads.terminate(url)
    assert begin(uploads, 1_000_000).status_code == 201


def test_room_comes_back_when_an_upload_is_refused(tight):
    uploads, documents = tight
    url = uploads.begin(900_000, target="document", filename="a.png")
    assert refusal(uploads.append(url, text(900_000))) == (422, "file")
    assert begin(uploads, 1_000_000).status_code == 201


def test_room_comes_back_when_an_upload_expires(own):
    uploads, _, _ = own({"upload.lifetime": 5}, quota=1_000_000)
    uploads.append(begin(uploads, 1_000_000).headers["Location"], text(500_000))
    deadline = time.monotonic() + 40
    while begin(uploads, 1_000_000).status_code != 201:
        assert time.monotonic() < deadline, "the room did not come back"
        time.sleep(0.2)


def test_taking_a_whole_upload_back_leaves_what_it_became(tight):
    uploads, documents = tight
    url = begin(uploads, 1000).headers["Location"]
    uploads.append(url, text(1000))
    uploads.terminate(url)
    assert documents.storage().json()["used"] == 1000
    assert len(documents.names()) == 1


def test_bytes_of_uploads_outlive_a_sweep(own):
    uploads, documents, _ = own({"sweep.interval": 1, "sweep.grace": 1})
    content = text(900_000)
    url = begin(uploads, len(content)).headers["Location"]
    uploads.append(url, content[:500_000])
    time.sleep(4)
    assert uploads.append(url, content[500_000:], 500_000).status_code == 204
    time.sleep(4)
    assert uploads.content(url).content == content
