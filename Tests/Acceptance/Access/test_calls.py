"""Calls: what rang, how far it came, and what an app tells the panel."""

import base64
import hashlib
import hmac
import json
import uuid

import pytest

from Support.access import document, form
from Support.residents import errors, panel, told
from Support.server import Server


@pytest.fixture(scope="module")
def door(estate):
    return panel(estate, estate.panel)


def status(app, guid):
    return app.read(f"/me/calls/{guid}/status")["data"]["attributes"]["status"]


def tell(app, what, guid, panel, **attributes):
    return app.post(
        f"/notifications/{what}", "notifications", {"panel_id": int(panel), "call_guid": guid, **attributes})


def test_a_call_tells_of_itself_and_how_far_it_is(estate, door):
    guid = door.ring("1", notification_type="visitor")
    found = estate.anna.read(f"/me/calls/{guid}/status")
    assert found["data"]["type"] == "call_statuses"
    assert found["data"]["attributes"]["status"] == "initializing"
    assert found["data"]["attributes"]["multiple_devices"] is False
    call = found["included"][0]
    assert call["type"] == "calls" and call["id"] == found["data"]["relationships"]["call"]["data"]["id"]
    shown = call["attributes"]
    assert shown == shown | {
        "guid": guid, "call_type": "mobile", "notification_type": "visitor", "status": "initializing",
        "display_status": "Initializing", "panel_id": int(estate.panel), "panel_name": "Front door",
        "provider": "internal"}
    assert all(isinstance(shown[name], str) for name in ("created_at", "logged_at"))


def test_calls_are_seen_by_whom_they_rang(estate, door):
    guid = door.ring("2", notification_type="visitor")
    assert status(estate.ben, guid) == "initializing"
    body = document("token", {"device_uuid": str(uuid.uuid4())})
    for who in ("anna", "manager", "root", "unit_admin", "sue", "nobody"):
        app = getattr(estate, who)
        assert app.get(f"/me/calls/{guid}/status").status_code == 404
        assert app.request("POST", f"/me/calls/{guid}/token", json=body).status_code == 404
        for what in ("is_active", "call_accepted", "call_ended", "open_door", "toggle_camera"):
            assert tell(app, what, guid, estate.panel).status_code == 404
        assert guid not in [one["attributes"]["guid"] for one in app.read("/me/calls", page_size=100)["data"]]
    assert status(estate.ben, guid) == "initializing"
    assert estate.anonymous.get(f"/me/calls/{guid}/status").status_code == 401


def test_calls_are_listed(estate, door):
    guids = [door.ring("1", notification_type=kind) for kind in ("visitor", "delivery", "visitor")]
    listed = estate.anna.read("/me/calls", include="panel,unit", page_size=3)
    assert [one["attributes"]["guid"] for one in listed["data"]] == list(reversed(guids))
    assert {one["type"] for one in listed["included"]} == {"panels", "units"}
    assert listed["data"][0]["relationships"]["panel"]["data"]["id"] == estate.panel

    def found(**parameters):
        return [one["attributes"]["guid"] for one in estate.anna.read("/me/calls", page_size=100, **parameters)["data"]]

    assert found(filter_guid=guids[1]) == [guids[1]]
    assert guids[1] in found(filter_notification_type="delivery") and guids[0] not in found(
        notification_type="delivery")
    assert found(filter_call_type="voip") == []
    assert found(filter_unit=estate.units["2"]) == []
    assert set(guids) <= set(found(unit_id=estate.units["1"]))
    assert found(sort="created_at") == found(sort="logged_at") == list(reversed(found()))
    kinds = [one["attributes"]["notification_type"] for one in estate.anna.read(
        "/me/calls", page_size=100, sort="notification_type,-created_at")["data"]]
    assert kinds == sorted(kinds)
    assert estate.anna.get("/me/calls", sort="panel").status_code == 400


@pytest.mark.parametrize("what, attributes, after", [
    ("is_active", {}, "connecting_sip"),
    ("call_accepted", {"video": False, "audio": True}, "connecting_sip"),
    ("toggle_camera", {"video": True, "audio": True}, "initializing"),
    ("open_door", {}, "opened_door"),
    ("call_ended", {}, "rejected"),
])
def test_what_an_app_says_reaches_the_panel_and_changes_the_call(estate, door, what, attributes, after):
    with door.listen() as stream:
        guid = door.ring("1", notification_type="visitor")
        answer = tell(estate.anna, what, guid, estate.panel, **attributes)
        assert answer.status_code == 204 and not answer.content
        command = told(stream, what, guid)
        assert command.items() >= attributes.items()
        door.acknowledge(command["id"])
    assert status(estate.anna, guid) == after
    opened = [one["attributes"]["call_guid"] for one in estate.anna.read("/me/door_releases", page_size=5)["data"]]
    assert (guid in opened) == (what == "open_door")


def test_an_opening_during_a_call_names_the_call_and_who_opened(estate, door):
    guid = door.ring("1", notification_type="delivery")
    assert tell(estate.anna, "open_door", guid, estate.panel).status_code == 204
    newest = estate.anna.read("/me/door_releases", page_size=1)["data"][0]
    assert newest["attributes"] == newest["attributes"] | {
        "call_guid": guid, "release_method": "mobile", "door_release_type": "delivery", "name": "Anna"}


def test_what_comes_too_late_has_no_effect(estate, door):
    guid = door.ring("1", notification_type="visitor")
    assert door.report(guid, "canceled").status_code in (200, 204)
    before = estate.anna.read("/me/door_releases", page_size=1)["data"]
    for what in ("is_active", "call_accepted", "toggle_camera", "open_door", "call_ended"):
        assert tell(estate.anna, what, guid, estate.panel).status_code == 204
    assert status(estate.anna, guid) == "canceled"
    assert estate.anna.read("/me/door_releases", page_size=1)["data"] == before


def test_the_panel_is_named_in_three_ways_as_json_and_as_a_form(estate, door):
    guid = door.ring("1", notification_type="visitor")
    number = int(estate.panel)
    for body in (
        {"data": {"id": estate.panel, "type": "notifications", "attributes": {
            "panel_id": number, "call_guid": guid, "video": False, "audio": True}}},
        {"data": {"type": "notifications", "attributes": {
            "call_guid": guid, "source_id": number, "video": False, "audio": False}}},
        {"data": {"id": estate.panel, "type": "notifications", "attributes": {"call_guid": guid}}},
    ):
        assert estate.anna.request("POST", "/notifications/toggle_camera", json=body).status_code == 204
        assert estate.anna.request("POST", "/notifications/toggle_camera", data=form(body)).status_code == 204


def test_a_notification_names_a_call_and_its_panel(estate, door):
    guid = door.ring("1", notification_type="visitor")
    answer = estate.anna.post("/notifications/open_door", "notifications", {"panel_id": int(estate.panel)})
    assert errors(answer) == [("/data/attributes/call_guid", "can't be blank")]
    answer = estate.anna.post("/notifications/open_door", "notifications", {"call_guid": guid})
    assert errors(answer) == [("/data/attributes/panel_id", "can't be blank")]
    # Another building's panel, another panel, nothing's.
    for other in (estate.south_panel, estate.far_panel, estate.side, 99999):
        assert tell(estate.anna, "open_door", guid, other).status_code == 404
    assert tell(estate.anna, "open_door", str(uuid.uuid4()), estate.panel).status_code == 404
    assert status(estate.anna, guid) == "initializing"
    assert estate.anna.post("/notifications/open_door", "calls", {"call_guid": guid}).status_code == 409


def parts(token):
    """A token's header and claims, and what was signed."""
    def text(part):
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))

    header, claims, signature = token.split(".")
    return json.loads(text(header)), json.loads(text(claims)), f"{header}.{claims}".encode(), text(signature)


def test_a_token_lets_a_device_into_the_room_of_the_call(estate, door):
    guid = door.ring("1", notification_type="visitor")
    device = str(uuid.uuid4())
    answer = estate.anna.post(f"/me/calls/{guid}/token", "token", {"device_uuid": device})
    assert answer.status_code == 201, answer.text
    _, claims, _, _ = parts(answer.json()["tokens"]["internal"])
    assert claims["room"] == guid and device in claims["sub"]
    blank = estate.anna.post(f"/me/calls/{guid}/token", "token", {"device_uuid": " "})
    assert errors(blank) == [("/data/attributes/device_uuid", "can't be blank")]
    as_form = estate.anna.request(
        "POST", f"/me/calls/{guid}/token", data=form(document("token", {"device_uuid": device})))
    assert as_form.status_code == 201


def test_where_twilio_carries_the_video_the_token_is_twilios(estate, door):
    keys = {"calls.twilio-account": "AC1", "calls.twilio-key": "SK1", "calls.twilio-secret": "a secret of Twilio's"}
    guid = door.ring("1", notification_type="visitor")
    with Server(estate.installation, settings=keys) as other:
        app = type(estate.anna)(other.url, estate.anna.token)
        answer = app.post(f"/me/calls/{guid}/token", "token", {"device_uuid": "device"})
        header, claims, signed, signature = parts(answer.json()["tokens"]["twilio"])
        shown = app.read(f"/me/calls/{guid}/status")["included"][0]["attributes"]
    assert header == {"typ": "JWT", "alg": "HS256", "cty": "twilio-fpa;v=1"}
    assert (claims["iss"], claims["sub"]) == ("SK1", "AC1") and claims["jti"].startswith("SK1-")
    assert claims["grants"]["video"] == {"room": guid} and claims["grants"]["identity"]
    assert 0 < claims["exp"] - claims["iat"] <= 86400
    assert hmac.digest(b"a secret of Twilio's", signed, hashlib.sha256) == signature
    assert shown["provider"] == "twilio"
