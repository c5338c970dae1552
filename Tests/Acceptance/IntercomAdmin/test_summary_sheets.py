"""Which sheet is read and how: other programs' files, hidden sheets, formulas, merged cells, empty rows."""

import io
import re
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from Support.workbooks import (
    by_libreoffice, by_xlsxwriter, csv_text, grid, has_libreoffice, opened, saved, sheet, summary)

ROWS = [
    {"apartment": 7, "key": "AABBCCDD", "user": "anna@example.org", "user name": "Анна & <Co>", "landline": 101,
     "sip": "a7", "live": "yes", "open by app": "no"},
    {"apartment": 8, "key": "11223344"},
    {"apartment": 9},
]
EXPECTED = {"7": ["000000AABBCCDD"], "8": ["00000011223344"], "9": []}


def loaded(intercom):
    return {label: [key["key"] for key in flat["keys"]] for label, flat in intercom.flats.items()}


def changed(content, name, change):
    """The archive with one member changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            data = source.read(member)
            target.writestr(member, change(data.decode()).encode() if member.filename == name else data)
    return buffer.getvalue()


libreoffice = pytest.mark.skipif(not has_libreoffice(), reason="soffice is not installed")


@pytest.mark.parametrize("make", [
    pytest.param(lambda: summary(ROWS), id="openpyxl"),
    pytest.param(lambda: by_xlsxwriter(grid(ROWS)), id="XlsxWriter"),
    pytest.param(lambda: by_libreoffice(csv_text(grid(ROWS)), "csv"), id="LibreOffice of CSV", marks=libreoffice),
    pytest.param(
        lambda: by_libreoffice(by_libreoffice(csv_text(grid(ROWS)), "csv", to="ods"), "ods"), id="LibreOffice of ODS",
        marks=libreoffice),
    pytest.param(lambda: by_libreoffice(summary(ROWS), "xlsx"), id="LibreOffice of XLSX", marks=libreoffice),
])
def test_workbooks_of_different_programs_load(intercom, make):
    upload = intercom.load(make())
    assert upload["warnings"] == []
    assert loaded(intercom) == EXPECTED
    user = intercom.users["7", "anna@example.org"]
    assert (user["name"], user["is_restricted_live"], user["is_open_door_app"]) == ("Анна & <Co>", False, False)
    assert intercom.flats["7"]["properties"] == {"number": "7", "landline_number": "101", "sip_number": "a7"}


def test_a_macro_workbook_is_taken(intercom):
    workbook = changed(summary(ROWS), "[Content_Types].xml", lambda text: text.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml"))
    upload = intercom.load(workbook, name="list.xlsm")
    assert upload["file_name"] == "list.xlsm"
    assert loaded(intercom) == EXPECTED


def test_hidden_sheets_are_passed_over(intercom):
    workbook = opened(summary(ROWS))
    for position, state in ((0, "hidden"), (1, "veryHidden")):
        page = workbook.create_sheet(f"Trap {position}", position)
        page.append(["apartment"])
        page.append(["wrong"])
        page.sheet_state = state
    workbook.active = 2
    intercom.load(saved(workbook))
    assert loaded(intercom) == EXPECTED


def test_a_chart_sheet_is_passed_over(intercom):
    workbook = opened(summary(ROWS))
    workbook.create_chartsheet("Chart", 0)
    intercom.load(saved(workbook))
    assert loaded(intercom) == EXPECTED


def test_only_the_first_visible_sheet_counts(intercom):
    workbook = opened(summary(ROWS))
    workbook.create_sheet("Second").append(["apartment", "wrong", "wrong"])
    workbook.active = 1
    intercom.load(saved(workbook))
    assert loaded(intercom) == EXPECTED


def test_problems_name_the_sheet(occupied):
    found = occupied.check(sheet([["apartment"], ["x"]], title="Лист & <1>"))["errors"]
    assert found[0]["sheet"] == "Лист & <1>"


def test_empty_rows_are_skipped_wherever_they_stand(intercom):
    cells = grid(ROWS)
    intercom.load(sheet([[], cells[0], [], ["", "  ", None], cells[1], [], [], cells[2], [None, ""], cells[3], [],
        [" "]]))
    assert loaded(intercom) == EXPECTED


def test_a_million_formatted_empty_rows_cost_next_to_nothing(intercom):
    import time as clock
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(10, 1_000_001))
    workbook = changed(summary(ROWS), "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</sheetData>", empty + "</sheetData>"))
    started = clock.monotonic()
    intercom.load(workbook, timeout=60)
    assert clock.monotonic() - started < 20
    assert loaded(intercom) == EXPECTED


def test_a_formula_is_read_by_its_stored_value(intercom):
    def write(workbook, page):
        page.write_formula("A2", "=3+4", None, 7)
        page.write_formula("B2", '="AABB"&"CCDD"', None, "AABBCCDD")
        page.write_formula("C2", "=TRUE()", None, True)
        page.write("D2", "anna@example.org")

    intercom.load(by_xlsxwriter([["apartment", "key", "live", "user"]], write))
    assert loaded(intercom) == {"7": ["000000AABBCCDD"]}
    assert intercom.users["7", "anna@example.org"]["is_restricted_live"] is False


def test_a_formula_without_a_stored_value_is_an_error(occupied):
    found = occupied.check(sheet([["apartment", "key", "remark"], ["=3+4", "AABBCCDD", "=1+1"]]))["errors"]
    assert [(problem["cell"], problem["code"]) for problem in found] == [("A2", "cell.formula-without-value")]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_value_in_a_used_column_is_an_error_of_the_cell(occupied, error):
    def write(workbook, page):
        page.write_formula("B2", "=A1/0", None, error)
        page.write_formula("C2", "=A1/0", None, error)

    found = occupied.check(by_xlsxwriter([["apartment", "key", "remark"], [1]], write))["errors"]
    assert [(problem["cell"], problem["code"], problem["value"]) for problem in found] == [
        ("B2", "cell.error-value", error)]


def test_a_merged_cell_counts_at_its_top_left(intercom):
    workbook = opened(sheet([
        ["apartment", "key", "sip"], [1, "AABBCCDD", "a"], [2, "11223344", None], [3, None, None],
    ]))
    workbook.active.merge_cells("C2:C4")
    workbook.active.merge_cells("A1:A1")
    intercom.load(saved(workbook))
    assert {label: flat["properties"]["sip_number"] for label, flat in intercom.flats.items()} == {
        "1": "a", "2": None, "3": None}


@pytest.mark.parametrize("value, code", [
    (date(2024, 1, 2), "apartment.date"), (datetime(2024, 1, 2, 3, 4), "apartment.date"),
    (time(10, 30), "apartment.date"),
])
def test_an_apartment_that_was_made_a_date_is_an_error(occupied, value, code):
    found = occupied.check(sheet([["apartment"], [value]]))["errors"]
    assert [(problem["cell"], problem["code"]) for problem in found] == [("A2", code)]


def test_rich_and_inline_text_is_read(intercom):
    def write(workbook, page):
        bold = workbook.add_format({"bold": True})
        page.write_rich_string("B2", "AABB", bold, "CCDD")

    workbook = by_xlsxwriter([["apartment", "key", "user"], [1, None, "x@example.org"]], write)
    inline = changed(workbook, "xl/worksheets/sheet1.xml", lambda text: re.sub(
        r'<c r="C2"[^>]*>.*?</c>', '<c r="C2" t="inlineStr"><is><t>inline@example.org</t></is></c>', text))
    intercom.load(inline)
    assert loaded(intercom) == {"1": ["000000AABBCCDD"]}
    assert ("1", "inline@example.org") in intercom.users


def test_filters_hidden_rows_and_tables_hide_nothing_from_a_load(intercom):
    workbook = opened(summary(ROWS))
    page = workbook.active
    page.auto_filter.ref = "A1:C4"
    page.row_dimensions[3].hidden = True
    page.column_dimensions["B"].hidden = True
    intercom.load(saved(workbook))
    assert loaded(intercom) == EXPECTED


def test_a_workbook_of_the_1904_calendar_loads(intercom):
    workbook = opened(summary(ROWS))
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    intercom.load(saved(workbook))
    assert loaded(intercom) == EXPECTED


def test_the_last_row_and_column_of_a_sheet_are_read(intercom):
    workbook = opened(sheet([["apartment"], [1]]))
    page = workbook.active
    page["XFD1"] = "key"
    page["XFD1048576"] = "AABBCCDD"
    page["A1048576"] = 2
    intercom.load(saved(workbook))
    assert loaded(intercom) == {"1": [], "2": ["000000AABBCCDD"]}
