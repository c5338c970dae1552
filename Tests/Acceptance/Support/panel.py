"""A panel at a door: what it asks, what it is told, and how it decides by itself when it is offline."""

import hashlib
import hmac
import itertools
from datetime import datetime, timezone

import requests

from Support.stream import EventStream
from Support.waiting import wait_until

ROOT = "/panel/v1"
KEYS = itertools.count(0x100)


def change(house):
    """Something that every panel of the building is told of: a new key."""
    answer = house.client.post(f"{house.path}/keys", json={"flat": "1", "keys": [f"0000{next(KEYS):04X}"]})
    assert answer.status_code in (200, 201), answer.text


class Panel:
    """Speaks for an intercom by the intercom's own token."""

    def __init__(self, url, token, id=None):
        self.url = url
        self.token = token
        self.id = id
        self.session = requests.Session()
        self.session.trust_env = False
        if token is not None:
            self.session.headers["Authorization"] = f"Bearer {token}"

    @classmethod
    def of(cls, intercom, server):
        """A new token for an intercom, by the command line; one that it had is dead."""
        made = server.installation.json("intercom", "token", str(intercom.id))
        return cls(server.url, made["token"], intercom.id)

    def at(self, server):
        """The same panel at another server."""
        return Panel(server.url, self.token, self.id)

    def get(self, path, **options):
        return self.session.get(self.url + ROOT + path, timeout=30, **options)

    def post(self, path, body=None, **options):
        return self.session.post(self.url + ROOT + path, json=body, timeout=30, **options)

    def decide(self, **shown):
        """`decide(key=…)`, `decide(pin=…, unit=…)`, `decide(qr=…)`: the body of the answer."""
        answer = self.post("/decisions", shown)
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        return answer.json()

    def ring(self, unit, **more):
        """The guid of a new call."""
        answer = self.post("/calls", {"unit": unit, **more})
        assert answer.status_code == 201, f"{answer.status_code} {answer.text}"
        return answer.json()["guid"]

    def report(self, guid, status):
        return self.post(f"/calls/{guid}/status", {"status": status})

    def acknowledge(self, command):
        return self.post(f"/commands/{command}/ack")

    def tell(self, releases):
        return self.post("/door_releases", {"door_releases": releases})

    def credentials(self):
        answer = self.get("/credentials")
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        return Offline(answer.json())

    def listen(self):
        return CommandStream(self)


class Offline:
    """A set of credentials, and the decision that a panel makes with nothing else."""

    def __init__(self, body):
        self.body = body
        self.credentials = body["credentials"]
        self.used = set()

    def decide(self, at=None, key=None, pin=None, qr=None, unit=None):
        """The credential that opens; None: the door stays closed."""
        at = at or datetime.now(timezone.utc)
        if not moment(self.body["valid_from"]) <= at < moment(self.body["valid_until"]):
            return None
        reading, text = ("key", code(key)) if key else ("pin", pin) if pin else ("qr", qr)
        wanted = self.hash(reading, text)
        for credential in self.credentials:
            if credential["reading"] != reading or credential["hash"] != wanted:
                continue
            if credential["unit"] is not None and unit is not None and str(unit) != credential["unit"]:
                continue
            if credential["needs_unit"] and unit is None:
                continue
            if credential["once"] and credential["id"] in self.used:
                continue
            if any(moment(span["from"]) <= at < moment(span["until"]) for span in credential["opens"]):
                if credential["once"]:
                    self.used.add(credential["id"])
                return credential
        return None

    def hash(self, reading, text):
        """HMAC-SHA256 over the reading, a NUL and the text; the first 128 bits in hex."""
        key = self.body["hashing"]["key"].encode()
        return hmac.new(key, f"{reading}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]


def code(key):
    """An RFID key as it is hashed: 14 capital hex digits."""
    return key.upper().rjust(14, "0")


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class CommandStream(EventStream):
    """`GET /panel/v1/stream`."""

    def __init__(self, panel):
        # Longer than the pause between two heartbeats.
        super().__init__(panel.url, f"{ROOT}/stream", {"Authorization": f"Bearer {panel.token}"}, timeout=60)

    def of(self, event):
        return [command for command in self.events if command["event"] == event]

    def wait_for(self, event, count=1, timeout=10):
        """So many commands of this kind, repetitions included."""
        wait_until(lambda: len(self.of(event)) >= count, f"{count} of the command {event}", timeout=timeout)
        return self.of(event)
