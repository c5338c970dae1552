"""Writes workbooks with XlsxWriter and openpyxl that have as many features as they can: peer_workbooks.py FOLDER."""
import datetime
import pathlib
import sys

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
DAY = datetime.datetime(2024, 2, 29, 12, 30, 15, 250_000)
TEXTS = ["007", "=1+1", "  spaces  ", "two\nlines", "a\r\nb", "_x0041_", "日本 🙂", "<b>&amp;", "'quoted", "\ttab", "x" * 32_767]


def fill(book, sheet, strings=True):
    bold = book.add_format({"bold": True, "bg_color": "#FFFF00", "border": 2, "num_format": "0.00"})
    date = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss.000"})
    lapse = book.add_format({"num_format": "[h]:mm:ss"})
    for row, text in enumerate(TEXTS):
        sheet.write_string(row, 0, text)
        sheet.write_number(row, 1, 1.1 ** (row * 40), bold)
        sheet.write_datetime(row, 2, DAY + datetime.timedelta(days=row), date)
        sheet.write_number(row, 3, row * 1.25, lapse)
        sheet.write_boolean(row, 4, row % 2 == 0)
        sheet.write_formula(row, 5, f"=B{row + 1}*2", bold, 2 * 1.1 ** (row * 40))
        sheet.write_blank(row, 6, None, bold)


def features(name, options):
    book = xlsxwriter.Workbook(str(folder / name), options)
    sheet = book.add_worksheet("Data")
    fill(book, sheet)
    if "constant_memory" not in options:
        sheet.merge_range("I1:K3", "merged")
        sheet.write_rich_string("I5", "plain ", book.add_format({"italic": True}), "italic", " end")
        sheet.write_array_formula("I7:I9", "{=B1:B3*2}", None, 2)
        sheet.write_comment("A1", "A note of somebody", {"author": "Ann"})
        sheet.write_comment("B5", "Another", {"visible": True})
        sheet.add_table("M1:O4", {"data": [[1, "a", 2], [2, "b", 3], [3, "c", 4]], "total_row": True})
        sheet.insert_textbox("Q1", "A box of text")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$B$1:$B$5"})
        sheet.insert_chart("Q10", chart)
        sheet.insert_checkbox("S1", True)
        sheet.set_row(3, 30, book.add_format({"bg_color": "#CCFFCC"}))
        sheet.set_column("C:C", 25, book.add_format({"italic": True}))
        sheet.set_column("T:V", None, None, {"hidden": True, "level": 1})
    sheet.write_url("L1", "https://example.com/?a=1&b=2", string="a link")
    sheet.write_url("L2", "internal:'Hidden & far'!A1")
    sheet.data_validation("E1:E20", {"validate": "list", "source": ["yes", "no"]})
    sheet.conditional_format("B1:B11", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("D1:D11", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.freeze_panes(1, 1)
    sheet.set_header("&LLeft&RRight")
    sheet.protect("", {"sort": True})
    sheet.autofilter("A1:F11")
    hidden = book.add_worksheet("Hidden & far")
    hidden.write_number(999, 702, 1)
    hidden.hide()
    very = book.add_worksheet("Very hidden")
    very.write_string(0, 0, "nobody sees")
    very.very_hidden()
    book.add_worksheet("Empty")
    page = book.add_chartsheet("Chart")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Data!$B$1:$B$5"})
    page.set_chart(chart)
    book.define_name("Everything", "=Data!$A$1:$F$11")
    book.define_name("Data!Local", "=Data!$A$1")
    book.set_properties({"title": "A & B", "comments": "made for a test"})
    book.close()


features("writer.xlsx", {})
features("writer_1904.xlsx", {"date_1904": True})
features("writer_inline.xlsx", {"constant_memory": True})
features("writer_zip64.xlsx", {"use_zip64": True})

# The last cell that a sheet can have.
book = xlsxwriter.Workbook(str(folder / "writer_far.xlsx"))
book.add_worksheet("Far").write_number(1_048_575, 16_383, 1)
book.close()

book = openpyxl.Workbook(iso_dates=True)
sheet = book.active
for text in TEXTS:
    sheet.append([text.replace("\r", ""), DAY, DAY.date(), DAY.time(), datetime.timedelta(hours=30), True, 1.5, "#N/A"])
sheet["J1"] = CellRichText("plain ", TextBlock(InlineFont(b=True), "bold"))
book.create_sheet("hidden").sheet_state = "veryHidden"
page = book.create_chartsheet("chart")
page.add_chart(BarChart())
book.save(folder / "openpyxl_iso.xlsx")
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet("streamed")
for row in range(2000):
    sheet.append([row, f"text {row}", row / 7])
book.save(folder / "openpyxl_streamed.xlsx")
book = openpyxl.Workbook()
book.active["A1"] = 1
book.template = True
book.save(folder / "openpyxl_template.xltx")
