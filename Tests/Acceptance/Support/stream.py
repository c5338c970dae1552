"""A listener to Server-Sent Events."""

import http.client
import json
import socket
import threading

from Support.waiting import wait_until


class Stream:
    """`GET /api/v1/events`, read in the background; `events` has what came: dictionaries with id, event and data."""

    def __init__(self, client, last_event_id=None):
        headers = {"Authorization": f"Bearer {client.token.secret}"}
        if last_event_id is not None:
            headers["Last-Event-ID"] = last_event_id
        connection = http.client.HTTPConnection(client.url.removeprefix("http://"), timeout=30)
        connection.connect()
        self._line = connection.sock
        connection.request("GET", "/api/v1/events", headers=headers)
        self.answer = connection.getresponse()
        self.status, self.headers = self.answer.status, self.answer.headers
        self.events = []
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        # Its first line tells that the server listens for this client now.
        assert self.status != 200 or self._begun.wait(10), "the stream did not begin"

    def _read(self):
        event = {}
        try:
            while line := self.answer.readline():
                self._begun.set()
                text = line.decode().rstrip("\n")
                if text == "":
                    if "data" in event:
                        event["data"] = json.loads(event["data"])
                        self.events.append(event)
                    event = {}
                elif not text.startswith(":"):
                    name, _, value = text.partition(":")
                    event[name] = value.removeprefix(" ")
        except (OSError, http.client.HTTPException):
            pass  # closed by the test or by the server

    @property
    def has_ended(self):
        """Whether the server has closed it."""
        return not self._thread.is_alive()

    def wait_for(self, type, timeout=10, upload=None):
        """The first event of this type, of one upload where it is named."""
        def find():
            return next(
                (event for event in self.events if event["event"] == type
                 and upload in (None, event["data"]["data"]["data"]["upload_id"])), None)

        return wait_until(find, f"the event {type}", timeout=timeout)

    def close(self):
        try:
            self._line.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the server was first
        self._thread.join(timeout=5)
        self.answer.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
