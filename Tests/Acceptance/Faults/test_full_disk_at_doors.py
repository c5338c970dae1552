"""A full disk at the doors: what cannot be written is refused whole, what can be read still is, and all goes on afterwards."""

import io
import itertools
import random

import pytest
from PIL import Image

from fault_doors import Doors
from fault_house import House
from Support.database import on_postgres

NUMBERS = itertools.count(1)
TRIES = 400


@pytest.fixture
def cramped(disk, tmp_path):
    """Doors on a disk that can be filled."""
    often = {f"surface.{name}.{what}": 100_000 for name in ("access", "panel") for what in ("rate", "burst")}
    house = House(disk.place / "data", often, disk.prefix, disk.view / "data", log=tmp_path / "cramped.log")
    house.start()
    yield Doors(house)
    house.close()


def openings(count):
    return [
        {"id": f"event-{next(NUMBERS)}", "release_method": "nfc", "name": "N" * 200, "logged_at": "2026-11-22T16:12:00Z"}
        for _ in range(count)]


def assert_no_room(answer):
    assert answer.status_code == 507, f"{answer.status_code} {answer.text}"
    assert "full" in answer.text


def fill_to_the_last_page(doors, disk):
    """Until one opening more does not fit; how many have been stored."""
    stored = 0
    for count in (200, 1):
        for _ in range(TRIES):
            disk.fill()
            answer = doors.panel.tell(openings(count))
            if answer.status_code != 201:
                assert_no_room(answer)
                break
            stored += count
        else:
            pytest.fail("the disk was never full")
    return stored


def count(doors):
    return len(doors.root.ids("/door_releases", page_size=100, page_after=""))


@pytest.mark.skipif(on_postgres, reason="the database is on another disk")
def test_what_a_full_disk_refuses_is_refused_whole(cramped, disk):
    key = cramped.give_key().json()["included"]
    pin = next(item["attributes"]["pin"] for item in key if item["type"] == "virtual_keys")
    stored = fill_to_the_last_page(cramped, disk)
    # Nothing is used up by a decision that could not be written.
    refused = cramped.panel.post("/decisions", {"pin": pin})
    assert_no_room(refused)
    batch = openings(1000)
    assert_no_room(cramped.panel.tell(batch))
    made = [cramped.give_key("custom", ("a@example.org", "b@example.org", "c@example.org")) for _ in range(3)]
    assert_no_room(made[-1])
    assert_no_room(cramped.anna.send("POST", "/pins", "pins", {"code": "940265"}, id=cramped.tenant))
    assert_no_room(cramped.anna.patch("/me", "users", {"first_name": "Anneliese"}))
    # What is only read is answered, and the server lives.
    assert cramped.anna.get("/me").status_code == 200
    assert cramped.panel.get("/credentials").status_code in (200, 507)
    cramped.house.assert_alive()

    disk.make_room()
    assert count(cramped) == stored
    assert cramped.anna.read(f"/pins/{cramped.tenant}")["data"]["attributes"]["code"] is None
    assert cramped.anna.read("/me")["data"]["attributes"]["first_name"] != "Anneliese"
    chains = cramped.anna.read("/keychains", include="virtual_keys", page_size=100)
    sizes = [len(chain["relationships"]["virtual_keys"]["data"]) for chain in chains["data"]]
    assert sorted(sizes) == [1] + [3] * sum(answer.status_code == 201 for answer in made)
    assert cramped.panel.decide(pin=pin)["allow"]
    assert cramped.panel.decide(pin=pin)["reason"] == "used"
    answer = cramped.panel.tell(batch)
    assert (answer.status_code, answer.json()) == (201, {"stored": 1000, "known": 0})
    assert cramped.give_key("custom").status_code == 201


def test_a_picture_that_does_not_fit_is_refused_with_its_call(cramped, disk):
    picture = io.BytesIO()
    # Noise, which does not shrink.
    Image.frombytes("RGB", (700, 900), random.Random(1).randbytes(3 * 700 * 900)).save(picture, "PNG")
    form = {"unit": (None, "1"), "image": ("visitor.png", picture.getvalue())}

    def ring():
        return cramped.panel.session.post(f"{cramped.panel.url}/panel/v1/calls", files=form, timeout=30)

    disk.fill(spare=1 << 20)
    assert_no_room(ring())
    assert cramped.anna.read("/me/calls")["data"] == []
    assert not cramped.house.incoming()
    disk.make_room()
    guid = cramped.panel.ring("1")
    assert [call["attributes"]["guid"] for call in cramped.anna.read("/me/calls")["data"]] == [guid]
    assert ring().status_code == 201
