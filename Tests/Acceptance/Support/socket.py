"""A bare WebSocket client that speaks the Pusher protocol line by line."""

import json
import time

import websocket


class Socket:
    """A connection to `/app/<key>`; `said` remembers every message."""

    def __init__(self, server, path="/app/gatehouse?protocol=7", **options):
        address = server.url.replace("http://", "ws://") + path
        self.connection = websocket.create_connection(
            address, timeout=10, http_no_proxy=["127.0.0.1", "localhost"], **options)
        self.said = []

    def send(self, event, data=None, **more):
        message = {"event": event, **more}
        if data is not None:
            message["data"] = data
        self.connection.send(json.dumps(message))

    def next(self, timeout=10):
        """The next message as JSON."""
        self.connection.settimeout(timeout)
        message = json.loads(self.connection.recv())
        self.said.append(message)
        return message

    def wait_for(self, event, timeout=10):
        """The next message of this event; others on the way are remembered in `said`."""
        deadline = time.monotonic() + timeout
        while True:
            left = deadline - time.monotonic()
            assert left > 0, f"no {event} within {timeout} s; there were {self.said}"
            message = self.next(left)
            if message["event"] == event:
                return message

    def greeting(self):
        """The facts of `connection_established`."""
        return json.loads(self.wait_for("pusher:connection_established")["data"])

    def close_code(self, timeout=10):
        """The status code with which the server closes; text before it goes to `said`."""
        self.connection.settimeout(timeout)
        while True:
            # Frame by frame: the library would answer the goodbye, which a server that has left resets.
            frame = self.connection.recv_frame()
            if frame.opcode == websocket.ABNF.OPCODE_CLOSE:
                return int.from_bytes(frame.data[:2], "big")
            if frame.opcode == websocket.ABNF.OPCODE_TEXT:
                self.said.append(json.loads(frame.data))

    def close(self):
        self.connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def authorization(client, socket_id, channel):
    """The signature for a channel, as a client library asks for it."""
    answer = client.post(
        "/api/v1/broadcasting/auth", data={"socket_id": socket_id, "channel_name": channel})
    assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
    return answer.json()["auth"]


def subscribed(server, client, path="/app/gatehouse?protocol=7"):
    """A socket that hears its token's channel."""
    socket = Socket(server, path)
    greeting = socket.greeting()
    channel = f"private-token.{client.token.id}"
    auth = authorization(client, greeting["socket_id"], channel)
    socket.send("pusher:subscribe", {"channel": channel, "auth": auth})
    succeeded = socket.wait_for("pusher_internal:subscription_succeeded")
    assert succeeded["channel"] == channel
    return socket


def body(message):
    """The body of a push: what its `data`, a JSON string, holds."""
    return json.loads(message["data"])
