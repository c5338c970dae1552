"""Push through a Pusher client library, unchanged."""

import json
import re
import time

import pysher
import pytest

from Support.client import Client
from Support.intercom import Intercom
from Support.waiting import wait_until
from Support.workbooks import long

EVENT = r"App\Events\TokenPush"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


class Listener:
    """A pysher client on a caller's channel; `pushes` has the bodies that came."""

    def __init__(self, caller, channel=None):
        self.pushes, self.times, self.subscribed = [], [], False
        where = caller.read("/api/v1/wsurl")
        self.pusher = pysher.Pusher(
            where["app_key"], custom_host="127.0.0.1", port=int(caller.url.rsplit(":", 1)[1]), secure=False,
            auth_endpoint=caller.url + "/api/v1/broadcasting/auth",
            auth_endpoint_headers={"Authorization": f"Bearer {caller.token.secret}"}, reconnect_interval=1,
            http_no_proxy=["127.0.0.1"])
        self.pusher.connection.bind("pusher:connection_established", lambda _: self._subscribe())
        self.channel_name = channel or f"private-token.{caller.token.id}"
        self.errors = []
        self.pusher.connect()

    def _subscribe(self):
        try:
            channel = self.pusher.subscribe(self.channel_name)
        except AssertionError as error:
            self.errors.append(str(error))
            return
        channel.bind("pusher_internal:subscription_succeeded", self._succeeded)
        channel.bind(EVENT, self._pushed)

    def _succeeded(self, _):
        self.subscribed = True

    def _pushed(self, data):
        self.times.append(time.monotonic())
        self.pushes.append(json.loads(data))

    def ready(self):
        wait_until(lambda: self.subscribed, "the subscription")
        return self

    def wait_for(self, type, timeout=10):
        def find():
            return next((push["data"] for push in self.pushes if push["data"]["type"] == type), None)

        return wait_until(find, f"the push {type}", timeout=timeout)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.pusher.disconnect(timeout=5)


def test_a_successful_load_is_pushed(caller, intercom):
    with Listener(caller).ready() as listener:
        upload = intercom.load([{"apartment": 1, "key": "AABBCCDD"}])
        push = listener.wait_for("intercom_summary_loaded")
    assert push["status"] == "ok"
    assert push["data"] == {"upload_id": upload["id"], "intercom_id": intercom.id, "changes": upload["changes"]}
    assert set(listener.pushes[-1]) == {"data", "subject", "message"}
    assert (listener.pushes[-1]["subject"], listener.pushes[-1]["message"]) == (None, None)
    assert push["event_id"]


def test_an_unsuccessful_load_is_pushed_with_its_link(caller, intercom, server):
    with Listener(caller).ready() as listener:
        upload = intercom.reject([{"apartment": 1, "key": "wrong"}, {"apartment": "x"}], name="gate.xlsx")
        push = listener.wait_for("intercom_summary_rejected")
    assert push["status"] == "error"
    data = push["data"]
    assert (data["upload_id"], data["intercom_id"], data["error_count"]) == (upload["id"], intercom.id, 2)
    download = data["download"]
    assert set(download) == {"id", "name", "url", "expires_at"}
    assert download["name"] == "gate_errors.xlsx"
    assert INSTANT.fullmatch(download["expires_at"])
    assert download["url"].startswith(server.url)
    answer = Client(server.url).get(download["url"])
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_every_load_of_a_confirmed_hash_is_pushed_once(caller, intercom):
    with Listener(caller).ready() as listener:
        ids = [intercom.load([{"apartment": number}])["id"] for number in (1, 2, 3)]
        wait_until(lambda: len(listener.pushes) >= 3, "three pushes")
    told = [push["data"]["data"]["upload_id"] for push in listener.pushes]
    assert told == ids
    assert len({push["data"]["event_id"] for push in listener.pushes}) == 3


def test_progress_is_pushed_while_a_long_workbook_is_checked(caller, intercom):
    rows = 250_000
    with Listener(caller).ready() as listener:
        upload = intercom.load(long(rows), timeout=60)
        listener.wait_for("intercom_summary_loaded")
    progress = [push["data"] for push in listener.pushes if push["data"]["type"] == "intercom_summary_progress"]
    assert upload["progress"] == {"rows": rows, "total": rows}
    assert progress, "a check of this length takes more than a quarter of a second"
    assert all(push["status"] == "ok" for push in progress)
    told = [push["data"]["rows"] for push in progress]
    assert told == sorted(told)
    assert all(0 < push["data"]["rows"] <= push["data"]["total"] for push in progress)
    assert {push["data"]["upload_id"] for push in progress} == {upload["id"]}
    # At most four a second: of n pushes the first and the last are (n - 1) / 4 seconds apart, less what the way takes.
    times = listener.times[:len(progress)]
    assert times[-1] - times[0] >= (len(times) - 1) / 4 - 0.2


def test_a_channel_of_another_token_is_refused(caller, installation):
    other = installation.token("admin@acme.example")
    with Listener(caller, channel=f"private-token.{other.id}") as listener:
        wait_until(lambda: listener.errors, "the refusal")
        assert not listener.subscribed


def test_a_listener_that_comes_late_hears_what_was_pending(caller, intercom):
    upload = intercom.load([{"apartment": 1}])
    with Listener(caller) as listener:
        push = listener.wait_for("intercom_summary_loaded")
    assert push["data"]["upload_id"] == upload["id"]


def test_another_token_of_the_same_user_does_not_hear_it(caller, intercom, server, installation):
    other = Client(server.url, installation.token("admin@acme.example"))
    with Listener(other).ready() as bystander, Listener(caller).ready() as listener:
        intercom.load([{"apartment": 1}])
        listener.wait_for("intercom_summary_loaded")
        other_push = intercom.through(other).load([{"apartment": 2}])
        bystander.wait_for("intercom_summary_loaded")
    assert [push["data"]["data"]["upload_id"] for push in bystander.pushes] == [other_push["id"]]


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_a_listener_comes_back_after_a_restart(serve, furnish, how):
    installation = furnish()
    server = serve(installation)
    caller = Client(server.url, installation.administrator)
    intercom = Intercom(caller, installation.intercom())
    with Listener(caller).ready() as listener:
        listener.subscribed = False
        server.arguments = ["--port", str(server.port)]
        getattr(server, how)()
        server.start()
        wait_until(lambda: listener.subscribed, "the new subscription", timeout=15)
        intercom.load([{"apartment": 1}])
        listener.wait_for("intercom_summary_loaded")
