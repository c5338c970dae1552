"""An upload is written to disk as it comes, whatever its size."""

import concurrent.futures
import io
import random
import time
import zipfile

import requests

from fault_workbooks import summary

MB = 1 << 20
BOUNDARY = "a-boundary-of-the-tests"


class Body:
    """A multipart body that is made while it is sent, with its length known beforehand."""

    def __init__(self, pieces, size):
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="big.xlsx"\r\n\r\n'.encode()
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.length = len(head) + size + len(tail)
        self.pieces = (piece for part in ([head], pieces, [tail]) for piece in part)

    def __len__(self):
        return self.length

    def __iter__(self):
        return self.pieces


def send(house, pieces, size):
    headers = {**house.headers(), "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return requests.post(house.path("upload"), data=Body(pieces, size), headers=headers, timeout=120)


def growth_while(house, action):
    assert house.upload(summary(40, seed=1)).status_code == 201
    house.forget_peak()
    before = house.memory()
    answer = action()
    return answer, house.memory("VmHWM") - before


def test_two_hundred_megabytes_of_junk_take_little_memory(loaded_house):
    block = random.Random(1).randbytes(MB)
    answer, growth = growth_while(loaded_house, lambda: send(loaded_house, (block for _ in range(199)), 199 * MB))
    assert answer.status_code == 422, answer.text
    assert growth < 32 * MB, f"grew by {growth / MB:.0f} MB"


def test_a_workbook_of_two_hundred_megabytes_takes_little_memory(loaded_house):
    out = io.BytesIO(summary(40, seed=2))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as book:
        book.writestr("xl/media/image1.png", random.Random(2).randbytes(MB) * 198)
    content = out.getbuffer()
    pieces = (bytes(content[start : start + MB]) for start in range(0, len(content), MB))
    answer, growth = growth_while(loaded_house, lambda: send(loaded_house, pieces, len(content)))
    assert answer.status_code == 201, answer.text
    assert growth < 32 * MB, f"grew by {growth / MB:.0f} MB"


def test_an_upload_over_the_limit_is_refused_and_not_read_to_its_end(loaded_house):
    sent = 0

    def endless():
        nonlocal sent
        until = time.monotonic() + 30
        while time.monotonic() < until:
            sent += MB
            yield bytes(MB)

    started = time.monotonic()
    try:
        answer = send(loaded_house, endless(), 1 << 40)
        assert answer.status_code == 413, answer.text
    except requests.ConnectionError:
        pass  # The refusal may be cut off by the bytes that were still on their way.
    assert time.monotonic() - started < 20, f"read {sent // MB} MB of what it had refused"
    loaded_house.assert_alive()
    assert not loaded_house.incoming()


def test_many_large_uploads_at_once_stay_bounded(loaded_house):
    block = random.Random(3).randbytes(MB)
    loaded_house.forget_peak()
    before = loaded_house.memory()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(loaded_house, (block for _ in range(40)), 40 * MB), range(8)))
    assert [answer.status_code for answer in answers] == [422] * 8
    growth = loaded_house.memory("VmHWM") - before
    assert growth < 96 * MB, f"grew by {growth / MB:.0f} MB"
