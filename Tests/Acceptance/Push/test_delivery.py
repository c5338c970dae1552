"""A push is sent after its load has committed, and then even if the server was killed in between."""

import json
import subprocess
import time

import pytest

from Support.client import Client
from Support.installation import clean_environment
from Support.intercom import Intercom
from Support.socket import body, subscribed
from Support.waiting import wait_until
from Support.workbooks import sheet

EVENT = r"App\Events\TokenPush"


def at(server, installation):
    return Client(server.url, installation.administrator)


def test_what_is_pushed_can_be_read_at_once(server, caller, intercom):
    """The push comes after the commit: whoever reads upon it sees the new state."""
    with subscribed(server, caller) as socket:
        for number in range(1, 11):
            id = intercom.submit([{"apartment": number}])
            push = body(socket.wait_for(EVENT))["data"]
            assert push["data"]["upload_id"] == id
            assert caller.look(id)["state"] == "loaded"
            assert list(intercom.flats) == [str(number)]


def test_a_push_is_delivered_after_a_kill_right_after_the_load(serve, furnish):
    installation = furnish()
    server = serve(installation)
    id = installation.intercom()
    upload = Intercom(at(server, installation), id).submit([{"apartment": 1}])
    wait_until(lambda: at(server, installation).look(upload)["state"] == "loaded", "the load", pause=0.001)
    server.kill()
    server.start()
    with subscribed(server, at(server, installation)) as socket:
        push = body(socket.wait_for(EVENT))["data"]
    assert (push["type"], push["data"]["upload_id"]) == ("intercom_summary_loaded", upload)


@pytest.mark.parametrize("moment", [0, 0.01, 0.03, 0.08, 0.2])
def test_whenever_it_is_killed_the_load_happens_whole_and_its_push_comes(serve, furnish, moment):
    installation = furnish()
    server = serve(installation, settings={"work.lease": 2})
    intercom = Intercom(at(server, installation), installation.intercom())
    rows = [["apartment", "key", "user"]] + [[n % 400 + 1, f"{n:08X}", f"u{n}@kill.example"] for n in range(3000)]
    upload = intercom.submit(sheet(rows))
    time.sleep(moment)
    server.kill()
    server.start()
    intercom = intercom.at(server, installation.administrator)
    itself = intercom.itself
    assert (itself["key_count"], itself["users_count"]) in ((0, 0), (3000, 3000))
    assert intercom.client.wait(upload, timeout=30)["state"] == "loaded"
    assert intercom.itself["key_count"] == 3000
    with subscribed(server, intercom.client) as socket:
        while (push := body(socket.wait_for(EVENT))["data"])["type"] == "intercom_summary_progress":
            pass
    assert (push["type"], push["data"]["upload_id"]) == ("intercom_summary_loaded", upload)


def test_a_load_done_by_a_worker_is_pushed_by_the_server(serve, furnish):
    """`serve` takes the workbook in and `work` loads it."""
    installation = furnish()
    front = serve(installation, settings={"work.inside": "false"})
    intercom = Intercom(at(front, installation), installation.intercom())
    with subscribed(front, intercom.client) as socket:
        upload = intercom.submit([{"apartment": 1}])
        worker = subprocess.Popen(
            [installation.binary, "work", "--data", str(installation.data)], env=clean_environment() | installation.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            push = body(socket.wait_for(EVENT, timeout=15))["data"]
        finally:
            worker.terminate()
            status = worker.wait(timeout=15)
    assert (push["type"], push["data"]["upload_id"]) == ("intercom_summary_loaded", upload)
    assert status == 0


def test_a_delivered_push_is_not_sent_again_to_a_new_socket(server, caller, intercom):
    with subscribed(server, caller) as socket:
        first = intercom.load([{"apartment": 1}])["id"]
        socket.wait_for(EVENT)
    second = intercom.load([{"apartment": 2}])["id"]
    with subscribed(server, caller) as socket:
        told = body(socket.wait_for(EVENT))["data"]["data"]["upload_id"]
    assert told == second != first


def test_a_message_is_at_most_64_kib_whatever_the_workbook(server, caller, intercom):
    """A long file name and ten thousand errors make no long message."""
    with subscribed(server, caller) as socket:
        intercom.reject(sheet([["apartment"]] + [["x" * 200]] * 500), name="я" * 240 + ".xlsx")
        message = socket.wait_for(EVENT)
    assert len(json.dumps(message).encode()) <= 64 * 1024
