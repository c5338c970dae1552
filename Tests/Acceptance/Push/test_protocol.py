"""The Pusher Channels protocol as it goes over the wire, line by line."""

import json
import re

import pytest
import websocket

from Support.client import Client
from Support.socket import Socket, subscribed
from Support.waiting import wait_until


def channel(caller):
    return f"private-token.{caller.token.id}"


def test_a_connection_begins_with_its_name(server):
    with Socket(server) as socket:
        message = socket.next()
    assert message["event"] == "pusher:connection_established"
    assert isinstance(message["data"], str), "a JSON string, not an object"
    facts = json.loads(message["data"])
    assert set(facts) == {"socket_id", "activity_timeout"}
    assert re.fullmatch(r"\d+\.\d+", facts["socket_id"])
    assert facts["activity_timeout"] == 40


def test_connections_have_different_names(server):
    with Socket(server) as first, Socket(server) as second:
        assert first.greeting()["socket_id"] != second.greeting()["socket_id"]


@pytest.mark.parametrize("path", [
    "/app/gatehouse?protocol=7", "/app/gatehouse?protocol=6&client=js&version=8.0", "/app/gatehouse?protocol=5",
    "/app/gatehouse",
    "/pusher", "/pusher?protocol=7", "/pusher/app/gatehouse?protocol=7",
])
def test_the_socket_is_at_these_addresses(server, path):
    with Socket(server, path) as socket:
        assert socket.greeting()["socket_id"]


def test_wsurl_tells_an_address_that_is_used_as_it_is(caller, server):
    where = caller.read("/api/v1/wsurl")
    assert set(where) == {"ws_url", "app_key"}
    assert where["ws_url"] == server.url.replace("http://", "ws://") + "/pusher"
    for address in (where["ws_url"], f"{where['ws_url']}/app/{where['app_key']}?protocol=7"):
        line = websocket.create_connection(address, timeout=10, http_no_proxy=["127.0.0.1"])
        assert json.loads(line.recv())["event"] == "pusher:connection_established"
        line.close()


def test_wsurl_follows_the_public_url(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"public-url": "https://gate.example:8443"})
    where = Client(server.url, installation.administrator).read("/api/v1/wsurl")
    assert where["ws_url"] == "wss://gate.example:8443/pusher"


def test_wsurl_needs_a_token(server):
    answer = Client(server.url).get("/api/v1/wsurl")
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def test_a_ping_is_answered(server):
    with Socket(server) as socket:
        socket.greeting()
        for data in ({}, "", None):
            socket.send("pusher:ping", data)
            assert socket.next()["event"] == "pusher:pong"


def test_a_websocket_ping_is_answered(server):
    with Socket(server) as socket:
        socket.greeting()
        socket.connection.ping(b"alive?")
        opcode, data = socket.connection.recv_data(control_frame=True)
        assert (opcode, data) == (websocket.ABNF.OPCODE_PONG, b"alive?")


@pytest.mark.parametrize("path, code", [
    ("/app/other?protocol=7", 4001), ("/app/GATEHOUSE?protocol=7", 4001), ("/pusher/app/other", 4001),
    ("/app/gatehouse?protocol=4", 4007), ("/app/gatehouse?protocol=8", 4007), ("/app/gatehouse?protocol=x", 4006),
])
def test_a_wrong_connection_is_told_why_and_closed(server, path, code):
    with Socket(server, path) as socket:
        message = socket.next()
        assert message["event"] == "pusher:error"
        assert message["data"]["code"] == code
        assert message["data"]["message"]
        assert socket.close_code() == code


def test_a_client_event_is_refused_and_the_socket_stays(server, caller):
    with subscribed(server, caller) as socket, subscribed(server, caller) as other:
        socket.send("client-hello", {"a": 1}, channel=channel(caller))
        assert socket.wait_for("pusher:error")["data"]["message"]
        socket.send("pusher:ping", {})
        assert socket.next()["event"] == "pusher:pong"
        other.send("pusher:ping", {})
        assert other.next()["event"] == "pusher:pong", "nothing was handed on"


@pytest.mark.parametrize("text", ["", "no json", "[]", "{}", '{"event": 5}', '{"event": "pusher:subscribe"}', "null",
    "\u0000"])
def test_what_is_not_understood_is_told_and_the_socket_stays(server, text):
    with Socket(server) as socket:
        socket.greeting()
        socket.connection.send(text)
        assert socket.next()["event"] == "pusher:error"
        socket.send("pusher:ping", {})
        assert socket.next()["event"] == "pusher:pong"


def test_a_message_of_64_kib_is_taken_and_a_longer_one_is_not(server):
    frame = {"event": "pusher:ping", "data": ""}
    room = 64 * 1024 - len(json.dumps(frame))
    with Socket(server) as socket:
        socket.greeting()
        socket.send("pusher:ping", "x" * room)
        assert socket.next()["event"] == "pusher:pong"
        socket.send("pusher:ping", "x" * (room + 1))
        assert socket.close_code() == 1009


def test_a_binary_message_is_refused(server):
    with Socket(server) as socket:
        socket.greeting()
        socket.connection.send_binary(b'{"event":"pusher:ping"}')
        assert socket.close_code() == 1003


def test_a_silent_client_is_asked_and_stays_when_it_answers(serve):
    server = serve(settings={"push.activity-timeout": 1})
    with Socket(server) as socket:
        assert socket.greeting()["activity_timeout"] == 1
        assert socket.wait_for("pusher:ping", timeout=5)["data"] == {}
        socket.send("pusher:pong", {})
        socket.send("pusher:ping", {})
        assert socket.wait_for("pusher:pong")


@pytest.mark.long
def test_a_client_that_gives_no_pong_is_let_go_with_4201(serve):
    """The client has half a minute to answer."""
    server = serve(settings={"push.activity-timeout": 1})
    with Socket(server) as socket:
        assert socket.close_code(timeout=40) == 4201
    assert [message["event"] for message in socket.said][1:] == ["pusher:ping", "pusher:error"]


def test_over_capacity_is_4100(serve):
    server = serve(settings={"push.connections": 1})
    with Socket(server) as first:
        first.greeting()
        with Socket(server) as second:
            assert second.next()["data"]["code"] == 4100
            assert second.close_code() == 4100

    def has_room():
        with Socket(server) as third:
            return third.next()["event"] == "pusher:connection_established"

    wait_until(has_room, "room after the first left")


def test_a_stopping_server_says_goodbye(serve):
    server = serve()
    with Socket(server) as socket:
        socket.greeting()
        server.process.terminate()
        assert socket.close_code() == 1001
