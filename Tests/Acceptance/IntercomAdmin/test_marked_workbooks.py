"""The returned workbook: marks, the sheet `Errors`, and everything else kept."""

import io
import zipfile

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from Support.marks import CELLS, WRONG, is_red, marked, notes, red_cells
from Support.workbooks import by_libreoffice, by_xlsxwriter, has_libreoffice, opened, saved, sheet


def test_wrong_cells_are_red_and_no_others(intercom):
    page = opened(marked(intercom))["Sheet1"]
    assert red_cells(page) == WRONG


def test_each_wrong_cell_has_a_note_with_its_reason(intercom):
    upload = intercom.reject(sheet(CELLS))
    found = notes(opened(intercom.client.get(upload["error_file_url"]).content)["Sheet1"])
    assert set(found) == WRONG
    for problem in upload["errors"]:
        note = found[problem["cell"]]
        assert note.author == "Gatehouse"
        assert problem["message"] in note.text


def test_the_sheet_errors_lists_every_problem_with_a_link(intercom):
    upload = intercom.reject(sheet(CELLS))
    page = opened(intercom.client.get(upload["error_file_url"]).content)["Errors"]
    rows = list(page.iter_rows())
    assert [str(cell.value).lower() for cell in rows[0][:5]] == ["sheet", "cell", "column", "value", "reason"]
    listed = [tuple(str(cell.value or "") for cell in row[:5]) for row in rows[1:]]
    assert listed == [
        (problem["sheet"], problem["cell"], problem["column"], problem["value"], problem["message"])
        for problem in upload["errors"]]
    for row, problem in zip(rows[1:], upload["errors"]):
        links = [cell.hyperlink.location for cell in row if cell.hyperlink]
        assert any(link.replace("'", "").replace("$", "") == f"Sheet1!{problem['cell']}" for link in links)


def test_a_sheet_with_a_difficult_name_is_linked(intercom):
    workbook = marked(intercom, sheet([["apartment"], ["x"]], title="Лист 1 & 'Co'"))
    page = opened(workbook)["Errors"]
    links = [cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert "'Лист 1 & ''Co'''!A2" in links


def test_everything_else_in_the_workbook_is_kept(intercom):
    workbook = opened(sheet(CELLS))
    page = workbook.active
    page["A1"].font = Font(bold=True, color="FF00AA00")
    page["B2"].font = Font(italic=True)
    page["D2"].fill = PatternFill("solid", fgColor="FF112233")
    page.column_dimensions["B"].width = 33
    page.row_dimensions[3].height = 44
    page.freeze_panes = "A2"
    page.auto_filter.ref = "A1:D4"
    page["E2"] = "=1+2"
    page["F2"].comment = Comment("of mine", "Anna")
    page.merge_cells("G1:H1")
    other = workbook.create_sheet("Other")
    other.append(["kept", 1, 2.5, True])
    workbook.create_sheet("Hidden").sheet_state = "hidden"
    result = opened(marked(intercom, saved(workbook)))
    assert result.sheetnames == ["Sheet1", "Other", "Hidden", "Errors"]
    kept = result["Sheet1"]
    assert [[cell.value for cell in row] for row in kept.iter_rows(max_col=4)] == CELLS
    assert kept["A1"].font.bold and kept["A1"].font.color.rgb == "FF00AA00"
    assert kept["B2"].font.italic and is_red(kept["B2"])
    assert kept["D2"].fill.fgColor.rgb == "FF112233"
    assert kept.column_dimensions["B"].width == 33 and kept.row_dimensions[3].height == 44
    assert (kept.freeze_panes, kept.auto_filter.ref) == ("A2", "A1:D4")
    assert kept["E2"].value == "=1+2"
    assert (kept["F2"].comment.author, kept["F2"].comment.text) == ("Anna", "of mine")
    assert [str(area) for area in kept.merged_cells.ranges] == ["G1:H1"]
    assert [cell.value for cell in next(result["Other"].iter_rows())] == ["kept", 1, 2.5, True]
    assert result["Hidden"].sheet_state == "hidden"


def test_untouched_parts_are_the_same_byte_for_byte(intercom):
    def chart(workbook, page):
        drawn = workbook.add_chart({"type": "line"})
        drawn.add_series({"values": "=Sheet1!$A$2:$A$3"})
        page.insert_chart("H2", drawn)
        page.data_validation("G1:G9", {"validate": "list", "source": ["a", "b"]})
        page.conditional_format("A1:A9", {"type": "cell", "criteria": ">", "value": 5, "format": workbook.add_format()})
        workbook.add_worksheet("Second").write("A1", "kept")

    original = by_xlsxwriter(CELLS, chart)
    returned = marked(intercom, original)
    with zipfile.ZipFile(io.BytesIO(original)) as before, zipfile.ZipFile(io.BytesIO(returned)) as after:
        assert set(before.namelist()) <= set(after.namelist())
        same = {name for name in before.namelist() if before.read(name) == after.read(name)}
        assert {"xl/charts/chart1.xml", "xl/worksheets/sheet2.xml", "xl/theme/theme1.xml",
            "xl/sharedStrings.xml"} <= same
        text = after.read("xl/worksheets/sheet1.xml").decode()
        assert "<dataValidation " in text and "<conditionalFormatting " in text and "<drawing " in text


def test_text_that_a_formula_could_hide_in_is_written_as_text(intercom):
    evil = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x.example","y")', "\t=1"]
    cells = [["apartment", "key"]] + [[1, text] for text in evil]
    page = opened(marked(intercom, by_xlsxwriter(cells)))["Errors"]
    rows = list(page.iter_rows(min_row=2))
    assert [str(row[3].value).strip("'") for row in rows] == [text.strip() for text in evil]
    assert all(cell.data_type != "f" for row in rows for cell in row)


def test_past_ten_thousand_marks_the_sheet_says_how_many_more(intercom):
    upload = intercom.run(by_xlsxwriter([["apartment", "key"]] + [[1, "wrong"]] * 10_250), timeout=60)
    assert upload["error_count"] == 10_250
    result = opened(intercom.client.get(upload["error_file_url"]).content)
    assert len(red_cells(result["Sheet1"])) == 10_000
    texts = [str(cell.value) for row in result["Errors"].iter_rows(min_row=10_001) for cell in row if cell.value]
    assert any("250" in text for text in texts)


def test_a_missing_column_marks_the_header(intercom):
    page = opened(marked(intercom, sheet([["key", "user"], ["AABBCCDD", "a@example.org"]])))["Sheet1"]
    assert red_cells(page) == {"A1"}
    assert "apartment" in page["A1"].comment.text


def test_an_empty_cell_can_be_marked(intercom):
    page = opened(marked(intercom, sheet([["apartment", "key"], [None, "AABBCCDD"]])))["Sheet1"]
    assert red_cells(page) == {"A2"}


def test_a_macro_workbook_is_returned_as_one(intercom):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet(CELLS))) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main",
                    b"ms-excel.sheet.macroEnabled.main")
            target.writestr(name, data)
        target.writestr("xl/vbaProject.bin", b"macros")
    upload = intercom.reject(buffer.getvalue(), name="list.xlsm")
    answer = intercom.client.get(upload["error_file_url"])
    assert answer.headers["Content-Type"] == "application/vnd.ms-excel.sheet.macroEnabled.12"
    assert "list_errors.xlsm" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.read("xl/vbaProject.bin") == b"macros"
        assert b"macroEnabled" in archive.read("[Content_Types].xml")


@pytest.mark.skipif(not has_libreoffice(), reason="soffice is not installed")
def test_libreoffice_opens_what_is_returned_and_its_copy_is_taken_again(intercom):
    content = by_libreoffice(marked(intercom), "xlsx")
    result = opened(content)
    assert red_cells(result["Sheet1"]) == WRONG
    assert set(notes(result["Sheet1"])) == WRONG
    assert result["Errors"]["B2"].value == "B2"
    result["Sheet1"]["B2"], result["Sheet1"]["C3"], result["Sheet1"]["A4"] = "11223344", "bert@example.org", 3
    intercom.load(saved(result))
