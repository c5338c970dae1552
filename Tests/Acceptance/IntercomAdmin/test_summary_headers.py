"""The header of a summary workbook: where it stands, and which spellings mean which column."""

import pytest

from Support.workbooks import COLUMNS, sheet

SPELLINGS = {
    "apartment": ["apartment", "Apartment", "APARTMENT", " apartment ", "a_part-ment", "flat", "Flat", "unit", "UNIT",
                  "квартира", "Квартира", "КВАРТИРА", "\u00a0flat\u00a0"],
    "key": ["key", "KEY", "K e y", "rfid", "RFID", "rf-id", "ключ", "Ключ"],
    "user": ["user", "User", "login", "LOGIN", "log_in", "пользователь", "Пользователь"],
    "user name": ["user name", "User Name", "username", "user_name", "user-name", "USERNAME", "name", "Name", "имя",
        "Имя"],
    "landline": ["landline", "Land Line", "land-line", "analog", "Analog", "трубка", "Трубка"],
    "sip": ["sip", "SIP", "sip account", "SIP-Account", "sip_account", "sipaccount"],
    "live": ["live", "Live", "LIVE"],
    "archive": ["archive", "Archive"],
    "open by key": ["open by key", "Open By Key", "open_by_key", "open-by-key", "openbykey"],
    "open by code": ["open by code", "open_by_code", "OpenByCode"],
    "open by face": ["open by face", "open_by_face", "OPEN-BY-FACE"],
    "open by app": ["open by app", "open_by_app", "Open by App"],
}
# A cell that each column refuses: where it is refused, the header was understood.
WRONG = {"apartment": "x", "key": "x", "user": "x", "user name": "n" * 101, "landline": "x", "sip": "s" * 101}


def problems(occupied, cells):
    return occupied.check(sheet(cells))["errors"]


@pytest.mark.parametrize("column, header", [(name, header) for name in COLUMNS for header in SPELLINGS[name]])
def test_every_spelling_of_a_header_is_understood(occupied, column, header):
    wrong = WRONG.get(column, "perhaps")
    user = "anna@example.org"
    if column == "apartment":
        cells, cell = [[header], [wrong]], "A2"
    elif column == "user":
        cells, cell = [["apartment", header], [1, wrong]], "B2"
    else:
        cells, cell = [["apartment", "user", header], [1, user, wrong]], "C2"
    found = problems(occupied, cells)
    assert [(problem["cell"], problem["column"]) for problem in found] == [(cell, header.strip())]
    assert found[0]["sheet"] == "Sheet1"
    assert found[0]["value"] == wrong


def test_the_columns_may_stand_in_any_order(intercom):
    intercom.load(sheet([
        ["open by app", "name", "unknown", "key", "user", "flat"],
        ["no", "Anna", "x", "AABBCCDD", "anna@example.org", 5],
    ]))
    user = intercom.users["5", "anna@example.org"]
    assert (user["name"], user["is_open_door_app"]) == ("Anna", False)
    assert intercom.keys["000000AABBCCDD"]["flat"] == "5"


@pytest.mark.parametrize("above", [
    [[]], [[], [], []], [["", "  "]], [[None, " \u00a0 "], []],
], ids=["one empty row", "three", "empty texts", "white space"])
def test_the_header_is_the_first_row_that_is_not_empty(occupied, above):
    found = problems(occupied, [*above, ["apartment", "key"], [1, "AABBCCDD"], ["x", "x"]])
    row = len(above) + 3
    assert [problem["cell"] for problem in found] == [f"A{row}", f"B{row}"]


def test_a_header_need_not_begin_in_the_first_column(intercom):
    intercom.load(sheet([[], [None, None, "flat", None, "key"], [None, None, 9, None, "AABBCCDD"]]))
    assert intercom.keys["000000AABBCCDD"]["flat"] == "9"


def test_unknown_columns_are_left_alone_with_one_warning(intercom):
    upload = intercom.load(sheet([
        ["apartment", "parking", "remark", "key"], [1, "#N/A", "=1/0", "AABBCCDD"], [2, "x", None, None],
    ]))
    assert upload["error_count"] == 0
    assert len(upload["warnings"]) == 1
    assert "parking" in upload["warnings"][0] and "remark" in upload["warnings"][0]
    assert set(intercom.flats) == {"1", "2"}


def test_the_warning_stands_also_beside_errors(intercom, occupied):
    cells = sheet([["apartment", "parking"], ["x", 1]])
    for upload in (occupied.check(cells), intercom.reject(cells)):
        assert upload["error_count"] == 1
        assert len(upload["warnings"]) == 1 and "parking" in upload["warnings"][0]


def test_without_unknown_columns_there_is_no_warning(intercom):
    assert intercom.load([{"apartment": 1}])["warnings"] == []


def test_a_row_with_unknown_columns_alone_is_empty(intercom):
    intercom.load(sheet([["apartment", "remark"], [1, "x"], [None, "a remark alone"], [2, None]]))
    assert set(intercom.flats) == {"1", "2"}


@pytest.mark.parametrize("second", ["apartment", "flat", "Квартира", "UNIT"])
def test_two_headers_for_one_column_are_an_error_of_the_second(occupied, second):
    found = problems(occupied, [["apartment", "key", second], [1, "AABBCCDD", 2]])
    assert [(problem["cell"], problem["code"]) for problem in found] == [("C1", "column.duplicate")]


def test_three_headers_for_one_column_are_errors_of_the_second_and_third(occupied):
    found = problems(occupied, [["name", "apartment", "user name", "имя"], ["Anna", 1]])
    assert [problem["cell"] for problem in found] == ["C1", "D1"]


def test_a_missing_apartment_column_is_one_error_of_the_header(occupied):
    found = problems(occupied, [[], [None, "key", "user"], [None, "AABBCCDD", "anna@example.org"], [None, "11223344"]])
    assert [(problem["cell"], problem["code"]) for problem in found] == [("B2", "column.missing")]


def test_a_sheet_without_a_known_header_lacks_the_apartment_column(occupied):
    found = problems(occupied, [["1", "AABBCCDD"], ["2", "11223344"]])
    assert [problem["code"] for problem in found] == ["column.missing"]
