"""Commands to panels: repeated until acknowledged, never late."""

import time

import pytest

from Support.intercom import Intercom
from Support.panel import Panel, change, moment


def test_a_change_of_what_opens_the_door_is_told_at_once(house, panel):
    with panel.listen() as stream:
        assert stream.status == 200
        assert stream.answer.headers["Content-Type"] == "text/event-stream"
        change(house)
        command, = stream.wait_for("credentials_changed")
        assert command["id"] == str(command["data"]["id"])
        assert command["data"]["panel_id"] == house.id and command["data"]["call_guid"] is None
        assert 0 < (moment(command["data"]["expires_at"]) - command["came"]).total_seconds() <= 15.5


def test_a_command_is_repeated_until_it_is_acknowledged(house, panel):
    with panel.listen() as stream:
        change(house)
        first, second = stream.wait_for("credentials_changed", count=2)
        assert first["data"] == second["data"]
        assert panel.acknowledge(first["data"]["id"]).status_code == 204
        time.sleep(4)
        assert len(stream.of("credentials_changed")) == 2
    # Acknowledged twice is as good as once.
    assert panel.acknowledge(first["data"]["id"]).status_code == 204


def test_a_stream_that_begins_later_gets_what_still_waits(house, panel):
    change(house)
    with panel.listen() as stream:
        assert stream.wait_for("credentials_changed", timeout=5)


@pytest.mark.long
def test_a_command_older_than_15_seconds_is_never_delivered(house, panel):
    change(house)
    with panel.listen() as stream:
        # Without an acknowledgement it comes again and again, and then no more.
        last = moment(stream.wait_for("credentials_changed")[0]["data"]["expires_at"])
        time.sleep(17)
        assert all(command["came"] < last for command in stream.events)
        assert len(stream.events) >= 3
    with panel.listen() as stream:
        time.sleep(2)
        assert stream.events == []


@pytest.mark.long
def test_the_stream_shows_that_it_lives(panel):
    with panel.listen() as stream:
        time.sleep(17)
        assert stream.heartbeats >= 1 and not stream.has_ended


def test_a_panel_acknowledges_its_own_commands_alone(server, client, installation, house, panel):
    other = Panel.of(Intercom.create(client, installation), server)
    with panel.listen() as stream:
        change(house)
        command = stream.wait_for("credentials_changed")[0]["data"]["id"]
        assert other.acknowledge(command).status_code == 404
        assert other.acknowledge("nonsense").status_code == 404
        assert panel.acknowledge(command).status_code == 204


def test_every_panel_of_the_building_is_told_and_no_other(server, client, installation, house):
    building = next(
        row for row in installation.json("intercom", "list", "--organization", installation.home)
        if row["id"] == house.id)["building_id"]
    neighbour = Intercom(client, installation.intercom(building=building))
    far = Intercom.create(client, installation)
    panels = [Panel.of(intercom, server) for intercom in (house, neighbour, far)]
    streams = [panel.listen() for panel in panels]
    try:
        change(house)
        for stream in streams[:2]:
            stream.wait_for("credentials_changed")
        time.sleep(0.5)
        assert streams[2].events == []
    finally:
        for stream in streams:
            stream.close()


def test_a_stopping_server_ends_its_streams(serve, furnish):
    installation = furnish()
    server = serve(installation)
    id = installation.intercom()
    panel = Panel(server.url, installation.json("intercom", "token", str(id))["token"], id)
    with panel.listen() as stream:
        begun = time.monotonic()
        server.stop()
        assert stream.has_ended or not stream._thread.join(5) and stream.has_ended
        assert time.monotonic() - begun < 10


def test_as_many_streams_as_there_may_be(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"panel.connections": 2})
    panels = []
    for _ in range(3):
        id = installation.intercom()
        panels.append(Panel(server.url, installation.json("intercom", "token", str(id))["token"], id))
    with panels[0].listen(), panels[1].listen():
        refused = panels[2].get("/stream")
        assert (refused.status_code, refused.json()["error"]) == (503, "stream.over-capacity")
    from Support.waiting import wait_until
    wait_until(lambda: panels[2].listen().status == 200, "a place is free again")
