"""Workbooks that come back corrected, half corrected, or with notes and sheets of their owner's."""

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from Support.marks import CELLS, is_red, marked, notes, red_cells
from Support.workbooks import opened, saved, sheet


def test_a_note_of_the_users_is_kept_and_ours_is_added_below(intercom):
    workbook = opened(sheet(CELLS))
    workbook.active["B2"].comment = Comment("ask Anna", "Bert")
    upload = intercom.reject(saved(workbook))
    text = opened(intercom.client.get(upload["error_file_url"]).content)["Sheet1"]["B2"].comment.text
    reason = next(problem["message"] for problem in upload["errors"] if problem["cell"] == "B2")
    assert "ask Anna" in text and reason in text
    assert text.index("ask Anna") < text.index(reason)


def test_corrected_in_place_and_uploaded_again_it_loads(intercom):
    workbook = opened(marked(intercom))
    page = workbook["Sheet1"]
    page["B2"], page["C3"], page["A4"] = "11223344", "bert@example.org", 3
    upload = intercom.load(saved(workbook))
    assert set(intercom.flats) == {"1", "2", "3"}
    assert not any("Errors" in warning for warning in upload["warnings"])


def test_marks_on_cells_that_are_right_now_are_taken_away(intercom):
    workbook = opened(marked(intercom))
    page = workbook["Sheet1"]
    page["B2"], page["C3"] = "11223344", "bert@example.org"
    page["A3"] = 999
    page["D2"].comment = Comment("of mine", "Anna")
    page["D3"].fill = PatternFill("solid", fgColor="FF112233")
    result = opened(marked(intercom, saved(workbook)))
    assert result.sheetnames == ["Sheet1", "Errors"]
    page = result["Sheet1"]
    assert red_cells(page) == {"A3", "A4"}
    assert {cell: note.author for cell, note in notes(page).items()} == {
        "A3": "Gatehouse", "A4": "Gatehouse", "D2": "Anna"}
    assert page["D3"].fill.fgColor.rgb == "FF112233"
    assert [row[1].value for row in list(result["Errors"].iter_rows())[1:]] == ["A3", "A4"]


def test_a_mark_that_comes_again_stands_once(intercom):
    again = opened(marked(intercom, marked(intercom)))
    upload = intercom.reject(marked(intercom))
    text = again["Sheet1"]["B2"].comment.text
    reason = next(problem["message"] for problem in upload["errors"] if problem["cell"] == "B2")
    assert text.count(reason) == 1
    assert again.sheetnames == ["Sheet1", "Errors"]


def test_below_a_users_note_ours_goes_when_the_cell_is_right(intercom):
    workbook = opened(sheet(CELLS))
    workbook.active["B2"].comment = Comment("ask Anna", "Bert")
    workbook = opened(marked(intercom, saved(workbook)))
    workbook["Sheet1"]["B2"] = "11223344"
    page = opened(marked(intercom, saved(workbook)))["Sheet1"]
    assert page["B2"].comment.text.strip() == "ask Anna"
    assert not is_red(page["B2"])


def test_a_foreign_sheet_called_errors_is_kept(intercom):
    workbook = opened(sheet(CELLS))
    workbook.create_sheet("Errors").append(["my own list"])
    result = opened(marked(intercom, saved(workbook)))
    assert result.sheetnames == ["Sheet1", "Errors", "Errors (2)"]
    assert result["Errors"]["A1"].value == "my own list"
    again = opened(marked(intercom, saved(result)))
    assert again.sheetnames == ["Sheet1", "Errors", "Errors (2)"]
