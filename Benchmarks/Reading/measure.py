"""Reads every cell of workbooks of several shapes, beside fastexcel and beside the bare work."""

import pathlib

from floor import Floor
from measuring import BINARY, MB, Figure, Run, alternating, gatehouse, median, megabytes, python, seconds

HERE = pathlib.Path(__file__).parent
SHAPES = {
    "shared": "shared strings",
    "inline": "inline strings",
    "formulas": "formulas",
    "rich": "rich strings",
    "numbers": "numbers only",
    "wide": "500 x 2,000",
}


def measure(folder):
    for shape, name in SHAPES.items():
        book = folder / f"{shape}.xlsx"
        strings = int(python(HERE / "make_workbook.py", shape, book).output)
        floor = Floor(book, folder)
        ours, theirs, bare = alternating(
            lambda: gatehouse("sheet", "count", book),
            lambda: float(python(HERE / "peer.py", book).output),
            lambda: sum(floor.run()[:2]),
        )
        mine, peer, least = median([run.seconds for run in ours]), median(theirs), median(bare)
        yield Figure(
            f"reading 100,000 x 13 cells, {name}" if shape != "wide" else f"reading {name} cells",
            seconds(mine),
            f"fastexcel {seconds(peer)}",
            peer / mine,
            "times faster",
            ("≥", 5 if shape == "shared" else 4),
        )
        if shape == "shared":
            yield Figure(
                "reading beside the bare work",
                seconds(mine),
                f"inflate and scan {seconds(least)}",
                mine / least,
                "times as long",
                ("≤", 1.5),
            )
            yield memory("memory of reading them, without the strings", ours, strings)
            yield second_core(book)
            yield from larger(folder, book)


def memory(question, runs, strings):
    peak = max(run.peak for run in runs) - strings
    return Figure(question, megabytes(peak), f"strings {megabytes(strings)}", peak / MB, "MB", ("≤", 32))


def second_core(book):
    one, two = alternating(
        lambda: Run("taskset", "-c", "0", BINARY, "sheet", "count", book).seconds,
        lambda: gatehouse("sheet", "count", book).seconds,
    )
    alone, both = median(one), median(two)
    return Figure(
        "what the second core is worth", seconds(both), f"one core {seconds(alone)}", alone / both, "times faster", ("≥", 1.2)
    )


def larger(folder, small):
    book = folder / "million.xlsx"
    strings = int(python(HERE / "make_workbook.py", "shared", book, 1_000_000).output)
    many, few = alternating(lambda: gatehouse("sheet", "count", book), lambda: gatehouse("sheet", "count", small))
    long, short = median([run.seconds for run in many]), median([run.seconds for run in few])
    yield Figure(
        "a million rows beside ten times 100,000",
        seconds(long),
        f"100,000 rows {seconds(short)}",
        long / (10 * short),
        "times as long",
        ("≤", 1.1),
    )
    yield memory("memory of reading a million rows, without the strings", many, strings)
