"""Writes a workbook with a table, a filter, conditional formats, validations, notes, links and merged cells."""
import sys

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Data"
sheet.append(["key", "apartment", "flag", "note"])
for row in range(2, 30):
    sheet.append([f"00{row:06X}", row, "yes" if row % 2 else "no", f"note {row} & <more>"])
sheet["B2"].font = Font(name="Arial", size=14, italic=True, color="FF0000FF")
sheet["B2"].border = Border(left=Side("thin"), bottom=Side("double"))
sheet["B2"].number_format = "#,##0.00"
sheet["B2"].alignment = Alignment(horizontal="center", wrap_text=True)
sheet["B2"].protection = Protection(locked=False)
sheet["C3"].fill = PatternFill("solid", fgColor="FFFFFF00")
sheet["A5"].fill = PatternFill("solid", fgColor="FFFFC7CE")
sheet["C3"].comment = Comment("Bob thinks\nso", "Bob")
sheet["D4"].comment = Comment("kept", "Ann")
sheet["D9"].hyperlink = "https://example.com/"
sheet.merge_cells("F2:G3")
sheet.add_table(Table(displayName="Keys", ref="A1:D29"))
sheet.conditional_formatting.add("B2:B29", CellIsRule(operator="greaterThan", formula=["20"], fill=PatternFill("solid", bgColor="FF00FF00")))
sheet.conditional_formatting.add("B2:B29", ColorScaleRule(start_type="min", start_color="AA0000", end_type="max", end_color="00AA00"))
choice = DataValidation(type="list", formula1='"yes,no"')
choice.add("C2:C29")
sheet.add_data_validation(choice)
sheet.freeze_panes = "B2"
sheet.column_dimensions["A"].width = 22
sheet.row_dimensions[4].height = 33
chart = BarChart()
chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=10), titles_from_data=True)
sheet.add_chart(chart, "H2")
other = book.create_sheet("Other")
other["A1"] = "=SUM(Data!B2:B29)"
other.auto_filter.ref = "A1:A1"
book.defined_names["Place"] = openpyxl.workbook.defined_name.DefinedName("Place", attr_text="Data!$A$1")
book.save(sys.argv[1])
