"""The column `key`: its forms, and that a key stands in one apartment."""

import pytest

from Support.workbooks import sheet


@pytest.mark.parametrize("written, stored", [
    ("AABBCCDD", "000000AABBCCDD"), ("aabbccdd", "000000AABBCCDD"), ("aAbBcCdDe", "00000AABBCCDDE"),
    ("0011223344", "00000011223344"), ("1234567890ABCD", "1234567890ABCD"), (" aabbccdd ", "000000AABBCCDD"),
    ("00000000", "0" * 14), ("12345678", "00000012345678"), (12345678, "00000012345678"),
    (12345678.0, "00000012345678"), (99999999999999, "99999999999999"), ("99999999999999", "99999999999999"),
    ("12E45678", "00000012E45678"),
])
def test_a_key_is_stored_upper_case_and_padded(intercom, written, stored):
    intercom.load(sheet([["apartment", "key"], [1, written]]))
    assert list(intercom.keys) == [stored]
    assert intercom.keys[stored]["flat"] == "1"


@pytest.mark.parametrize("written", [
    "AABBCCD", "1234567890ABCDE", "AABBCCDG", "AA:BB:CC:DD", "AA BB CC DD", "0xAABBCCDD", "key", "ААВВССDD",
    1234567, 123456789012345, 12345678.5, -12345678, True, "１２３４５６７８",
])
def test_other_forms_are_errors(occupied, written):
    found = occupied.check(sheet([["apartment", "key"], [1, written]]))["errors"]
    assert [(problem["cell"], problem["code"]) for problem in found] == [("B2", "key.format")]


@pytest.mark.parametrize("written", [10**15, 1234567890123456, 12345678901234567890])
def test_a_number_of_more_than_15_digits_asks_for_text(occupied, written):
    found = occupied.check(sheet([["apartment", "key"], [1, written]]))["errors"]
    assert [(problem["cell"], problem["code"]) for problem in found] == [("B2", "key.number-too-long")]
    assert "text" in found[0]["message"].lower()


def test_a_key_in_two_apartments_is_an_error_wherever_it_stands(occupied):
    upload = occupied.check(sheet([
        ["apartment", "key"], [1, "AABBCCDD"], [2, "11223344"], [3, "aabbccdd"], [1, "000000AABBCCDD"], [4, "55667788"],
    ]))
    assert [(problem["cell"], problem["code"]) for problem in upload["errors"]] == [
        (cell, "key.duplicate") for cell in ("B2", "B4", "B5")]
    assert upload["error_count"] == 3


def test_a_key_may_stand_twice_in_one_apartment(intercom):
    """As it does where two users of an apartment share it, row by row."""
    upload = intercom.load(sheet([
        ["apartment", "key", "user"], [1, "AABBCCDD", "a@example.org"], [1, "aabbccdd", "b@example.org"],
    ]))
    assert upload["changes"]["keys"]["added"] == 1
    assert len(intercom.keys) == 1
    assert intercom.flats["1"]["users_count"] == 2


def test_a_key_belongs_to_the_user_of_its_row(intercom):
    intercom.load(sheet([
        ["apartment", "key", "user", "name"], [1, "AABBCCDD", "a@example.org", "Anna"], [1, "11223344", None, None],
    ]))
    keys = intercom.keys
    holder = keys["000000AABBCCDD"]["user"]
    assert (holder["login"], holder["name"]) == ("a@example.org", "Anna")
    assert keys["00000011223344"]["user"] is None


def test_one_key_may_be_in_several_intercoms(intercom, labelled):
    intercom.load(sheet([["apartment", "key"], [1, "AABBCCDD"]]))
    labelled.load(sheet([["apartment", "key"], ["A", "AABBCCDD"]]))
    assert list(intercom.keys) == list(labelled.keys) == ["000000AABBCCDD"]


def test_many_keys_may_stand_in_one_apartment(intercom):
    upload = intercom.load(sheet([["apartment", "key"]] + [[1, f"{number:08X}"] for number in range(2500)]))
    assert upload["changes"]["keys"]["added"] == 2500
    assert intercom.itself["key_count"] == 2500
    assert len(intercom.keys) == 2500
