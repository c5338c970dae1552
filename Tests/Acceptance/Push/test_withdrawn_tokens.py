"""A connection that outlives its token hears no more."""

import time

import pytest

from Support.client import Client
from Support.socket import subscribed
from Support.stream import Stream
from Support.waiting import wait_until


def watched(serve):
    """A server that looks every second, and a caller whose token can be withdrawn."""
    server = serve(settings={"push.recheck": 1})
    return server, Client(server.url, server.installation.token("admin@acme.example"))


def test_a_socket_whose_token_is_withdrawn_is_closed(serve):
    server, caller = watched(serve)
    with subscribed(server, caller) as socket:
        server.installation.run("token", "revoke", str(caller.token.id))
        assert socket.close_code() == 4009
        assert socket.said[-1]["event"] == "pusher:error"
        assert socket.said[-1]["data"]["code"] == 4009


def test_a_socket_whose_token_is_in_force_stays(serve):
    server, caller = watched(serve)
    other = server.installation.token("admin@acme.example")
    with subscribed(server, caller) as socket:
        server.installation.run("token", "revoke", str(other.id))
        time.sleep(2.5)  # two looks and a half
        socket.send("pusher:ping")
        assert socket.wait_for("pusher:pong", timeout=5)
        assert not any(message["event"] == "pusher:error" for message in socket.said)


@pytest.mark.long
def test_a_stream_whose_token_is_withdrawn_ends(serve):
    server, caller = watched(serve)
    with Stream(caller) as stream:
        server.installation.run("token", "revoke", str(caller.token.id))
        wait_until(lambda: stream.has_ended, "the stream ends", timeout=25)
