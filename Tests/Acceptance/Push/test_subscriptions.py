"""Subscribing to channels over a bare socket: signatures, acknowledgements, pushes."""

import pytest

from Support.socket import Socket, authorization, body, subscribed


def channel(caller):
    return f"private-token.{caller.token.id}"


def test_a_subscription_is_acknowledged_on_its_channel(server, caller):
    with subscribed(server, caller) as socket:
        acknowledgement = socket.said[-1]
    assert acknowledgement["event"] == "pusher_internal:subscription_succeeded"
    assert acknowledgement["channel"] == channel(caller)


def test_the_channel_of_the_user_can_be_heard_too(server, caller):
    name = f"private-user.{caller.token.user_id}"
    with Socket(server) as socket:
        auth = authorization(caller, socket.greeting()["socket_id"], name)
        socket.send("pusher:subscribe", {"channel": name, "auth": auth})
        assert socket.wait_for("pusher_internal:subscription_succeeded")["channel"] == name


def test_a_push_has_the_form_of_the_contract(server, caller, intercom):
    with subscribed(server, caller) as socket:
        upload = intercom.load([{"apartment": 1}])
        message = socket.wait_for(r"App\Events\TokenPush")
    assert message["channel"] == channel(caller)
    assert isinstance(message["data"], str)
    push = body(message)
    assert set(push) == {"data", "subject", "message"}
    assert set(push["data"]) == {"type", "status", "data", "event_id"}
    assert push["data"]["data"]["upload_id"] == upload["id"]


@pytest.mark.parametrize("spoil", [
    lambda auth: None,
    lambda auth: "",
    lambda auth: auth[:-1] + ("0" if auth[-1] != "0" else "1"),
    lambda auth: auth.partition(":")[2],
    lambda auth: "other:" + auth.partition(":")[2],
    lambda auth: auth + "0",
    lambda auth: "gatehouse:" + "0" * 64,
], ids=["none", "empty", "one digit", "without key", "other key", "longer", "zeros"])
def test_a_wrong_signature_is_refused(server, caller, intercom, spoil):
    with Socket(server) as socket:
        auth = spoil(authorization(caller, socket.greeting()["socket_id"], channel(caller)))
        data = {"channel": channel(caller)} | ({"auth": auth} if auth is not None else {})
        socket.send("pusher:subscribe", data)
        error = socket.wait_for("pusher:error")
        assert error["data"]["code"] == 4009
        intercom.load([{"apartment": 1}])
        socket.send("pusher:ping", {})
        socket.wait_for("pusher:pong")
        events = {message["event"] for message in socket.said}
    assert "pusher_internal:subscription_succeeded" not in events
    assert r"App\Events\TokenPush" not in events


def test_a_signature_for_another_socket_is_refused(server, caller):
    with Socket(server) as first, Socket(server) as second:
        auth = authorization(caller, first.greeting()["socket_id"], channel(caller))
        second.greeting()
        second.send("pusher:subscribe", {"channel": channel(caller), "auth": auth})
        assert second.wait_for("pusher:error")["data"]["code"] == 4009


@pytest.mark.parametrize("name", ["public", "presence-room", "private-other.1", "private-token.x", ""])
def test_channels_that_do_not_exist_cannot_be_heard(server, name):
    with Socket(server) as socket:
        socket.greeting()
        socket.send("pusher:subscribe", {"channel": name, "auth": "gatehouse:" + "0" * 64})
        assert socket.wait_for("pusher:error")["data"]["code"] == 4009


def test_after_unsubscribing_nothing_is_heard(server, caller, intercom):
    with subscribed(server, caller) as socket:
        socket.send("pusher:unsubscribe", {"channel": channel(caller)})
        socket.send("pusher:ping", {})
        socket.wait_for("pusher:pong")
        intercom.load([{"apartment": 1}])
        socket.send("pusher:ping", {})
        socket.wait_for("pusher:pong")
        assert r"App\Events\TokenPush" not in {message["event"] for message in socket.said}
    with subscribed(server, caller) as late:
        assert body(late.wait_for(r"App\Events\TokenPush"))["data"]["type"] == "intercom_summary_loaded"


def test_two_listeners_of_a_channel_both_hear(server, caller, intercom):
    with subscribed(server, caller) as first, subscribed(server, caller) as second:
        intercom.load([{"apartment": 1}])
        ids = {body(socket.wait_for(r"App\Events\TokenPush"))["data"]["event_id"] for socket in (first, second)}
    assert len(ids) == 1
