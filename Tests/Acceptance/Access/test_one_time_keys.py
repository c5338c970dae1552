"""Of all who show a one-time key at the same instant, one gets in."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from Support import database
from Support.panel import Panel
from Support.residents import custom, key_of, panel
from Support.server import Server


def at_once(doors, **shown):
    """How many of these doors open when all are shown the same at the same time."""
    ready = Barrier(len(doors))

    def show(door):
        ready.wait(timeout=10)
        return door.decide(**shown)

    with ThreadPoolExecutor(len(doors)) as pool:
        return sum(answer["allow"] for answer in pool.map(show, doors))


def one_time(estate):
    return key_of(custom(
        estate.anna, ("tenants", estate.tenants["anna"]), kind="one_time", recipients=["plumber@example.com"]))


def test_of_two_doors_one_opens(estate):
    doors = [panel(estate, estate.panel), panel(estate, estate.side)] * 2
    for _ in range(10):
        key = one_time(estate)
        assert at_once(doors, pin=key["attributes"]["pin"]) == 1
        assert doors[0].decide(pin=key["attributes"]["pin"])["reason"] == "used"
        keychain = key["relationships"]["keychain"]["data"]["id"]
        shown = estate.anna.read(f"/keychains/{keychain}", include="virtual_keys")["included"][0]["attributes"]
        assert shown["used_at"] is not None and shown["one_time_key_used_at"] == shown["used_at"]


@pytest.mark.skipif(not database.on_postgres, reason="several servers need PostgreSQL")
def test_of_doors_at_two_servers_one_opens(estate):
    first = [panel(estate, estate.panel), panel(estate, estate.side)]
    with Server(estate.installation) as second:
        doors = first + [Panel(second.url, door.token, door.id) for door in first]
        for _ in range(10):
            assert at_once(doors, pin=one_time(estate)["attributes"]["pin"]) == 1


def test_each_key_of_a_keychain_opens_once(estate):
    door = panel(estate, estate.panel)
    made = custom(
        estate.anna, ("tenants", estate.tenants["anna"]), kind="one_time",
        recipients=["one@example.com", "two@example.com"])
    keys = [one for one in made.json()["included"] if one["type"] == "virtual_keys"]
    for key in keys:
        assert [door.decide(pin=key["attributes"]["pin"])["allow"] for _ in range(2)] == [True, False]
