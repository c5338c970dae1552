"""Marks the wrong keys of a summary with openpyxl; prints the seconds without the start of Python, and how many.

Usage: python peer.py IN.xlsx OUT.xlsx
"""

import sys
import time

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

started = time.perf_counter()
book = openpyxl.load_workbook(sys.argv[1])
fill = PatternFill("solid", fgColor="FFFFC7CE")
marked = 0
for (cell,) in book.worksheets[0].iter_rows(min_col=2, max_col=2):
    if cell.value == "no key":
        cell.fill = fill
        cell.comment = Comment("A key has 8 to 14 hex digits (0-9, A-F).", "Gatehouse")
        marked += 1
book.save(sys.argv[2])
print(time.perf_counter() - started, marked)
