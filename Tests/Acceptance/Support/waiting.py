"""Waiting with a bound."""

import time


def wait_until(condition, what, timeout=10.0, pause=0.01):
    """The first truthy value of `condition()`; fails where it does not come in time."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {timeout} s in vain: {what}")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
