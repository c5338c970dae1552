"""Prints what openpyxl sees in a workbook as JSON: sheets, cells, notes, links, widths, validations."""
import json
import sys

import openpyxl


def describe(path):
    book = openpyxl.load_workbook(path)
    sheets = {}
    for sheet in book.worksheets:
        cells = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and not cell.has_style and cell.comment is None:
                    continue
                cells[cell.coordinate] = {
                    "value": None if cell.value is None else str(cell.value),
                    "type": cell.data_type,
                    "bold": bool(cell.font.b),
                    "format": cell.number_format,
                    "fill": cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None,
                    "note": None if cell.comment is None else cell.comment.text,
                    "author": None if cell.comment is None else cell.comment.author,
                    "link": None if cell.hyperlink is None else cell.hyperlink.location,
                }
        sheets[sheet.title] = {
            "state": sheet.sheet_state,
            "freeze": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "hidden": sorted(k for k, v in sheet.column_dimensions.items() if v.hidden),
            "widths": {k: v.width for k, v in sheet.column_dimensions.items()},
            "choices": {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation},
            "cells": cells,
        }
    return {"names": book.sheetnames, "sheets": sheets}


print(json.dumps(describe(sys.argv[1])))
