"""Prints what openpyxl sees in a workbook as JSON: sheets, cells, notes, links, widths, validations."""
import json
import resource
import sys

import openpyxl

resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


def color(value):
    """A colour of the theme has no digits."""
    return value if isinstance(value, str) else None


def describe(path):
    book = openpyxl.load_workbook(path)
    sheets = {}
    for sheet in book.worksheets:
        cells = {}
        # The cells that are there; iter_rows would make up all that lie between them.
        for cell in sheet._cells.values():
            if cell.value is None and not cell.has_style and getattr(cell, "comment", None) is None:
                continue
            cells[cell.coordinate] = {
                "value": None if cell.value is None else str(cell.value),
                "type": cell.data_type,
                "bold": bool(cell.font.b),
                "format": cell.number_format,
                "fill": color(cell.fill.fgColor.rgb) if cell.fill.fill_type == "solid" else None,
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
