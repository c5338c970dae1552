"""Compares workbooks with their marked copies after another program opened and saved both: all values are as before.

Reads lines of JSON: {"original": path, "marked": path, "list": name}, and takes two folders as arguments, where the other
program saved the originals and the copies as .xlsx under the same names. Prints a list of the differences, and of the
originals that the program did not save.
"""
import json
import pathlib
import resource
import sys
import warnings

import openpyxl

from values import content

resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
warnings.simplefilter("ignore")


def cells(sheet):
    # The cells that are there; iter_rows would make up all that lie between them.
    return {
        cell.coordinate: (content(cell), cell.data_type, cell.number_format)
        for cell in sheet._cells.values()
        if cell.value is not None
    }


def saved(path, folder):
    return pathlib.Path(folder) / (pathlib.Path(path).stem + ".xlsx")


def compare(job):
    before, after = (saved(job[which], folder) for which, folder in zip(("original", "marked"), sys.argv[1:]))
    if not before.exists():
        return [], [job["original"]]
    if not after.exists():
        return [f"{job['marked']} was not opened"], []
    before, after = openpyxl.load_workbook(before), openpyxl.load_workbook(after)
    problems = []
    names = before.sheetnames + ([job["list"]] if job["list"] else [])
    if after.sheetnames != names:
        problems.append(f"{job['marked']} sheets {after.sheetnames} instead of {names}")
    for sheet in before.worksheets:
        if sheet.title not in after.sheetnames:
            continue
        other = after[sheet.title]
        if other.sheet_state != sheet.sheet_state:
            problems.append(f"{job['marked']} {sheet.title} is {other.sheet_state} instead of {sheet.sheet_state}")
        old, new = cells(sheet), cells(other)
        problems += [
            f"{job['marked']} {sheet.title} {place} is {new.get(place)} instead of {old.get(place)}"
            for place in sorted(set(old) | set(new))
            if old.get(place) != new.get(place)
        ]
    return problems, []


found = {"problems": [], "unreadable": []}
for line in sys.stdin:
    problems, unreadable = compare(json.loads(line))
    found["problems"] += problems
    found["unreadable"] += unreadable
print(json.dumps(found))
