"""The columns `apartment`, `landline` and `sip`, and what makes a row."""

import pytest

from Support.workbooks import sheet


@pytest.mark.parametrize("written, label", [
    (12, "12"), (12.0, "12"), ("12", "12"), ("12.0", "12"), ("12.00", "12"), ("007", "7"), (" 12 ", "12"),
    ("\u00a012\t", "12"), (1, "1"), (400, "400"), ("0400", "400"), ("0000000000000000000012", "12"),
])
def test_a_number_in_the_range_is_that_apartment(intercom, written, label):
    intercom.load(sheet([["apartment"], [written]]))
    assert list(intercom.flats) == [label]
    flat = intercom.flats[label]
    assert (flat["flat"], flat["properties"]["number"]) == (label, label)


@pytest.mark.parametrize("written, code", [
    (0, "apartment.out-of-range"), (401, "apartment.out-of-range"), ("401", "apartment.out-of-range"),
    (10**9, "apartment.out-of-range"), ("999999999999999999", "apartment.out-of-range"),
    (12.5, "apartment.not-whole-number"), ("12.5", "apartment.not-whole-number"), ("12a", "apartment.not-whole-number"),
    ("A-1", "apartment.not-whole-number"), ("-1", "apartment.not-whole-number"), (-1, "apartment.not-whole-number"),
    ("1 2", "apartment.not-whole-number"), ("١٢", "apartment.not-whole-number"), ("1e2", "apartment.not-whole-number"),
    (".", "apartment.not-whole-number"), (True, "apartment.not-whole-number"),
])
def test_what_is_no_number_in_the_range_is_an_error(occupied, written, code):
    upload = occupied.check(sheet([["apartment"], [written]]))
    assert [(problem["cell"], problem["code"]) for problem in upload["errors"]] == [("A2", code)]
    assert upload["errors"][0]["value"] == ("TRUE" if written is True else str(written))


def test_an_error_of_the_range_names_the_range(occupied):
    message = occupied.check(sheet([["apartment"], [401]]))["errors"][0]["message"]
    assert "1" in message and "400" in message


@pytest.mark.parametrize("written, label", [
    ("007", "007"), (7, "7"), ("7", "7"), ("A-1", "A-1"), (" Penthouse ", "Penthouse"), ("Кв. 5 / б", "Кв. 5 / б"),
    (12.0, "12"), ("12.0", "12.0"), (1.5, "1.5"), ("x" * 50, "x" * 50),
])
def test_without_a_range_an_apartment_has_a_label(labelled, written, label):
    labelled.load(sheet([["apartment"], [written]]))
    assert list(labelled.flats) == [label]


@pytest.mark.parametrize("written", ["x" * 51, "a\nb"])
def test_a_label_is_short_and_printable(labelled, written):
    labelled.load(sheet([["apartment"], ["first"]]))
    found = labelled.check(sheet([["apartment"], [written]]))["errors"]
    assert [problem["cell"] for problem in found] == ["A2"]
    assert found[0]["code"].startswith("apartment.")


def test_two_spellings_of_a_number_are_one_apartment(intercom):
    intercom.load(sheet([["apartment", "key"], [7, "AABBCCDD"], ["007", "11223344"], ["7.0", "55667788"]]))
    assert list(intercom.flats) == ["7"]
    assert intercom.flats["7"]["key_count"] == 3


def test_an_apartment_alone_makes_a_row(intercom):
    intercom.load(sheet([["apartment", "key", "user"], [3], [4]]))
    assert {label: (flat["key_count"], flat["users_count"]) for label, flat in intercom.flats.items()} == {
        "3": (0, 0), "4": (0, 0)}


@pytest.mark.parametrize("row", [
    {"key": "AABBCCDD"}, {"user": "anna@example.org"}, {"landline": 5}, {"sip": "x"}, {"user name": "Anna"},
    {"live": "yes"}, {"open by app": 0},
], ids=lambda row: next(iter(row)))
def test_a_row_without_an_apartment_is_an_error_of_its_empty_cell(occupied, row):
    found = occupied.check([{"apartment": 1, **{name: None for name in row}}, row])["errors"]
    assert [(problem["cell"], problem["code"]) for problem in found] == [("A3", "apartment.required")]


@pytest.mark.parametrize("column, good", [
    ("landline", [(5, "5"), ("0123", "0123"), (12.0, "12"), (" 77 ", "77"), ("9" * 15, "9" * 15)]),
    ("sip", [("alice", "alice"), (1001, "1001"), ("sip:a@b.example", "sip:a@b.example"), (" x ", "x"),
        ("s" * 100, "s" * 100)]),
])
def test_numbers_of_an_apartment_are_kept(intercom, column, good):
    rows = [{"apartment": number, column: written} for number, (written, _) in enumerate(good, 1)]
    intercom.load(rows)
    properties = {label: flat["properties"][column + "_number"] for label, flat in intercom.flats.items()}
    assert properties == {str(number): kept for number, (_, kept) in enumerate(good, 1)}


@pytest.mark.parametrize("column, wrong", [
    ("landline", "x"), ("landline", "12a"), ("landline", 1.5), ("landline", -1), ("landline", "+1"),
    ("landline", "9" * 16),
    ("landline", True), ("sip", "s" * 101), ("sip", "a\nb"),
])
def test_wrong_numbers_of_an_apartment_are_errors(occupied, column, wrong):
    found = occupied.check([{"apartment": 1, column: wrong}])["errors"]
    assert [(problem["cell"], problem["column"], problem["code"]) for problem in found] == [
        ("B2", column, column + ".format")]


@pytest.mark.parametrize("column", ["landline", "sip"])
def test_rows_of_an_apartment_agree_and_blanks_agree_with_anything(intercom, column):
    intercom.load([
        {"apartment": 1, "key": "AABBCCDD"}, {"apartment": 1, "key": "11223344", column: "100"},
        {"apartment": 1, "key": "55667788"}, {"apartment": 1, "key": "99001122", column: "100"},
        {"apartment": 2, column: "200"},
    ])
    assert {label: flat["properties"][column + "_number"] for label, flat in intercom.flats.items()} == {
        "1": "100", "2": "200"}


@pytest.mark.parametrize("column", ["landline", "sip"])
def test_rows_of_an_apartment_that_disagree_are_all_marked(occupied, column):
    upload = occupied.check([
        {"apartment": 1, column: "100"}, {"apartment": 1}, {"apartment": 1, column: "200"},
        {"apartment": 2, column: "300"},
        {"apartment": "001", column: "100"},
    ])
    assert [(problem["cell"], problem["code"]) for problem in upload["errors"]] == [
        (cell, column + ".conflict") for cell in ("B2", "B4", "B6")]
    assert upload["error_count"] == 3
