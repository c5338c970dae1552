"""Whether the door opens."""

import pytest

from Support import database
from Support.intercom import Intercom
from Support.panel import Panel


def releases(installation, panel):
    return database.rows(
        installation.data,
        f"SELECT release_method, name, unit_id IS NOT NULL FROM door_release WHERE panel_id = {panel.id} ORDER BY id")


def test_a_tenants_key_opens_and_the_opening_is_written(installation, panel):
    before = len(releases(installation, panel))
    answer = panel.decide(key="0000AA01")
    assert answer == {"allow": True, "reason": None, "open_for_ms": 5000, "name": "Ada"}
    assert [tuple(map(str, row[:2])) for row in releases(installation, panel)[before:]] == [("nfc", "Ada")]


def test_a_key_of_a_unit_alone_opens_without_a_name(panel):
    assert panel.decide(key="0000aa04") == {"allow": True, "reason": None, "open_for_ms": 5000, "name": None}


@pytest.mark.parametrize("shown, reason", [
    ({"key": "0000FFFF"}, "unknown"), ({"key": "0000AA03"}, "not_allowed"), ({"key": "no key"}, "unknown"),
    ({"pin": "482915"}, "unknown"), ({"pin": "482915", "unit": "1"}, "unknown"),
    ({"pin": "482915", "unit": 77}, "unknown"), ({"qr": "ffffffffffffffffffffffffffffffff"}, "unknown"),
])
def test_a_refusal_is_200_with_its_reason_and_nothing_is_written(installation, panel, shown, reason):
    before = len(releases(installation, panel))
    assert panel.decide(**shown) == {"allow": False, "reason": reason, "open_for_ms": 0, "name": None}
    assert len(releases(installation, panel)) == before


@pytest.mark.parametrize("body", [{}, {"key": "0000AA01", "pin": "482915"}, {"unit": "1"}, {"key": None}])
def test_one_thing_is_shown_at_a_time(panel, body):
    answer = panel.post("/decisions", body)
    assert (answer.status_code, answer.json()["error"]) == (422, "decision.shown")


def test_a_panel_opens_for_its_own_keys_alone(server, client, installation, panel):
    other = Intercom.create(client, installation)
    other.load([{"apartment": 1, "key": "0000CC01"}])
    stranger = Panel.of(other, server)
    assert panel.decide(key="0000CC01")["reason"] == "unknown"
    assert stranger.decide(key="0000AA01")["reason"] == "unknown"
    assert stranger.decide(key="0000CC01")["allow"]


def test_guessing_codes_is_slowed_down_and_keys_go_on_opening(server, client, installation):
    intercom = Intercom.create(client, installation)
    intercom.load([{"apartment": 1, "key": "0000CC01"}])
    panel = Panel.of(intercom, server)
    for number in range(20):
        assert panel.decide(pin=f"48{number:04}")["reason"] == "unknown"
    answer = panel.post("/decisions", {"pin": "482915"})
    assert (answer.status_code, answer.json()["error"]) == (429, "pin.guessing")
    assert int(answer.headers["Retry-After"]) >= 1
    assert panel.decide(key="0000CC01")["allow"]
    assert panel.decide(qr="0" * 32)["reason"] == "unknown"
