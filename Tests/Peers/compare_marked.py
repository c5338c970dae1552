"""Compares workbooks with their marked copies by openpyxl: all that is not marked must be as before.

Reads lines of JSON: {"original": path, "marked": path, "marks": {sheet: [cell, ...]}, "list": name, "fill": colour}.
Prints a list of the differences, and which originals openpyxl cannot open.
"""
import json
import resource
import sys
import warnings
import zipfile

import openpyxl

from values import content

resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

warnings.simplefilter("ignore")

STYLE = ("number_format", "alignment", "protection", "border")


def look(cell, has_styles):
    # Where there are no fonts, openpyxl makes up a font of its own.
    names = STYLE + ("font",) if has_styles else STYLE
    return tuple(repr(getattr(cell, name)) for name in names)


def features(sheet):
    return {
        "merged": sorted(str(r) for r in sheet.merged_cells.ranges),
        "filter": sheet.auto_filter.ref,
        "tables": sorted((t.name, t.ref) for t in sheet.tables.values()),
        "formats": sorted((str(k.sqref), len(v)) for k, v in sheet.conditional_formatting._cf_rules.items()),
        "validations": sorted((str(v.sqref), v.formula1) for v in sheet.data_validations.dataValidation),
        "images": len(sheet._images),
        "charts": len(sheet._charts),
        "pivots": len(sheet._pivots),
        "freeze": sheet.freeze_panes,
        "state": sheet.sheet_state,
        "widths": sorted((k, v.width, v.hidden) for k, v in sheet.column_dimensions.items()),
        "heights": sorted((k, v.height, v.hidden) for k, v in sheet.row_dimensions.items() if v.height or v.hidden),
        "links": sorted((h.ref, h.location, h.target) for h in sheet._hyperlinks),
        "print": (sheet.print_area, sheet.print_title_rows),
    }


def cells(sheet):
    # The cells that are there; iter_rows would make up all that lie between them.
    return {cell.coordinate: cell for cell in sheet._cells.values()}


def compare(job):
    problems = []

    def differ(*what):
        problems.append(" ".join(str(w) for w in (job["marked"],) + what))

    try:
        before = openpyxl.load_workbook(job["original"], rich_text=True)
    except Exception as error:
        try:
            openpyxl.load_workbook(job["marked"])
        except Exception:
            pass
        return problems, f"{job['original']}: {type(error).__name__} {error}"
    try:
        after = openpyxl.load_workbook(job["marked"], rich_text=True)
    except Exception as error:
        differ("cannot be opened:", type(error).__name__, error)
        return problems, None

    if not before.sheetnames:
        return problems, f"{job['original']}: strict, which openpyxl does not know"

    with zipfile.ZipFile(job["original"]) as archive:
        has_styles = any(b"fonts" in archive.read(name) for name in archive.namelist() if "styles" in name.lower())
    names = before.sheetnames + ([job["list"]] if job["list"] else [])
    if after.sheetnames != names:
        differ("sheets", after.sheetnames, "instead of", names)
    if sorted(before.defined_names) != sorted(after.defined_names):
        differ("defined names")
    for sheet in before.worksheets:
        other = after[sheet.title]
        old, new = features(sheet), features(other)
        for name in old:
            if old[name] != new[name]:
                differ(sheet.title, name, old[name], new[name])
        marked = set(job["marks"].get(sheet.title, []))
        old, new = cells(sheet), cells(other)
        for place in sorted(set(old) | set(new)):
            one, two = old.get(place), new.get(place)
            if one is None:
                if two.value is not None:
                    differ(sheet.title, place, "appeared with", two.value)
            elif two is None:
                if one.value is not None or one.has_style:
                    differ(sheet.title, place, "is gone")
                continue
            elif content(one) != content(two) or one.data_type != two.data_type:
                differ(sheet.title, place, "is", content(two), "instead of", content(one))
            elif look(one, has_styles) != look(two, has_styles) and not (place in marked and not one.has_style):
                differ(sheet.title, place, "looks different")
            if place in marked:
                if two.fill.fill_type != "solid" or two.fill.fgColor.rgb != job["fill"]:
                    differ(sheet.title, place, "is not filled")
                if two.comment is None:
                    differ(sheet.title, place, "has no note")
                elif one is not None and one.comment is not None and one.comment.text not in two.comment.text:
                    differ(sheet.title, place, "lost the note", one.comment.text)
            elif one is not None:
                if repr(one.fill) != repr(two.fill):
                    differ(sheet.title, place, "is filled differently")
                if (one.comment and one.comment.text) != (two.comment and two.comment.text):
                    differ(sheet.title, place, "has another note")
    return problems, None


found = {"problems": [], "unreadable": []}
for line in sys.stdin:
    problems, unreadable = compare(json.loads(line))
    found["problems"] += problems
    if unreadable:
        found["unreadable"].append(unreadable)
print(json.dumps(found))
