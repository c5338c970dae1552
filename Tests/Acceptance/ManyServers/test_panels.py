"""Panels whose servers share a database: whatever server somebody asks, the panel at another one hears of it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from Support.panel import Panel


@pytest.fixture(scope="module")
def house(platform):
    intercom = platform.intercom(server=0)
    intercom.load([{"apartment": 1, "key": "0000AA01"}])
    return intercom


@pytest.fixture(scope="module")
def token(platform, house):
    return platform.installation.json("intercom", "token", str(house.id))["token"]


def panel(platform, token, house, server):
    return Panel(platform.servers[server].url, token, house.id)


def change(house, platform, server, number):
    client = platform.client(server)
    answer = client.post(f"{house.path}/keys", json={"flat": "1", "keys": [f"0000C{number:03X}"]})
    assert answer.status_code in (200, 201), answer.text


def test_a_command_sent_at_one_server_reaches_the_panels_stream_at_another(platform, house, token):
    with panel(platform, token, house, 1).listen() as stream:
        begun = time.monotonic()
        change(house, platform, 0, 1)
        command = stream.wait_for("credentials_changed", timeout=3)[0]
        assert time.monotonic() - begun < 3
        # Acknowledged at a third, it is not repeated at the second.
        acknowledged = panel(platform, token, house, 2).acknowledge(command["data"]["id"])
        assert acknowledged.status_code == 204
        time.sleep(4)
        assert len(stream.of("credentials_changed")) == 1


def test_a_panel_that_moves_to_another_server_gets_what_still_waits(platform, house, token):
    with panel(platform, token, house, 0).listen() as stream:
        change(house, platform, 2, 2)
        command = stream.wait_for("credentials_changed")[0]
    with panel(platform, token, house, 1).listen() as stream:
        assert stream.wait_for("credentials_changed", timeout=3)[0]["data"]["id"] == command["data"]["id"]
        panel(platform, token, house, 1).acknowledge(command["data"]["id"])


def test_a_batch_told_at_every_server_at_the_same_time_is_stored_once(platform, house, token):
    batch = [{"id": f"event-{number}", "release_method": "nfc", "logged_at": "2026-01-01T00:00:00Z"}
             for number in range(200)]
    panels = [panel(platform, token, house, server) for server in (0, 1, 2, 0, 1, 2)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda panel: panel.tell(batch), panels))
    assert {answer.status_code for answer in answers} <= {200, 201}, [answer.text for answer in answers]
    assert sum(answer.json()["stored"] for answer in answers) == 200
    assert platform.rows("SELECT COUNT(*) FROM door_release WHERE panel_id = %s", house.id) == [(200,)]


def test_every_server_gives_a_panel_the_same_credentials(platform, house, token):
    tags = {panel(platform, token, house, server).get("/credentials").headers["ETag"] for server in (0, 1, 2)}
    # Two, where an hour begins meanwhile.
    assert len(tags) <= 2
    assert panel(platform, token, house, 2).credentials().decide(key="0000AA01")["unit"] == "1"
