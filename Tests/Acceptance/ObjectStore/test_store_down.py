"""The store goes away: what waits for it is answered in time, and all goes on when it is back."""

import random
import time

import pytest
import requests

from Support.workbooks import sheet

ROWS = [{"apartment": 1, "key": "00001122334455", "user": "anna@example.org"}]
MB = 1 << 20


def assert_unavailable(answer, started):
    assert answer.status_code == 503, f"{answer.status_code} {answer.text}"
    assert "Try again" in answer.text
    assert time.monotonic() - started < 25


@pytest.mark.parametrize("how", ["refuse", "stall"])
def test_an_upload_is_answered_503_and_goes_through_later(house, proxy, how):
    proxy.behave(how)
    started = time.monotonic()
    assert_unavailable(house.intercom.upload(ROWS), started)
    assert house.client.get("/intercoms").status_code == 200
    proxy.behave("refuse")
    proxy.behave("pass")
    house.intercom.load(ROWS)


def test_a_store_that_goes_during_a_large_upload_fails_it_and_nothing_else(house, proxy):
    block = random.Random(5).randbytes(MB)
    boundary = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\n"

    def body():
        yield boundary
        for number in range(20):
            if number == 12:
                proxy.behave("refuse")
            yield block
        yield b"\r\n--x--\r\n"

    started = time.monotonic()
    try:
        answer = house.client.post(
            house.intercom.path + "/upload", data=body(), headers={"Content-Type": "multipart/form-data; boundary=x"})
        assert_unavailable(answer, started)
    except requests.ConnectionError:
        pass  # The answer may be cut off by the bytes that were still on their way.
    proxy.behave("pass")
    house.intercom.load(ROWS)


@pytest.mark.parametrize("how", ["refuse", "stall"])
def test_a_download_is_answered_503_and_goes_through_later(house, proxy, how):
    upload = house.intercom.reject(sheet([["apartment", "key"], [1, "wrong"]]))
    path = f"/uploads/{upload['id']}/errors.xlsx"
    proxy.behave(how)
    started = time.monotonic()
    assert_unavailable(house.client.get(path), started)
    proxy.behave("refuse")
    proxy.behave("pass")
    assert house.client.get(path).content.startswith(b"PK")


def test_a_download_that_is_cut_is_taken_up_again_by_the_server(house, proxy):
    workbook = large_workbook()
    upload = house.intercom.reject(workbook)
    path = f"/uploads/{upload['id']}/errors.xlsx"
    whole = house.client.get(path).content
    assert len(whole) > 3 * MB
    proxy.cut_downloads(after=MB, times=2)
    assert house.client.get(path).content == whole
    assert proxy.cuts_left == 0


def test_a_download_whose_store_stays_away_ends_and_the_server_lives(house, proxy):
    upload = house.intercom.reject(large_workbook())
    path = f"/uploads/{upload['id']}/errors.xlsx"
    proxy.cut_downloads(after=MB, times=1000)
    started = time.monotonic()
    with pytest.raises(requests.RequestException):
        answer = house.client.get(path)
        # The store may have been missed before the first byte.
        assert answer.status_code == 503
        raise requests.ConnectionError
    assert time.monotonic() - started < 25
    proxy.cut_downloads(after=0, times=0)
    assert house.client.get(path).content.startswith(b"PK")


def test_a_confirmed_load_waits_for_the_store(house, proxy):
    house.intercom.load(ROWS)
    staged = house.intercom.stage(ROWS + [{"apartment": 2, "key": "00002233445566"}])
    proxy.behave("refuse")
    assert house.intercom.upload(hash=staged["hash"]).status_code == 204
    time.sleep(3)
    assert set(house.intercom.keys) == {"00001122334455"}
    proxy.behave("pass")
    assert house.client.wait(staged["id"], timeout=60)["state"] == "loaded"
    assert set(house.intercom.keys) == {"00001122334455", "00002233445566"}


def large_workbook():
    """A workbook with one wrong cell and a few megabytes that do not pack."""
    noise = random.Random(7)
    rows = [["apartment", "key", "remark"], [1, "wrong", ""]]
    rows += [[number, None, noise.randbytes(4000).hex()] for number in range(2, 1002)]
    return sheet(rows)
