"""Visitors ring and leave messages."""

import base64
import pathlib

import pytest

from Support import database
from Support.intercom import Intercom
from Support.panel import Panel
from Support.stream import Stream
from Support.waiting import wait_until

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "Fixtures/Kinds"
PICTURE = (FIXTURES / "picture.jpg").read_bytes()
RECORDING = (FIXTURES / "tone.ogg").read_bytes()


def one(installation, query):
    return database.rows(installation.data, query)[0]


def pushed(stream, type, guid):
    def find():
        return [event["data"]["data"]["data"] for event in stream.events
                if event["event"] == type and event["data"]["data"]["data"].get("guid") == guid]
    return wait_until(find, f"{type} of {guid}")


def test_a_call_rings_the_tenants_of_the_unit_and_tells_them_how_it_goes(client, viewer, panel, house):
    with Stream(client) as stream:
        guid = panel.ring("1", notification_type="delivery")
        call, = pushed(stream, "call", guid)
        assert call["panel_id"] == house.id and call["status"] == "initializing"
        assert (call["call_type"], call["notification_type"]) == ("mobile", "delivery")
        assert panel.report(guid, "canceled").json() == {"guid": guid, "status": "canceled"}
        assert pushed(stream, "call_status", guid)[0]["status"] == "canceled"
        # Another apartment's call is none of theirs.
        other = panel.ring(2)
        third = panel.ring(1)
        pushed(stream, "call", third)
        assert not [event for event in stream.events if event["data"]["data"]["data"].get("guid") == other]


def test_a_status_that_was_reported_changes_nothing_and_an_impossible_one_is_a_conflict(panel):
    guid = panel.ring("2")
    assert panel.report(guid, "initializing").status_code == 200
    assert panel.report(guid, "voip_rollover").status_code == 200
    conflict = panel.report(guid, "connecting_sip")
    assert (conflict.status_code, conflict.json()["error"]) == (409, "call.step")
    assert panel.report(guid, "timeout_online_signal").status_code == 200
    assert panel.report(guid, "opened_door").status_code == 409


def test_a_call_is_its_own_panels(server, client, installation, panel):
    stranger = Panel.of(Intercom.create(client, installation), server)
    guid = panel.ring("1")
    assert stranger.report(guid, "canceled").status_code == 404
    assert panel.report("00000000-0000-4000-8000-000000000000", "canceled").status_code == 404
    assert panel.report(guid, "sleeping").status_code == 422


@pytest.mark.parametrize("body, field", [
    ({}, "unit"), ({"unit": "77"}, "unit"), ({"unit": "1", "notification_type": "pizza"}, "notification_type"),
    ({"unit": "1", "call_type": "letter"}, "call_type"), ({"unit": "1", "image": "no data uri"}, "image"),
    ({"unit": "1", "image": "data:image/png;base64," + base64.b64encode(b"no picture at all").decode()}, "image"),
])
def test_a_call_that_cannot_ring_says_why(panel, body, field):
    answer = panel.post("/calls", body)
    assert answer.status_code == 422 and list(answer.json()["errors"]) == [field]


def test_the_visitors_picture_comes_as_a_data_uri_or_in_a_form(installation, panel):
    uri = "data:image/jpeg;base64," + base64.b64encode(PICTURE).decode()
    first = panel.ring("1", image=uri)
    answer = panel.post("/calls", data={"unit": "1"}, files={"image": ("visitor.jpg", PICTURE, "image/jpeg")})
    assert answer.status_code == 201
    kept = {one(installation, f"SELECT image FROM door_call WHERE guid = '{guid}'")[0]
            for guid in (first, answer.json()["guid"])}
    assert len(kept) == 1 and len(kept.pop()) == 64


def test_a_picture_that_is_too_large_is_refused(panel):
    answer = panel.post("/calls", data={"unit": "1"}, files={"image": ("a.jpg", PICTURE + bytes(2 << 20), "image/jpeg")})
    assert answer.status_code == 413


def test_a_visitor_leaves_a_text_or_a_recording(installation, panel):
    text = panel.post("/messages", {"unit": "1", "message_type": "text", "body": " Back at noon "})
    assert (text.status_code, text.json()["message_type"]) == (201, "text")
    assert one(installation, f"SELECT body FROM door_message WHERE id = {text.json()['id']}") == ("Back at noon",)
    voice = panel.post("/messages", data={"unit": "1"}, files={"audio": ("a.ogg", RECORDING, "audio/ogg")})
    assert (voice.status_code, voice.json()["message_type"]) == (201, "voice")
    digest, = one(installation, f"SELECT audio FROM door_message WHERE id = {voice.json()['id']}")
    assert len(digest) == 64


@pytest.mark.parametrize("body, field", [
    ({"body": "Hello"}, "unit"), ({"unit": "77", "body": "Hello"}, "unit"), ({"unit": "1"}, "body"),
    ({"unit": "1", "body": "x" * 2001}, "body"), ({"unit": "1", "message_type": "voice"}, "audio"),
    ({"unit": "1", "message_type": "smoke", "body": "Hello"}, "message_type"),
])
def test_a_message_that_cannot_be_left_says_why(panel, body, field):
    answer = panel.post("/messages", body)
    assert answer.status_code == 422 and list(answer.json()["errors"]) == [field]


def test_a_recording_that_is_none_is_refused(panel):
    answer = panel.post("/messages", data={"unit": "1"}, files={"audio": ("a.ogg", PICTURE, "audio/ogg")})
    assert answer.status_code == 422 and list(answer.json()["errors"]) == ["audio"]
