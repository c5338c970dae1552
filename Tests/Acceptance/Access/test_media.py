"""What panels saw and recorded, shown to those who see the call, the opening or the message."""

import io

import pytest
from PIL import Image

from Support.access import estate as new_estate
from Support.filer import kind, picture
from Support.panel import Panel
from Support.pictures import colour, data_uri, fetch, seen, with_metadata
from Support.receiver import Receiver
from Support.residents import panel
from Support.server import Server

RED = (254, 0, 0)
VISITOR = picture("red", (1600, 1200), "JPEG")


@pytest.fixture(scope="module")
def door(estate):
    return panel(estate, estate.panel)


def call(app, guid):
    return app.read(f"/me/calls/{guid}/status")["included"][0]["attributes"]


def test_a_call_shows_who_rang(estate, door):
    guid = door.ring("1", image=data_uri(VISITOR, "image/jpeg"))
    listed = estate.anna.read("/me/calls", filter_guid=guid)["data"][0]["attributes"]
    shown = call(estate.anna, guid)
    for attributes in (listed, shown):
        assert seen(attributes["thumb_url"]).size == (128, 96) and seen(attributes["medium_url"]).size == (512, 384)
        assert colour(attributes["medium_url"]) == RED
    answer = fetch(shown["thumb_url"])
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert shown["thumb_url"].startswith(f"{estate.server.url}/public/media/calls/")


def test_a_call_without_a_picture_has_no_links(estate, door):
    shown = call(estate.anna, door.ring("1"))
    assert shown["thumb_url"] is None and shown["medium_url"] is None


def test_a_panels_picture_comes_without_what_the_panel_wrote_into_it(estate, door):
    shown = call(estate.anna, door.ring("1", image=data_uri(with_metadata(), "image/jpeg")))
    whole = shown["thumb_url"].removesuffix("&w=128")
    for url in (whole, shown["thumb_url"], shown["medium_url"]):
        content = fetch(url).content
        assert b"Camera" not in content and b"at home" not in content
        assert not Image.open(io.BytesIO(content)).getexif()
        assert seen(url).size == (40, 60)


def test_an_opening_shows_who_rang(estate, door):
    guid = door.ring("1", image=data_uri(VISITOR, "image/jpeg"))
    opened = estate.anna.post(
        "/notifications/open_door", "notifications", {"panel_id": int(estate.panel), "call_guid": guid})
    assert opened.status_code == 204
    for app, path in ((estate.anna, "/me/door_releases"), (estate.anna, "/door_releases"),
                      (estate.manager, "/door_releases"), (estate.unit_admin, "/door_releases")):
        newest = app.read(path, page_size=1)["data"][0]["attributes"]
        assert newest["call_guid"] == guid
        assert seen(newest["thumb_url"]).width == 128 and seen(newest["medium_url"]).width == 512
    # Who cannot see the opening is given no link.
    for app in (estate.ben, estate.tom, estate.sue, estate.south_manager):
        listed = app.read("/door_releases", page_size=100)["data"]
        assert guid not in [one["attributes"]["call_guid"] for one in listed]
    assert estate.anna.post("/me/open_door", "door_release_requests", {}, {
        "panel": ("panels", estate.panel), "unit": ("units", estate.units["1"])}).status_code == 201
    newest = estate.anna.read("/me/door_releases", page_size=1)["data"][0]["attributes"]
    assert newest["thumb_url"] is None and newest["medium_url"] is None


def leave(door, name):
    answer = door.post("/messages", data={"unit": "2"}, files={"audio": (name, kind(name))})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


@pytest.mark.parametrize(("name", "type"), [
    ("tone.mp3", "audio/mpeg"), ("bare.mp3", "audio/mpeg"), ("tone.wav", "audio/wav"), ("tone.ogg", "audio/ogg"),
    ("tone.m4a", "audio/mp4"),
])
def test_a_recording_is_heard_by_whom_it_was_left(estate, door, name, type):
    id = leave(door, name)
    message = next(one for one in estate.ben.read("/me/messages")["data"] if one["id"] == id)["attributes"]
    assert message["message_type"] == "voice" and message["thumb_url"] is None
    link = message["audio_url"]
    answer = fetch(link)
    assert (answer.status_code, answer.content) == (200, kind(name))
    assert answer.headers["Content-Type"] == type and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Accept-Ranges"] == "bytes"
    part = fetch(link, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, kind(name)[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(kind(name))}"
    assert fetch(link, headers={"Range": "bytes=99999999-"}).status_code == 416
    for app in (estate.anna, estate.manager, estate.root):
        assert id not in [one["id"] for one in app.read("/me/messages", page_size=100)["data"]]


def test_a_head_tells_what_a_get_would(estate, door):
    id = leave(door, "tone.ogg")
    link = next(one for one in estate.ben.read("/me/messages")["data"] if one["id"] == id)["attributes"]["audio_url"]
    head = estate.anonymous.session.head(link, timeout=10)
    assert head.status_code == 200 and head.headers["Content-Type"] == "audio/ogg"
    assert int(head.headers["Content-Length"]) == len(kind("tone.ogg")) and head.content == b""


def test_a_webhook_is_told_where_the_picture_is_and_who_carries_the_video(binary, tmp_path):
    settings = {
        "public-url": "https://doors.example.org", "webhooks.allow-private-addresses": "true",
        "calls.twilio-account": "AC1", "calls.twilio-key": "SK1", "calls.twilio-secret": "a secret of Twilio's"}
    with Receiver() as receiver:
        estate = new_estate(binary, tmp_path / "estate", **settings)
        try:
            estate.manager.make(f"/buildings/{estate.north}/integrations", "integrations", {
                "integrator": "webhook", "configuration": {"url": f"{receiver.url}/ok/hook", "method": "post"},
                "bindings": [{"resource_type": "call", "actions": ["create"]}]})
            door = panel(estate, estate.panel)
            door.ring("1", image=data_uri(VISITOR, "image/jpeg"))
            told = receiver.wait("/ok/hook")[0].json
            assert told["provider"] == "twilio"
            assert told["image_url"].startswith("https://doors.example.org/public/media/calls/")
            shown = told["image_url"].replace("https://doors.example.org", estate.server.url)
            assert seen(shown).size == (1024, 768)
            door.ring("1")
            assert receiver.wait("/ok/hook", 2)[1].json["image_url"] is None
        finally:
            estate.server.stop()


def test_links_work_at_every_server(estate, door):
    guid = door.ring("1", image=data_uri(VISITOR, "image/jpeg"))
    link = call(estate.anna, guid)["thumb_url"]
    with Server(estate.installation) as other:
        assert seen(link.replace(estate.server.url, other.url)).width == 128
        assert Panel(other.url, door.token).ring("1")
