"""Writes 100,000 rows of 13 columns, beside XlsxWriter and the fastest writer found on PyPI."""

import pathlib

from measuring import Figure, alternating, median, python, seconds, sheet_bench

HERE = pathlib.Path(__file__).parent


def measure(folder):
    rows = folder / "rows.csv"
    python(HERE / "make_rows.py", rows)

    def peer(name):
        return lambda: float(python(HERE / "peer.py", name, rows, folder / f"{name}.xlsx").output)

    ours, xlsxwriter, rustpy = alternating(
        lambda: sheet_bench("write", rows, folder / "ours.xlsx"), peer("xlsxwriter"), peer("rustpy")
    )
    mine = median(ours)
    for name, theirs, goal in [("XlsxWriter", median(xlsxwriter), 3), ("rustpy-xlsxwriter", median(rustpy), 1.5)]:
        yield Figure(
            "writing 100,000 x 13 cells",
            seconds(mine),
            f"{name} {seconds(theirs)}",
            theirs / mine,
            "times faster",
            ("≥", goal),
        )
