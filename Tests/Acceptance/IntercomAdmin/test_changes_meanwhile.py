"""An intercom that changes while a workbook for it is checked: the load replaces what is there when it happens."""

import time

ROWS = [{"apartment": 1 + number // 10, "key": f"{number:014X}"} for number in range(3000)]


def test_a_key_added_while_a_workbook_is_checked_is_replaced_too(client, intercom):
    # The moments between reading what is there and replacing it are few: each round has an even chance to hit them.
    hits = [round for round in range(8) if was_changed_meanwhile(client, intercom)]
    assert hits, "every workbook was loaded before any key was added: take more rows"


def was_changed_meanwhile(client, intercom):
    """Adds keys while a workbook is checked; whether it came in time. Then none of them may be left."""
    intercom.load(ROWS)
    id = intercom.submit(ROWS[:-1])
    doomed = []
    for number in range(12):
        code = f"FF{number:012X}"
        answer = client.post(f"{intercom.path}/keys", json={"flat": "1", "keys": [code]})
        assert answer.status_code == 200, answer.text
        # It was there before the load if the load is still to come.
        if client.look(id)["state"] in ("queued", "checking"):
            doomed.append(code)
        time.sleep(0.01)
    assert client.wait(id, timeout=60)["state"] == "loaded"
    left = [key["key"] for key in client.read(f"{intercom.path}/keys?search=FF0000")["data"]]
    assert not set(doomed) & set(left)
    return bool(doomed)
