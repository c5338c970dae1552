"""A server that is killed at any moment of a load leaves the old data or the new, whole, and finishes it later."""

import io
import random
import statistics
import threading
import time

import openpyxl
import pytest
import requests

from fault_workbooks import rows, summary, wrong_summary

SEED = 20_261_123
ROUNDS = 50
COUNT = 4_000
SETTINGS = {"work.lease": 1, "work.poll": 1, "log.level": "notice"}


def normal(values):
    """A row as text, `yes` and `no` told apart whatever the writer calls them."""
    apartment, key, user, name, live = values
    return str(apartment), key, user, name, str(live).lower() in ("yes", "true", "1")


def read_back(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    head, *body = sheet.iter_rows(values_only=True)
    places = [
        [str(title).lower() for title in head].index(name) for name in ("apartment", "key", "user", "user name", "live")
    ]
    return {normal([line[place] for place in places]) for line in body}


class Killing:
    """Loads into one intercom whose server dies again and again, and what must be true after each time."""

    def __init__(self, house):
        self.house, self.rng, self.last_event, self.usual = house, random.Random(SEED), "0", 0.0
        self.right = [summary(COUNT, seed) for seed in (1, 2)]
        self.wrong = wrong_summary(COUNT, seed=3)
        self.states = []
        self.present = 0
        self.seen = {"old": 0, "new": 0}

    def prepare(self):
        """Knows both states by sight, and how long a load usually takes."""
        times = []
        for number in (0, 1, 0, 1, 0):
            answer = self.house.upload(self.right[number])
            if answer.status_code == 201:
                answer = self.house.upload(hash=answer.json()["hash"])
            started = time.monotonic()
            assert self.house.wait(int(answer.headers["X-Upload-Id"]), pause=0.005)["state"] == "loaded"
            times.append(time.monotonic() - started)
            if len(self.states) < 2:
                assert read_back(self.house.summary()) == {normal(row) for row in rows(COUNT, number + 1)}
                self.states.append(self.house.state())
        assert self.house.state() == self.states[0]
        self.usual = statistics.median(times[1:])

    def round(self, number):
        is_right = number % 2 == 0
        wanted = 1 - self.present if is_right else self.present
        hash_, upload = self.house.stage(self.right[wanted] if is_right else self.wrong)
        assert self.house.upload(hash=hash_).status_code == 204
        self.kill_after(self.rng.uniform(0, 1.4 * self.usual))
        if number % 5 == 0:
            self.kill_after(1.0 + self.rng.uniform(0, self.usual))
        state = self.house.state()
        assert state in (self.states[self.present], self.states[wanted]), "neither the old data nor the new"
        self.seen["new" if is_right and state == self.states[wanted] else "old"] += 1
        ended = self.house.wait(upload, within=15)
        assert ended["state"] == ("loaded" if is_right else "rejected"), ended
        assert self.house.state() == self.states[wanted], "the end of the load is not what the intercom holds"
        self.present = wanted
        heard, self.last_event = self.house.events(upload, after=self.last_event, within=15)
        assert [told["upload_id"] for told in heard] == [upload]
        assert is_right or heard[0]["download"]["url"]
        assert self.house.referenced() <= self.house.blobs(), "a file that an upload needs is gone"

    def kill_after(self, seconds):
        time.sleep(seconds)
        self.house.kill()
        self.house.start()


@pytest.mark.long
def test_fifty_kills_in_the_middle_of_loads_lose_nothing(make_house):
    house = make_house(SETTINGS).start()
    killing = Killing(house)
    killing.prepare()
    started = time.monotonic()
    for number in range(ROUNDS):
        try:
            killing.round(number)
        except AssertionError as error:
            raise AssertionError(f"round {number} of seed {SEED}: {error}\n{house.tail(1500)}") from error
    took = time.monotonic() - started
    print(
        f"{ROUNDS} rounds in {took:.0f} s; a load takes {killing.usual:.2f} s; seen after the restart: {killing.seen}"
    )
    assert killing.seen["new"] and killing.seen["old"] > ROUNDS // 2, killing.seen
    # A lease of a second, a start and a few loads a round, however long a load takes on a busy machine.
    assert took < ROUNDS * (3.6 + 4 * killing.usual)
    house.sweep()
    assert house.state() == killing.states[killing.present]
    assert house.rows("SELECT count(*) FROM job WHERE state IN ('ready', 'running')") == [(0,)]


def test_kills_during_uploads_leave_nothing_behind(make_house):
    house = make_house(SETTINGS).start()
    content, rng = summary(2_000, seed=4) + bytes(4 << 20), random.Random(SEED)
    assert house.load(summary(10, seed=5))["state"] == "loaded"
    before = house.state()
    for _ in range(8):
        sender = threading.Thread(target=send_ignoring_the_end, args=(house, content))
        sender.start()
        time.sleep(rng.uniform(0.0, 0.05))
        house.kill()
        sender.join(20)
        house.start()
        assert house.state() == before
        assert house.referenced() <= house.blobs()
    house.sweep()
    assert house.state() == before


def send_ignoring_the_end(house, content):
    try:
        requests.post(house.path("upload"), files={"file": ("s.xlsx", content)}, headers=house.headers(), timeout=20)
    except requests.RequestException:
        pass
