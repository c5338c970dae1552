"""Listeners to Server-Sent Events."""

import http.client
import json
import socket
import threading
from datetime import datetime, timezone

from Support.waiting import wait_until


class EventStream:
    """A stream of events, read in the background; `events` has what came: dictionaries with id, event, data and when."""

    def __init__(self, url, path, headers, timeout=30):
        connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=timeout)
        connection.connect()
        self._line = connection.sock
        connection.request("GET", path, headers=headers)
        self.answer = connection.getresponse()
        self.status, self.headers = self.answer.status, self.answer.headers
        self.events = []
        self.heartbeats = 0
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
                        event["came"] = datetime.now(timezone.utc)
                        self.events.append(event)
                    event = {}
                elif text.startswith(":"):
                    self.heartbeats += 1
                else:
                    name, _, value = text.partition(":")
                    event[name] = value.removeprefix(" ")
        except (OSError, http.client.HTTPException, ValueError):
            pass  # closed by the test or by the server

    @property
    def has_ended(self):
        """Whether the server has closed it."""
        return not self._thread.is_alive()

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


class Stream(EventStream):
    """`GET /api/v1/events`."""

    def __init__(self, client, last_event_id=None):
        headers = {"Authorization": f"Bearer {client.token.secret}"}
        if last_event_id is not None:
            headers["Last-Event-ID"] = last_event_id
        super().__init__(client.url, "/api/v1/events", headers)

    def wait_for(self, type, timeout=10, upload=None):
        """The first event of this type, of one upload where it is named."""
        def find():
            return next(
                (event for event in self.events if event["event"] == type
                 and upload in (None, event["data"]["data"]["data"]["upload_id"])), None)

        return wait_until(find, f"the event {type}", timeout=timeout)
