"""A server that is asked to stop finishes what it has begun, or leaves it for the next one, and says goodbye."""

import random
import signal
import threading
import time

import pytest
import requests

from fault_workbooks import summary

COUNT = 15_000


@pytest.mark.parametrize("grace", [30, 0])
def test_a_load_under_way_survives_a_stop(make_house, grace):
    house = make_house({"work.lease": 1, "shutdown.grace": grace}).start()
    books, rng, states = [summary(COUNT, seed) for seed in (1, 2)], random.Random(grace), []
    for book in books:
        assert house.load(book)["state"] == "loaded"
        states.append(house.state())
    for number in range(4):
        hash_, upload = house.stage(books[number % 2])
        assert house.upload(hash=hash_).status_code == 204
        time.sleep(rng.uniform(0.0, 0.8))
        started = time.monotonic()
        assert house.stop() == 0, house.tail()
        assert time.monotonic() - started < (25 if grace else 10)
        house.start()
        assert house.state() in states
        assert house.wait(upload, within=20)["state"] == "loaded"
        assert house.state() == states[number % 2]
        assert house.events(upload)[0]


def test_an_upload_under_way_is_answered_before_the_server_stops(make_house):
    house = make_house().start()
    answers = []

    def body():
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
        for piece in (content[: len(content) // 2], content[len(content) // 2 :]):
            yield piece
            time.sleep(0.7)
        yield b"\r\n--x--\r\n"

    content = summary(100, seed=3)
    headers = {**house.headers(), "Content-Type": "multipart/form-data; boundary=x"}
    url = house.path("upload")
    sender = threading.Thread(
        target=lambda: answers.append(requests.post(url, data=body(), headers=headers, timeout=30))
    )
    sender.start()
    time.sleep(0.4)
    assert house.stop() == 0
    sender.join(30)
    assert [answer.status_code for answer in answers] == [204]
    house.start()
    assert house.wait(int(answers[0].headers["X-Upload-Id"]), within=20)["state"] == "loaded"


def test_listeners_do_not_hold_up_a_stop(make_house):
    house = make_house({"shutdown.grace": 30}).start()
    streams = [
        requests.get(f"{house.url}/api/v1/events", headers=house.headers(), stream=True, timeout=30) for _ in range(5)
    ]
    assert all(stream.status_code == 200 for stream in streams)
    started = time.monotonic()
    assert house.stop() == 0
    assert time.monotonic() - started < 10
    for stream in streams:
        stream.close()


def test_an_interrupt_stops_it_as_well(make_house):
    house = make_house().start()
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(20) == 0
    house.forget()
