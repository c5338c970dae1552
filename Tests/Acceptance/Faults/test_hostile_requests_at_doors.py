"""Bodies and queries that are too large, too deep or too many, at `/v3`, `/oauth` and `/panel/v1`: refused in little time and room."""

import contextlib
import json
import time

import pytest
import requests

from fault_doors import Doors
from fault_house import House
from fault_lines import connection, status
from fault_outcomes import bounded

MB = 1 << 20
JSON, FORM, PARTS = "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
# Who asks, with what, and the type of resource that is wanted there.
PLACES = {
    "a person": ("anna", "PATCH", "/v3/me", "users"),
    "a keychain": ("anna", "POST", "/v3/keychains/custom", "keychains"),
    "a code": ("anna", "POST", "/v3/pins", "pins"),
    "an opening of a door": ("anna", "POST", "/v3/me/open_door", "door_release_requests"),
    "a notification": ("anna", "POST", "/v3/notifications/call_ended", "notifications"),
    "a building": ("root", "POST", "/v3/buildings", "buildings"),
    "a webhook": ("root", "POST", "/v3/buildings/{building}/integrations", "integrations"),
    "tokens": (None, "POST", "/oauth/token", ""),
    "a revocation": (None, "POST", "/oauth/revoke", ""),
    "a sign-in": (None, "POST", "/login", ""),
    "a password": ("anna", "PUT", "/api/v1/password", ""),
    "a decision": ("panel", "POST", "/panel/v1/decisions", ""),
    "openings": ("panel", "POST", "/panel/v1/door_releases", ""),
    "a call": ("panel", "POST", "/panel/v1/calls", ""),
    "a message": ("panel", "POST", "/panel/v1/messages", ""),
}


@pytest.fixture(scope="module")
def doors(tmp_path_factory):
    often = {f"surface.{name}.{what}": 100_000 for name in ("access", "panel") for what in ("rate", "burst")}
    house = House(tmp_path_factory.mktemp("hostile") / "house", often)
    try:
        yield Doors(house.start())
    finally:
        house.close()


@pytest.fixture(params=PLACES)
def place(request, doors):
    """Sends a body to one place, with what its caller shows."""
    who, method, path, type = PLACES[request.param]
    return Place(doors, who, method, path.format(building=doors.building), type)


class Place:
    def __init__(self, doors, who, method, path, type):
        self.house, self.method, self.path, self.type = doors.house, method, path, type
        token = None if who is None else doors.panel.token if who == "panel" else getattr(doors, who).token.secret
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def send(self, body, kind):
        return requests.request(
            self.method, self.house.url + self.path, data=body, headers={**self.headers, "Content-Type": kind}, timeout=20)

    def head(self, framing, kind=JSON):
        lines = [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([
            f"{self.method} {self.path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}", framing, *lines, "", ""
        ]).encode()


def bombs(type):
    """Bodies within what is read, and well beyond."""
    start = f'{{"data":{{"type":"{type}","attributes":{{'
    names = ",".join(f'"a{n}":{n}' for n in range(15_000))
    yield "deep lists", JSON, "[" * 60_000
    yield "deep objects", JSON, '{"data":' * 20_000
    yield "deep attributes", JSON, start + '"name":' + "[" * 60_000 + "]" * 60_000 + "}}}"
    yield "many names", JSON, f"{start}{names}}}}}}}"
    yield "one name again and again", JSON, start + ",".join(['"name":1'] * 20_000) + "}}}"
    yield "a million names", JSON, start + ",".join(f'"a{n}":{n}' for n in range(1_000_000)) + "}}}"
    yield "a long number", JSON, f'{start}"name":{"9" * 100_000}}}}}}}'
    yield "a far exponent", JSON, f'{start}"name":1e999999999,"code":1E-999999999}}}}}}'
    yield "half a surrogate", JSON, start + '"name":"\\ud800"}}}'
    yield "brackets in brackets", FORM, "data" + "[a]" * 60_000 + "=1"
    yield "lists in lists", FORM, "data[attributes]" + "[]" * 80_000 + "=1"
    yield "brackets that never close", FORM, "data" + "[" * 200_000
    yield "many pairs", FORM, "&".join(f"data[attributes][a{n}]=1" for n in range(8_000))
    yield "many items", FORM, "&".join(["data[attributes][recipients][]=a"] * 7_000)
    yield "a far place in a list", FORM, "data[attributes][recipients][9223372036854775807]=a"
    yield "a million pairs", FORM, "a=1&" * 1_000_000
    yield "nothing but separators", FORM, "&" * 250_000
    yield "many parts", PARTS, "".join(
        f'--x\r\nContent-Disposition: form-data; name="data[a{n}]"\r\n\r\n1\r\n' for n in range(20_000)) + "--x--\r\n"
    yield "a long name of a part", PARTS, f'--x\r\nContent-Disposition: form-data; name="{"a" * 200_000}"\r\n\r\n1\r\n--x--\r\n'


def test_bombs_are_refused_in_little_time_and_room(place):
    for name, kind, body in bombs(place.type):
        with bounded(place.house, seconds=10, growth=48 * MB):
            try:
                answer = place.send(body, kind)
            except requests.ConnectionError:
                continue  # hung up on while it was still sending
        assert answer.status_code < 500, f"{name}: {answer.status_code} {answer.text}"
        if len(body) > 16 * MB or name.startswith("deep"):
            assert answer.status_code >= 400, f"{name}: {answer.status_code} {answer.text}"
    place.house.assert_alive()


@pytest.mark.parametrize("kind", [JSON, FORM, PARTS])
def test_a_giant_is_refused_by_its_length_alone(place, kind):
    with bounded(place.house, seconds=5, growth=16 * MB), connection(place.house) as sock:
        sock.sendall(place.head("Content-Length: 10000000000", kind) + b"{")
        answer = status(sock)
    assert answer is not None and 400 <= answer < 500, answer


def test_an_endless_body_is_hung_up_on(place):
    piece, until, is_open = b"10000\r\n" + b"a" * 65_536 + b"\r\n", time.monotonic() + 20, True
    with bounded(place.house, seconds=20, growth=32 * MB), connection(place.house) as sock:
        sock.sendall(place.head("Transfer-Encoding: chunked"))
        try:
            while time.monotonic() < until:
                sock.sendall(piece)
                time.sleep(0.001)
        except ConnectionError:
            is_open = False
        answer = status(sock)
    assert not is_open, "it is still read"
    assert answer is None or 400 <= answer < 500, answer


def test_slow_bodies_hold_nobody_up(doors):
    with contextlib.ExitStack() as lines:
        for who, method, path, type in list(PLACES.values()) * 10:
            place = Place(doors, who, method, path.format(building=doors.building), type)
            sock = lines.enter_context(connection(place.house))
            sock.sendall(place.head("Content-Length: 100") + b'{"data":')
        started = time.monotonic()
        for _ in range(10):
            assert doors.anna.get("/me").status_code == 200
            assert doors.panel.decide(pin="135790")["reason"] == "unknown"
        assert time.monotonic() - started < 10
    doors.house.assert_alive()


LONG = {
    "inclusions": "include=" + ",".join(["virtual_keys.door_releases.panel"] * 1500),
    "unknown inclusions": "include=" + ",".join(f"a{n}" for n in range(5000)),
    "a deep inclusion": "include=" + ".".join(["virtual_keys"] * 3000),
    "sorts": "sort=" + ",".join(["-created_at", "name"] * 2500),
    "unknown sorts": "sort=" + ",".join(f"a{n}" for n in range(5000)),
    "filters": "&".join(f"filter[unit]={n}" for n in range(2500)),
    "unknown filters": "&".join(f"filter[a{n}]={n}" for n in range(2500)),
    "filters in brackets": "filter" + "[unit]" * 5000 + "=1",
    "a long id": "filter[unit]=" + "9" * 30_000,
    "fields": "&".join(f"fields[t{n}]=a,b,c" for n in range(2000)),
    "many fields": "fields[keychains]=" + ",".join(f"f{n}" for n in range(5000)),
    "a long place": "page[after]=" + "A" * 30_000,
    "a deep place": "page[after]=" + "W1tb" * 400,
    "a far page": "page[number]=999999999999999999",
    "a page without a number": "page[number]=" + "9" * 30_000,
    "escapes": "filter[unit]=" + "%25" * 10_000,
    "a megabyte": "filter[name]=" + "a" * MB,
}


@pytest.mark.parametrize("query", LONG)
@pytest.mark.parametrize("path", ["/keychains", "/door_releases", "/me"])
def test_long_queries_are_bounded(doors, path, query):
    with bounded(doors.house, seconds=5, growth=16 * MB):
        try:
            answer = doors.anna.get(f"{path}?{LONG[query]}")
        except requests.ConnectionError:
            return
    assert answer.status_code < 500, f"{answer.status_code} {answer.text[:500]}"
    if query.startswith("unknown") and "filter" not in query and path != "/me":
        assert answer.status_code == 400 and answer.json()["errors"][0]["source"]["parameter"]


@pytest.mark.parametrize("fields", [
    {"recipients": ["a@example.org"] * 5000}, {"recipients": [{"deliver_to": "a@example.org", "name": "n" * 100_000}]},
    {"recipients": [[["a@example.org"]]] * 100}, {"name": "n" * 100_000},
])
def test_long_lists_in_a_document_are_refused(doors, fields):
    attributes = {
        "name": "Guest", "starts_at": "2020-01-01T00:00:00Z", "ends_at": "2099-01-01T00:00:00Z"} | fields
    with bounded(doors.house, seconds=10, growth=32 * MB):
        answer = doors.anna.post("/keychains/custom", "keychains", attributes, {"tenant": ("tenants", doors.tenant)})
    assert answer.status_code == 422, f"{answer.status_code} {answer.text[:500]}"
    assert doors.anna.read("/keychains")["data"] == []


def test_thousands_of_related_ids_are_refused(doors):
    with bounded(doors.house, seconds=10, growth=32 * MB):
        answer = doors.anna.post("/keychains/custom", "keychains", {
            "name": "Guest", "starts_at": "2020-01-01T00:00:00Z", "ends_at": "2099-01-01T00:00:00Z"},
            {"tenant": ("tenants", doors.tenant), "devices": [("panels", n) for n in range(1, 6000)]})
    assert answer.status_code == 422, f"{answer.status_code} {answer.text[:500]}"


def test_a_batch_of_more_than_a_thousand_is_refused(doors):
    opening = {"release_method": "nfc", "logged_at": "2026-11-22T16:12:00Z"}
    answer = doors.panel.tell([{"id": f"n{n}", **opening} for n in range(1001)])
    assert answer.status_code == 422 and json.loads(answer.text)["errors"]["door_releases"]
    with bounded(doors.house, seconds=10, growth=32 * MB):
        answer = doors.panel.tell([{"id": f"n{n}", "name": [[[]]] * 100, "unit": {"a": {}}, **opening} for n in range(1000)])
    assert answer.status_code < 500, f"{answer.status_code} {answer.text[:500]}"
