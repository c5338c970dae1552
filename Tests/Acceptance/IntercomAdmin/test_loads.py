"""What a load does: all or nothing, counted, and no further than its intercom."""

import threading

import pytest

from Support.intercom import Intercom
from Support.workbooks import sheet

HEADER = ["apartment", "key", "user", "user name", "landline", "sip", "live", "open by app"]
FIRST = sheet([
    HEADER,
    [1, "AAAA0001", "a@first.example", "Anna", 101, "s1", "yes", None],
    [1, "AAAA0002", None, None, None, None, None, None],
    [2, "AAAA0003", "b@first.example", "Bert", 102, None, None, "no"],
    [3, "AAAA0004", "c@first.example", "Carl", None, "s3", None, None],
    [3, None, "d@first.example", None, None, None, None, None],
    [4, None, None, None, 104, None, None, None],
    [5, "AAAA0005", "e@first.example", None, None, None, None, None],
])
# Of everything a bit. Keys: 1 and 5 stay, 2 goes, 3 moves to apartment 3, 4 loses its user, 6 is new. Apartments: 2 goes,
# 4 changes its landline, 5 gets an SIP account, 6 is new. Users: a changes a flag, b goes with apartment 2, d goes, c and
# e stay, f is new.
SECOND = sheet([
    HEADER,
    [1, "AAAA0001", "a@first.example", "Anna", 101, "s1", "no", None],
    [3, "AAAA0003", "c@first.example", "Carl", None, "s3", None, None],
    [3, "AAAA0004", None, None, None, None, None, None],
    [4, None, None, None, 204, None, None, None],
    [5, "AAAA0005", "e@first.example", None, None, "s5", None, None],
    [6, "AAAA0006", "f@first.example", "Fred", None, None, None, None],
])


def test_a_first_load_adds_everything(intercom):
    upload = intercom.load(FIRST)
    nothing = {"removed": 0, "unchanged": 0, "changed": 0}
    assert upload["changes"] == {
        "keys": {"added": 5} | nothing, "apartments": {"added": 5} | nothing, "users": {"added": 5} | nothing}
    assert upload["progress"] == {"rows": 7, "total": 7}
    itself = intercom.itself
    assert (itself["key_count"], itself["flats_count"], itself["users_count"]) == (5, 5, 5)


def test_a_second_load_counts_what_it_changes(intercom):
    intercom.load(FIRST)
    staged = intercom.stage(SECOND)
    changes = staged["changes"]
    assert changes["apartments"] == {"added": 1, "removed": 1, "unchanged": 2, "changed": 2}
    assert changes["users"] == {"added": 1, "removed": 2, "unchanged": 2, "changed": 1}
    keys = changes["keys"]
    assert (keys["added"], keys["removed"]) == (2, 2)
    assert keys["unchanged"] + keys["changed"] == 3
    assert intercom.upload(hash=staged["hash"]).status_code == 204
    assert intercom.client.wait(staged["id"])["changes"] == changes


def test_the_intercom_holds_what_the_workbook_says(intercom):
    intercom.load(FIRST)
    intercom.load(SECOND)
    assert set(intercom.flats) == {"1", "3", "4", "5", "6"}
    assert {code[6:]: key["flat"] for code, key in intercom.keys.items()} == {
        "AAAA0001": "1", "AAAA0003": "3", "AAAA0004": "3", "AAAA0005": "5", "AAAA0006": "6"}
    holders = {code[6:]: key["user"] and key["user"]["login"] for code, key in intercom.keys.items()}
    assert holders == {
        "AAAA0001": "a@first.example", "AAAA0003": "c@first.example", "AAAA0004": None, "AAAA0005": "e@first.example",
        "AAAA0006": "f@first.example"}
    assert set(intercom.users) == {
        ("1", "a@first.example"), ("3", "c@first.example"), ("5", "e@first.example"), ("6", "f@first.example")}
    assert intercom.flats["4"]["properties"]["landline_number"] == "204"
    assert intercom.flats["5"]["properties"]["sip_number"] == "s5"
    assert intercom.users["1", "a@first.example"]["is_restricted_live"] is True


def test_what_does_not_change_keeps_its_id_and_its_dates(intercom):
    intercom.load(FIRST)
    keys, flats, users = intercom.keys, intercom.flats, intercom.users
    intercom.load(SECOND)
    for code in ("000000AAAA0001", "000000AAAA0005"):
        assert intercom.keys[code] == keys[code]
    for label in ("1", "3", "4", "5"):
        assert intercom.flats[label]["id"] == flats[label]["id"]
    for tie in (("1", "a@first.example"), ("3", "c@first.example")):
        assert intercom.users[tie]["id"] == users[tie]["id"]
    assert intercom.users["3", "c@first.example"] == users["3", "c@first.example"]


def test_a_key_that_moves_is_one_removed_and_one_added(intercom):
    intercom.load(sheet([["apartment", "key"], [1, "AABBCCDD"], [2, "11223344"]]))
    upload = intercom.load(sheet([["apartment", "key"], [2, "AABBCCDD"], [1, "11223344"]]))
    assert upload["changes"]["keys"] == {"added": 2, "removed": 2, "unchanged": 0, "changed": 0}
    assert {code: key["flat"] for code, key in intercom.keys.items()} == {"000000AABBCCDD": "2", "00000011223344": "1"}


def test_the_same_workbook_again_changes_nothing(intercom):
    intercom.load(FIRST)
    before = intercom.state
    upload = intercom.load(FIRST)
    for what, number in (("keys", 5), ("apartments", 5), ("users", 5)):
        assert upload["changes"][what] == {"added": 0, "removed": 0, "unchanged": number, "changed": 0}
    assert intercom.state == before


@pytest.mark.parametrize("wrong", [1, 50])
def test_one_wrong_cell_among_many_changes_nothing(intercom, wrong):
    intercom.load(FIRST)
    before = intercom.state
    rows = [[n, f"BBBB{n:04X}", f"u{n}@second.example"] for n in range(1, 301)]
    for row in rows[-wrong:]:
        row[1] = "wrong"
    upload = intercom.reject(sheet([["apartment", "key", "user"], *rows]))
    assert upload["error_count"] == wrong
    assert upload["changes"] is None
    assert intercom.state == before


def test_a_rejected_first_workbook_leaves_the_intercom_empty(intercom):
    upload = intercom.reject(sheet([["apartment", "key"], [1, "AABBCCDD"], [2, "wrong"]]))
    assert upload["error_count"] == 1
    assert intercom.flats == {}
    assert intercom.upload(FIRST).status_code == 204


def test_other_intercoms_are_not_touched(intercom, labelled, stranger, installation):
    theirs = Intercom.create(stranger, installation, organization=installation.foreign)
    labelled.load(FIRST)
    theirs.load(FIRST)
    before = labelled.state, theirs.state
    intercom.load(FIRST)
    intercom.load(SECOND)
    intercom.load(sheet([["apartment"]]))
    assert (labelled.state, theirs.state) == before


def test_a_reader_sees_the_old_state_or_the_new_one(intercom):
    """While loads go to and fro, every look at the counts shows one whole state."""
    small = sheet([["apartment", "key", "user"]] + [[n, f"AAAA{n:04X}", f"s{n}@x.example"] for n in range(1, 11)])
    large = sheet([["apartment", "key", "user"]] + [[n, f"BBBB{n:04X}", f"l{n}@x.example"] for n in range(1, 351)])
    intercom.load(small)
    seen, done = set(), threading.Event()
    watcher = intercom.through(type(intercom.client)(intercom.client.url, intercom.client.token))

    def watch():
        while not done.is_set():
            itself = watcher.itself
            seen.add((itself["key_count"], itself["flats_count"], itself["users_count"]))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        for workbook in (large, small, large, small):
            intercom.load(workbook)
    finally:
        done.set()
        thread.join(timeout=10)
    assert seen == {(10, 10, 10), (350, 350, 350)}


def test_a_change_while_the_workbook_is_staged_is_replaced_too(intercom):
    intercom.load(FIRST)
    staged = intercom.stage(SECOND)
    added = intercom.client.post(intercom.path + "/keys", json={"flat": "4", "keys": ["CCCC0001"]})
    assert added.status_code == 200
    assert intercom.upload(hash=staged["hash"]).status_code == 204
    upload = intercom.client.wait(staged["id"])
    assert upload["state"] == "loaded"
    assert "000000CCCC0001" not in intercom.keys
    assert upload["changes"]["keys"]["removed"] == staged["changes"]["keys"]["removed"] + 1


def test_a_range_that_narrowed_while_the_workbook_was_staged_rejects_it(intercom):
    intercom.load(FIRST)
    staged = intercom.stage(sheet([["apartment"], [300]]))
    assert intercom.client.patch(intercom.path, json={"flat_to": 200}).status_code == 200
    assert intercom.upload(hash=staged["hash"]).status_code == 204
    upload = intercom.client.wait(staged["id"])
    assert (upload["state"], upload["error_count"]) == ("rejected", 1)
    assert len(intercom.flats) == 5


def test_several_intercoms_load_at_the_same_time(client, installation):
    intercoms = [Intercom.create(client, installation) for _ in range(4)]
    ids = [one.submit(FIRST) for one in intercoms]
    assert {client.wait(id)["state"] for id in ids} == {"loaded"}
    assert all(one.itself["key_count"] == 5 for one in intercoms)
