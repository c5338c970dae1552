"""What a panel decides by itself, and what it tells of it afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from Support import database
from Support.intercom import Intercom
from Support.panel import Panel, moment

KEYS = ["0000AA01", "0000aa02", "0000AA03", "0000AA04", "0000FFFF"]


def opening(id, **more):
    logged = datetime.now(timezone.utc) - timedelta(hours=1)
    return {"id": id, "release_method": "nfc", "logged_at": logged.isoformat(), **more}


def stored(installation, panel, column="name"):
    rows = database.rows(installation.data, f"SELECT {column} FROM door_release WHERE panel_id = {panel.id} ORDER BY id")
    return [row[0] for row in rows]


@pytest.fixture
def fresh(server, client, installation):
    """A panel with two apartments and no history."""
    intercom = Intercom.create(client, installation)
    intercom.load([{"apartment": 1, "key": "0000AA01", "user": "first@example.org", "user name": "Ada"},
                   {"apartment": 2, "key": "0000AA02"}])
    return Panel.of(intercom, server)


@pytest.mark.parametrize("key", KEYS)
def test_a_panel_decides_offline_as_the_server_does(panel, key):
    offline, online = panel.credentials().decide(key=key), panel.decide(key=key)
    assert (offline is not None) == online["allow"]
    if offline:
        assert offline["name"] == online["name"] and offline["release_method"] == "nfc"


def test_a_set_is_good_for_a_day(panel):
    body = panel.credentials().body
    now = datetime.now(timezone.utc)
    assert moment(body["valid_from"]) <= now
    assert moment(body["valid_until"]) >= now + timedelta(hours=24)
    assert body["panel_id"] == panel.id


def test_a_set_has_neither_keys_nor_codes_in_the_clear(panel):
    text = panel.get("/credentials").text
    assert "AA01" not in text.upper().replace(panel.credentials().body["hashing"]["key"].upper(), "")


def test_a_set_that_is_known_is_not_sent_again(house, panel):
    first = panel.get("/credentials")
    tag = first.headers["ETag"]
    again = panel.get("/credentials", headers={"If-None-Match": tag})
    if again.status_code == 200:  # an hour has begun
        tag = again.headers["ETag"]
        again = panel.get("/credentials", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    house.client.post(f"{house.path}/keys", json={"flat": "4", "keys": ["0000CC77"]})
    changed = panel.get("/credentials", headers={"If-None-Match": tag})
    assert changed.status_code == 200 and changed.headers["ETag"] != tag
    assert panel.credentials().decide(key="0000CC77")["unit"] == "4"


def test_panels_hash_with_keys_of_their_own(server, fresh, panel):
    first, second = fresh.credentials().body["hashing"]["key"], panel.credentials().body["hashing"]["key"]
    assert first != second and len(first) == 64


def test_nothing_of_a_set_is_left_on_the_disk(installation, panel):
    before = {path for path in installation.data.rglob("*.json")}
    panel.credentials()
    assert {path for path in installation.data.rglob("*.json")} == before


def test_openings_told_twice_are_stored_once(installation, fresh):
    batch = [opening(f"event-{number}", name=f"Guest {number}", unit=1) for number in range(300)]
    answer = fresh.tell(batch)
    assert (answer.status_code, answer.json()) == (201, {"stored": 300, "known": 0})
    answer = fresh.tell(batch + [opening("one-more", name="Late")])
    assert (answer.status_code, answer.json()) == (201, {"stored": 1, "known": 300})
    answer = fresh.tell(batch)
    assert (answer.status_code, answer.json()) == (200, {"stored": 0, "known": 300})
    names = stored(installation, fresh)
    assert len(names) == 301 and len(set(names)) == 301


def test_openings_told_at_the_same_time_are_stored_once(installation, fresh):
    batch = [opening(f"event-{number}") for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: fresh.tell(batch), range(8)))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert sum(answer.json()["stored"] for answer in answers) == 200
    assert len(stored(installation, fresh)) == 200


def test_an_opening_is_tied_to_whose_credential_it_was(installation, fresh):
    credential = fresh.credentials().decide(key="0000AA01")
    assert fresh.tell([opening("a", credential=credential["id"])]).status_code == 201
    assert stored(installation, fresh) == ["Ada"]
    assert stored(installation, fresh, "tenant_id IS NOT NULL")[0]


def test_an_opening_of_another_buildings_credential_is_nobodys(installation, fresh, panel):
    foreign = panel.credentials().decide(key="0000AA01")
    assert fresh.tell([opening("a", credential=foreign["id"])]).status_code == 201
    assert stored(installation, fresh) == [None]


def test_an_opening_of_the_future_is_of_now(installation, fresh):
    late = (datetime.now(timezone.utc) + timedelta(days=3)).isoformat()
    assert fresh.tell([opening("a", logged_at=late)]).status_code == 201
    assert stored(installation, fresh, "logged_at <= created_at")[0]


@pytest.mark.parametrize("wrong, field", [
    ({"id": None}, "id"), ({"id": "x" * 101}, "id"), ({"release_method": "crowbar"}, "release_method"),
    ({"logged_at": "yesterday"}, "logged_at"), ({"door_release_type": "ghost"}, "door_release_type"),
    ({"credential": "tenant/x"}, "credential"), ({"name": "x" * 201}, "name"),
])
def test_a_batch_with_a_wrong_opening_is_refused_as_a_whole(installation, fresh, wrong, field):
    answer = fresh.tell([opening("a"), opening("b") | wrong])
    assert answer.status_code == 422 and list(answer.json()["errors"]) == [f"door_releases[1].{field}"]
    assert stored(installation, fresh) == []


def test_a_batch_has_a_thousand_openings_at_most(fresh):
    assert fresh.tell([opening(str(number)) for number in range(1001)]).status_code == 422
    assert fresh.tell([opening(str(number)) for number in range(1000)]).json()["stored"] == 1000
    assert fresh.post("/door_releases", {"door_releases": "none"}).status_code == 422
    assert fresh.tell([]).json() == {"stored": 0, "known": 0}


def test_a_server_killed_under_a_batch_has_it_whole_once_it_was_told_again(serve, furnish):
    installation = furnish()
    server = serve(installation)
    id = installation.intercom()
    panel = Panel(server.url, installation.json("intercom", "token", str(id))["token"], id)
    batch = [opening(f"event-{number}", name=f"Guest {number}") for number in range(1000)]
    with ThreadPoolExecutor(1) as pool:
        told = pool.submit(lambda: panel.tell(batch))
        while len(stored(installation, panel)) == 0 and not told.done():
            pass
        server.kill()
        try:
            told.result()
        except OSError:
            pass  # cut off, as it was meant to be
    server.start()
    panel = Panel(server.url, panel.token, id)
    assert panel.tell(batch).status_code in (200, 201)
    names = stored(installation, panel)
    assert len(names) == 1000 and len(set(names)) == 1000
