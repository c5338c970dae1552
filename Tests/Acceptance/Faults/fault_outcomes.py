"""What has to be true after something bad was sent: how it ended, and what it cost."""

import contextlib
import time


def assert_ends_well(house, content, within=20):
    """The workbook is refused with a message on `file`, or taken in; if its cells are wrong, it comes back marked.

    In any case nothing changes and the server lives. Gives what became of it: "refused", "rejected" or "staged", and
    the words.
    """
    answer = house.upload(content)
    assert answer.status_code in (201, 422), f"{answer.status_code} {answer.text}\n{house.tail(1500)}"
    outcome, words = "staged", ""
    if answer.status_code == 422:
        body = answer.json()
        assert body["message"] and body["errors"]["file"], body
        outcome, words = "refused", body["errors"]["file"][0]
    elif answer.json()["errors"]:
        assert house.upload(hash=answer.json()["hash"]).status_code == 204
        ended = house.wait(int(answer.headers["X-Upload-Id"]), within)
        assert ended["state"] == "rejected" and (ended["errors"] or ended["warnings"]), ended
        outcome, words = "rejected", " ".join([e["message"] for e in ended["errors"]] + ended["warnings"])
        assert ended["error_file_url"] or ended["warnings"], f"not marked, and nothing says why\n{house.tail(1500)}"
    assert_unharmed(house)
    return outcome, words


@contextlib.contextmanager
def bounded(house, seconds, growth):
    """What happens inside takes at most so long, and so many more bytes of the server's memory at its peak."""
    house.forget_peak()
    before, started = house.memory(), time.monotonic()
    yield
    took, grown = time.monotonic() - started, house.memory("VmHWM") - before
    assert took < seconds, f"took {took:.1f} s"
    assert grown < growth, f"the server grew by {grown >> 20} MB"


def assert_unharmed(house):
    """The server lives, and the intercom holds what it held."""
    house.assert_alive()
    assert house.state() == house.expected
