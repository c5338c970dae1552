"""Returned workbooks, and what is marked in them."""

from Support.workbooks import sheet

RED = "FFFFC7CE"
CELLS = [
    ["apartment", "key", "user", "remark"], [1, "wrong", "anna@example.org", "stays"], [2, "AABBCCDD", "nobody", None],
    ["x", None, None, None],
]
WRONG = {"B2", "C3", "A4"}


def marked(intercom, workbook=None, name="summary.xlsx"):
    """The returned workbook, as bytes."""
    upload = intercom.reject(workbook or sheet(CELLS), name=name)
    answer = intercom.client.get(upload["error_file_url"])
    assert answer.status_code == 200
    return answer.content


def is_red(cell):
    return cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == RED


def red_cells(page):
    return {cell.coordinate for row in page.iter_rows() for cell in row if is_red(cell)}


def notes(page):
    return {cell.coordinate: cell.comment for row in page.iter_rows() for cell in row if cell.comment}
