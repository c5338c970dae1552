"""`summary.xlsx` and `summary-template.xlsx`: what comes out can go in again."""

import io
import re
import zipfile

import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from Support.client import Client
from Support.intercom import Intercom
from Support.workbooks import COLUMNS, by_libreoffice, by_xlsxwriter, has_libreoffice, opened, saved, sheet, values

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FULL = by_xlsxwriter([
    COLUMNS,
    [1, "AABBCCDD", "a@example.org", "Anna", "0101", "s:1", "yes", "no", "yes", "no", "yes", "no"],
    [1, "11223344", "a@example.org", None, None, None, None, None, None, None, None, None],
    [1, "00000001", None, None, None, None, None, None, None, None, None, None],
    [1, None, "+4520123456", "=1+1 & <b>", None, None, None, None, None, None, None, None],
    [20, None, "a@example.org", None, None, None, None, None, None, None, None, "yes"],
    [3, None, None, None, "9", None, None, None, None, None, None, None],
])


def no_change(upload):
    return all(counts["added"] == counts["removed"] == counts["changed"] == 0 for counts in upload["changes"].values())


def test_the_summary_uploaded_again_changes_nothing(intercom):
    intercom.load(FULL)
    before = intercom.state
    answer = intercom.client.get(intercom.path + "/summary.xlsx")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == XLSX
    assert re.search(r'attachment; filename="[^"]+\.xlsx"', answer.headers["Content-Disposition"])
    upload = intercom.load(answer.content)
    assert upload["warnings"] == []
    assert no_change(upload)
    assert upload["changes"]["keys"]["unchanged"] == 3
    assert intercom.state == before


@pytest.mark.skipif(not has_libreoffice(), reason="soffice is not installed")
def test_the_summary_saved_by_libreoffice_changes_nothing(intercom):
    intercom.load(FULL)
    content = by_libreoffice(intercom.client.get(intercom.path + "/summary.xlsx").content, "xlsx")
    assert no_change(intercom.load(content))


def test_the_summary_saved_by_openpyxl_changes_nothing(labelled):
    labelled.load(sheet([
        ["apartment", "key", "user"], ["007", "00000000", "a@example.org"], ["7", None, None],
        ["A-1", "1234567890ABCD", None], ["1-2", None, None], ["TRUE", None, None],
    ]))
    content = saved(opened(labelled.client.get(labelled.path + "/summary.xlsx").content))
    assert no_change(labelled.load(content))
    assert set(labelled.flats) == {"007", "7", "A-1", "1-2", "TRUE"}


def test_the_summary_shows_what_the_intercom_has(intercom):
    intercom.load(FULL)
    rows = values(intercom.client.get(intercom.path + "/summary.xlsx").content)
    assert rows[0] == COLUMNS
    table = [dict(zip(COLUMNS, row)) for row in rows[1:]]
    assert [row["apartment"] for row in table] == [1, 1, 1, 1, 3, 20]
    by_key = {row["key"]: row for row in table if row["key"]}
    assert set(by_key) == {"000000AABBCCDD", "00000011223344", "00000000000001"}
    first = by_key["000000AABBCCDD"]
    assert [first[name] for name in COLUMNS[2:6]] == ["a@example.org", "Anna", "0101", "s:1"]
    assert [first[name] for name in COLUMNS[6:]] == ["yes", "no", "yes", "no", "yes", "no"]
    phone = next(row for row in table if row["user"] == "+4520123456")
    assert phone["user name"] == "=1+1 & <b>"


def test_text_that_a_formula_could_hide_in_is_text(intercom):
    intercom.load(FULL)
    content = intercom.client.get(intercom.path + "/summary.xlsx").content
    assert any("=1+1 & <b>" in row for row in values(content))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets and all("<f>" not in text and "<f " not in text for text in sheets)


def test_the_summary_of_an_empty_intercom_is_its_header(intercom):
    assert values(intercom.client.get(intercom.path + "/summary.xlsx").content) == [COLUMNS]


@pytest.mark.parametrize("which", ["intercom", "labelled"])
def test_the_template_uploads_without_errors(which, request):
    intercom = request.getfixturevalue(which)
    answer = intercom.client.get(intercom.path + "/summary-template.xlsx")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == XLSX
    upload = intercom.load(answer.content)
    assert (upload["error_count"], upload["warnings"]) == (0, [])
    assert len(intercom.flats) == 1


def test_the_template_has_headers_an_example_and_choices_for_the_flags(intercom):
    content = intercom.client.get(intercom.path + "/summary-template.xlsx").content
    rows = values(content)
    assert rows[0] == COLUMNS
    assert len(rows) == 2
    page = opened(content).worksheets[0]
    validated = {
        letter for rule in page.data_validations.dataValidation if rule.type == "list"
        for part in str(rule.sqref).split() for letter in columns_in(part)
    }
    assert validated >= set("GHIJKL")
    formulas = {rule.formula1 for rule in page.data_validations.dataValidation}
    assert all("yes" in formula and "no" in formula for formula in formulas)


def columns_in(area):
    first, _, last, _ = range_boundaries(area)
    return [get_column_letter(column) for column in range(first, last + 1)]


def test_the_template_fits_the_range(client, installation):
    narrow = Intercom.create(client, installation, range="300-310")
    assert narrow.load(client.get(narrow.path + "/summary-template.xlsx").content)["error_count"] == 0


@pytest.mark.parametrize("file", ["summary.xlsx", "summary-template.xlsx"])
def test_exports_are_for_those_who_may_look(intercom, viewer, stranger, server, file):
    path = f"{intercom.path}/{file}"
    assert viewer.get(path).status_code == 200
    assert stranger.get(path).status_code == 404
    assert Client(server.url).get(path).status_code == 401
