"""A panel that decides by itself opens for residents' codes and visitors' keys as the server does."""

from datetime import datetime, timedelta, timezone

from Support.residents import SOON, at, custom, key_of, panel


def agree(door, **shown):
    """What both say; None: closed."""
    offline, online = door.credentials().decide(**shown), door.decide(**shown)
    assert (offline and offline["name"]) == online["name"], (offline, online)
    assert bool(offline) == online["allow"], (offline, online)
    return offline


def opening(id, credential):
    return {
        "id": id, "release_method": credential["release_method"], "credential": credential["id"],
        "logged_at": at(datetime.now(timezone.utc))}


def test_a_residents_code_opens_offline_alone_and_with_their_unit(estate):
    door = panel(estate, estate.panel)
    set_ = estate.anna.send("POST", "/pins", "pins", {"code": "749218"}, id=estate.tenants["anna"])
    assert set_.status_code == 204, set_.text
    expected = door.decide(pin="749218")["allow"]
    assert bool(agree(door, pin="749218")) == expected
    assert agree(door, pin="749218", unit="2") is None
    assert bool(agree(door, pin="749218", unit="1")) == expected
    assert agree(door, pin="749219") is None


def test_a_visitors_code_opens_offline_while_its_window_lasts(estate):
    door = panel(estate, estate.panel)
    owner = ("units", estate.units["1"])
    now = datetime.now(timezone.utc)
    pin = key_of(custom(estate.unit_admin, owner, recipients=["a@example.com"]))["attributes"]["pin"]
    later = key_of(custom(
        estate.unit_admin, owner, recipients=["b@example.com"], starts_at=at(now + SOON),
        ends_at=at(now + 2 * SOON)))["attributes"]["pin"]
    expected = door.decide(pin=pin)["allow"]
    assert bool(agree(door, pin=pin)) == expected
    assert agree(door, pin=later) is None
    known = door.credentials()
    assert bool(known.decide(at=now + 1.5 * SOON, pin=later)) == expected
    assert known.decide(at=now + 1.5 * SOON, pin=pin) is None
    assert known.decide(at=now + timedelta(hours=40), pin=pin) is None


def test_a_one_time_key_used_offline_is_used_once_the_panel_tells_of_it(estate):
    door = panel(estate, estate.panel)
    key = key_of(custom(
        estate.anna, ("tenants", estate.tenants["anna"]), kind="one_time", recipients=["once@example.com"]))
    pin = key["attributes"]["pin"]
    known = door.credentials()
    credential = known.decide(pin=pin)
    assert credential and credential["once"]
    assert known.decide(pin=pin) is None
    assert door.tell([opening("offline-1", credential)]).json() == {"stored": 1, "known": 0}
    assert door.decide(pin=pin)["reason"] == "used"
    assert door.credentials().decide(pin=pin) is None
    listed = estate.anna.read("/door_releases", filter_unit=estate.units["1"])["data"]
    assert any(one["attributes"]["name"] == "once@example.com" for one in listed)


def test_a_revoked_keychain_is_told_to_the_panel_and_opens_nothing(estate):
    door = panel(estate, estate.panel)
    key = key_of(custom(estate.anna, ("tenants", estate.tenants["anna"]), recipients=["gone@example.com"]))
    keychain = key["relationships"]["keychain"]["data"]["id"]
    with door.listen() as stream:
        assert estate.anna.delete(f"/keychains/{keychain}").status_code == 204
        stream.wait_for("credentials_changed")
    assert agree(door, pin=key["attributes"]["pin"]) is None


def test_a_panel_that_is_switched_off_is_refused_and_its_stream_ends(estate):
    door = panel(estate, estate.side)
    with door.listen() as stream:
        switched = estate.manager.patch(f"/panels/{estate.side}", "panels", {"enabled": False}, id=estate.side)
        assert switched.status_code == 200, switched.text
        try:
            answer = door.post("/decisions", {"key": "0000AA01"})
            assert (answer.status_code, answer.json()["error"]) == (403, "panel.disabled")
            assert door.get("/credentials").status_code == 403
            stream._thread.join(10)
            assert stream.has_ended
        finally:
            estate.manager.patch(f"/panels/{estate.side}", "panels", {"enabled": True}, id=estate.side)
    assert door.get("/credentials").status_code == 200
