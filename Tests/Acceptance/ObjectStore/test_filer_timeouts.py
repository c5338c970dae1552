"""The filer answers 504 while the store does not, and goes on when it is back."""

import time

import pytest

from Support.filer import Filer, refusal


@pytest.mark.parametrize("how", ["refuse", "stall"])
@pytest.mark.long
def test_files_neither_come_nor_go_until_the_store_is_back(house, proxy, how):
    filer = Filer(house.client)
    key = filer.add("a.txt", b"kept before\n")["file_key"]
    proxy.behave(how)
    for ask in (lambda: filer.get(key), lambda: filer.get(key, headers={"Accept": "application/json"}), filer.upload):
        started = time.monotonic()
        answer = ask()
        assert refusal(answer)[0] == 504 and int(answer.headers["Retry-After"]) > 0
        assert time.monotonic() - started < 25
    assert filer.keys(keys=[key]) == [key], "what needs no store is answered"
    proxy.behave("refuse")
    proxy.behave("pass")
    assert filer.get(key).content == b"kept before\n"
    assert filer.upload().status_code == 200
