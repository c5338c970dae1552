"""Panels that ask for decisions, hear commands, and keep silent streams."""

import asyncio
import hashlib
import http.client
import json
import pathlib
import sqlite3
import statistics
import time
import urllib.parse

from measuring import Figure
from serving import Server

PANELS, STREAMS = 10_100, 10_000
KEYS = 10
ASKING = 64
SECONDS = 10
ROUNDS, IDLE = 300, 1000


def token(panel):
    return f"ghp_{panel}_{hashlib.sha256(str(panel).encode()).hexdigest()}"


class Doors(Server):
    """A server with many panels, whose tokens are known."""

    def fill(self):
        with sqlite3.connect(pathlib.Path(self.data) / "gatehouse.sqlite") as base:
            (first, organization, building, zone, now), = base.execute(
                """
                SELECT panel.id, panel.organization_id, panel.building_id, zone.id, panel.created_at FROM panel
                JOIN zone ON zone.building_id = panel.building_id WHERE panel.id = ?
                """, (self.intercom,))
            self.first = first
            base.execute(
                "INSERT INTO unit (id, zone_id, label, created_at, updated_at) VALUES (1, ?, '1', ?, ?)",
                (zone, now, now))
            base.execute(
                f"""
                INSERT INTO tenant (id, unit_id, user_id, created_at, updated_at)
                SELECT 1, 1, user_id, {now}, {now} FROM token ORDER BY id LIMIT 1
                """)
            base.execute(
                f"INSERT INTO tenant_panel (panel_id, tenant_id, created_at, updated_at) VALUES ({first}, 1, {now}, {now})")
            base.executemany(
                f"""
                INSERT INTO panel (id, organization_id, building_id, title, address, live, archive, open_by_key,
                    open_by_code, open_by_face, open_by_app, revision, created_at, updated_at)
                VALUES (?, {organization}, {building}, 'Gate', '', 1, 1, 1, 1, 1, 1, 0, {now}, {now})
                """, ((first + number,) for number in range(1, PANELS)))
            base.executemany(
                "UPDATE panel SET token_digest = ? WHERE id = ?",
                ((hashlib.sha256(token(first + number).encode()).hexdigest(), first + number)
                 for number in range(PANELS)))
            panels = range(first, first + 1000)
            base.executemany(
                f"INSERT INTO panel_unit (panel_id, unit_id, created_at, updated_at) VALUES (?, 1, {now}, {now})",
                ((panel,) for panel in panels))
            base.executemany(
                f"""
                INSERT INTO rfid_key (panel_id, unit_id, code, created_at, updated_at)
                VALUES (?, 1, ?, {now}, {now})
                """, ((panel, f"{key:014X}") for panel in panels for key in range(KEYS)))

    @property
    def place(self):
        place = urllib.parse.urlsplit(self.url)
        return place.hostname, place.port

    @property
    def resident(self):
        """Bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return 1024 * int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


class Asker(asyncio.Protocol):
    """A panel that asks whether its door opens, one question at a time."""

    def __init__(self, panel):
        body = b'{"key":"%014X"}' % (panel % KEYS)
        self.request = (
            f"POST /panel/v1/decisions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token(panel)}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body
        self.answered = self.waiting = None
        self.buffer = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        if b'"open_for_ms":' in self.buffer and self.buffer.endswith(b"}"):
            assert b'"allow":true' in self.buffer, self.buffer
            self.buffer = b""
            self.waiting.set_result(None)

    async def ask(self):
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(self.request)
        await self.waiting


async def askers(server):
    loop = asyncio.get_running_loop()
    return [
        (await loop.create_connection(lambda panel=panel: Asker(panel), *server.place))[1]
        for panel in range(server.first, server.first + ASKING)]


async def flood(server):
    """Answers a second."""
    count, until = 0, time.perf_counter() + SECONDS

    async def work(asker):
        nonlocal count
        while time.perf_counter() < until:
            await asker.ask()
            count += 1

    panels = await askers(server)
    for panel in panels:
        await panel.ask()
    started = time.perf_counter()
    until = started + SECONDS
    await asyncio.gather(*(work(panel) for panel in panels))
    return count / (time.perf_counter() - started)


async def paced(server, rate):
    """Seconds from when each question was due to its answer."""
    panels = await askers(server)
    start = time.perf_counter() + 0.1
    times = []

    async def work(asker, number):
        due = start + number / rate
        while due < start + SECONDS:
            await asyncio.sleep(max(0, due - time.perf_counter()))
            await asker.ask()
            times.append(time.perf_counter() - due)
            due += len(panels) / rate

    await asyncio.gather(*(work(panel, number) for number, panel in enumerate(panels)))
    return times


class Listener(asyncio.Protocol):
    """A panel's stream; `heard` is when the last command came."""

    def __init__(self, panel):
        self.panel, self.heard, self.begun = panel, asyncio.Event(), asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(
            f"GET /panel/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token(self.panel)}\r\n\r\n".encode())

    def data_received(self, data):
        self.begun.set()
        if b"event: " in data:
            self.at = time.perf_counter()
            self.heard.set()


class Socket(asyncio.Protocol):
    """A push socket that hears no channel."""

    def __init__(self):
        self.begun = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(
            b"GET /pusher HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")

    def data_received(self, data):
        if b"connection_established" in data:
            self.begun.set()


async def listeners(server, panels):
    return await connected(server, [Listener(panel) for panel in panels])


async def connected(server, protocols):
    """Connects them, a hundred at a time, and waits until each has begun."""
    loop = asyncio.get_running_loop()
    made = []
    for protocol in protocols:
        made.append((await loop.create_connection(lambda protocol=protocol: protocol, *server.place))[1])
        if len(made) % 100 == 0:
            await asyncio.gather(*(listener.begun.wait() for listener in made[-100:]))
    await asyncio.gather(*(listener.begun.wait() for listener in made))
    return made


async def commands(server):
    """The same as `opened`, beside a thousand idle streams."""
    await listeners(server, range(server.first + 2000, server.first + 2000 + IDLE))
    listener, = await listeners(server, [server.first])
    return await opened(server, listener)


async def opened(server, listener):
    """Seconds from when a tenant opens the door in the app to the command on the panel's stream."""
    connection = http.client.HTTPConnection(*server.place)
    times = []
    body = json.dumps({"data": {
        "type": "door_release_requests", "attributes": {"release_method": "front_door_view"},
        "relationships": {
            "panel": {"data": {"type": "panels", "id": str(server.first)}},
            "unit": {"data": {"type": "units", "id": "1"}}}}})

    def open_door():
        started = time.perf_counter()
        connection.request(
            "POST", "/v3/me/open_door", body, {**server.headers, "Content-Type": "application/vnd.api+json"})
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status == 201, text
        return started

    for _ in range(ROUNDS):
        listener.heard.clear()
        asked = await asyncio.to_thread(open_door)
        await asyncio.wait_for(listener.heard.wait(), 10)
        times.append(listener.at - asked)
        # Repetitions of what was not acknowledged are not to be taken for news.
        with sqlite3.connect(pathlib.Path(server.data) / "gatehouse.sqlite", timeout=20) as base:
            base.execute("UPDATE panel_command SET acknowledged_at = 1 WHERE acknowledged_at IS NULL")
    return times


async def idle(server):
    """Bytes a stream, and the seconds of commands beside all of them."""
    before = server.resident
    streams = await listeners(server, range(server.first, server.first + STREAMS))
    size = await weight(server, before, streams)
    times = await opened(server, streams[0])
    assert all(not stream.transport.is_closing() for stream in streams)
    return size, times


async def sockets(server):
    """Bytes a push socket."""
    before = server.resident
    return await weight(server, before, await connected(server, [Socket() for _ in range(STREAMS)]))


async def weight(server, before, connections):
    """Bytes that the server's memory grew by, a connection, after a silence."""
    await asyncio.sleep(5)
    assert all(not connection.transport.is_closing() for connection in connections)
    return (server.resident - before) / len(connections)


def p99(times):
    return statistics.quantiles(times, n=100)[98]


def measure(folder):
    server = Doors(folder / "data")
    server.fill()
    with server:
        rate = asyncio.run(flood(server))
        yield Figure(
            "decisions that open, SQLite", f"{rate:,.0f}/s", f"{ASKING} panels", rate, "a second", ("≥", 3000))
        times = asyncio.run(paced(server, 1500))
        yield Figure(
            "the same at 1,500 a second", f"median {statistics.median(times) * 1000:.1f} ms", "99 of 100",
            p99(times) * 1000, "ms", ("≤", 20))
        times = asyncio.run(commands(server))
        yield Figure(
            "a command to a panel", f"median {statistics.median(times) * 1000:.1f} ms", "99 of 100",
            p99(times) * 1000, "ms", ("≤", 10))
    server = Doors(folder / "streams")
    server.fill()
    with server:
        size, times = asyncio.run(idle(server))
        yield Figure(
            "idle streams of panels", f"{size / 1000:.1f} KB each", f"{STREAMS:,} streams", size / 1000, "KB",
            ("≤", 20))
        yield Figure(
            f"a command beside {STREAMS:,} idle streams", f"median {statistics.median(times) * 1000:.1f} ms",
            "99 of 100", p99(times) * 1000, "ms", ("≤", 20))
    with Doors(folder / "sockets") as server:
        size = asyncio.run(sockets(server))
        yield Figure(
            "idle push sockets", f"{size / 1000:.1f} KB each", f"{STREAMS:,} sockets", size / 1000, "KB", ("≤", 20))
