"""Checks a summary of 100,000 rows, beside reading it."""

import pathlib

from measuring import MB, Figure, alternating, gatehouse, median, megabytes, python, seconds

HERE = pathlib.Path(__file__).parent
CHECK = ["--kind", "intercom-summary", "--intercom-range", "1-100000"]


def measure(folder):
    book = folder / "summary.xlsx"
    python(HERE.parent / "Loading/make_workbook.py", book)
    checks, counts = alternating(
        lambda: gatehouse("sheet", "check", book, *CHECK), lambda: gatehouse("sheet", "count", book)
    )
    check, count = median([run.seconds for run in checks]), median([run.seconds for run in counts])
    yield Figure(
        "checking 100,000 rows beside reading them",
        seconds(check),
        f"reading {seconds(count)}",
        check / count,
        "times as long",
        ("≤", 2),
    )
    peak = max(run.peak for run in checks)
    yield Figure("memory of checking them", megabytes(peak), "", peak / MB, "MB", ("<", 96))
