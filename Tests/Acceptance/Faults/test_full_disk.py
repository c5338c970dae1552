"""A disk that is full refuses what comes, keeps what there is, and all goes on when there is room again."""

import random
import time

import pytest

from fault_house import House
from fault_workbooks import summary, wrong_summary
from Support import database


@pytest.fixture
def cramped(disk, tmp_path):
    house = House(
        disk.place / "data",
        {"work.lease": 2, "work.poll": 1},
        disk.prefix,
        disk.view / "data",
        log=tmp_path / "cramped.log",
    )
    house.start()
    assert house.load(summary(500, seed=1))["state"] == "loaded"
    house.expected = house.state()
    yield house
    house.close()


def assert_no_room(answer):
    assert answer.status_code == 507, f"{answer.status_code} {answer.text}"
    assert "full" in answer.json()["message"], answer.text


def junk(size):
    return b"PK\3\4" + random.Random(size).randbytes(size)


def assert_works_again(house):
    house.assert_alive()
    assert house.load(summary(500, seed=2))["state"] == "loaded"
    assert house.state() != house.expected
    house.sweep()


def test_an_upload_that_does_not_fit_is_refused_and_leaves_nothing(cramped, disk):
    disk.fill(spare=1 << 20)
    for _ in range(3):
        assert_no_room(cramped.upload(junk(8 << 20)))
        assert not cramped.incoming()
        cramped.assert_alive()
        assert disk.free() > 512 << 10
    disk.make_room()
    assert cramped.state() == cramped.expected
    assert_works_again(cramped)


def test_on_a_disk_without_a_byte_left_everything_is_refused_until_there_is_room(cramped, disk):
    hash_, upload = cramped.stage(summary(500, seed=3))
    disk.fill()
    refused = 0
    for number in range(6):
        answer = cramped.upload(summary(500, seed=10 + number))
        assert answer.status_code in (201, 507), f"{answer.status_code} {answer.text}"
        refused += answer.status_code == 507
    assert refused, "the disk was never full"
    disk.fill()
    confirmed = cramped.upload(hash=hash_)
    assert confirmed.status_code in (204, 507), f"{confirmed.status_code} {confirmed.text}"
    cramped.assert_alive()
    assert cramped.http.get(cramped.path("flats"), headers=cramped.headers(), timeout=20).status_code == 200
    disk.make_room()
    if confirmed.status_code == 507:
        assert cramped.get_upload(upload)["state"] == "staged", "a refused confirmation used the hash up"
        assert cramped.state() == cramped.expected
        assert cramped.upload(hash=hash_).status_code == 204
    assert cramped.wait(upload, within=60)["state"] == "loaded"
    assert cramped.referenced() <= cramped.blobs()
    cramped.sweep()


@pytest.mark.parametrize("is_right", [True, False])
def test_a_load_that_meets_a_full_disk_finishes_when_there_is_room(cramped, disk, is_right):
    cramped.stop()
    cramped.start(work__inside="false")
    hash_, upload = cramped.stage(summary(3000, seed=4) if is_right else wrong_summary(3000, seed=4))
    assert cramped.upload(hash=hash_).status_code == 204
    cramped.stop()
    # Where the database is elsewhere, all that is written here is a copy of the old state.
    disk.fill(spare=0 if database.on_postgres else 96 << 10)
    cramped.start()
    until = time.monotonic() + 20
    while "to be tried again" not in cramped.tail() and "could not" not in cramped.tail():
        assert time.monotonic() < until, f"the load did not meet the full disk:\n{cramped.tail()}"
        assert cramped.get_upload(upload)["state"] not in ("loaded", "rejected"), cramped.tail()
        time.sleep(0.05)
    cramped.assert_alive()
    disk.make_room()
    assert cramped.state() == cramped.expected
    ended = cramped.wait(upload, within=60)
    assert ended["state"] == ("loaded" if is_right else "rejected"), ended
    assert is_right or (ended["error_count"] == 20 and ended["error_file_url"])
    assert (cramped.state() != cramped.expected) == is_right
    heard, _ = cramped.events(upload)
    assert heard
    cramped.sweep()
