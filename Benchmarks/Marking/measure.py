"""Marks 1,000 wrong cells in a summary of 100,000 rows, beside openpyxl marking the same cells."""

import pathlib

from floor import Floor
from measuring import Figure, alternating, gatehouse, median, python, seconds

HERE = pathlib.Path(__file__).parent
CHECK = ["--kind", "intercom-summary", "--intercom-range", "1-100000"]


def measure(folder):
    book, ours, theirs = folder / "wrong.xlsx", folder / "ours.xlsx", folder / "theirs.xlsx"
    python(HERE.parent / "Loading/make_workbook.py", book, 1000)

    def peer():
        seconds, count = python(HERE / "peer.py", book, theirs).output.split()
        assert int(count) == 1000, count
        return float(seconds)

    floor = Floor(book, folder)
    whole, check, marking, count, deflate = alternating(
        lambda: gatehouse("sheet", "check", book, *CHECK, "--marked", ours, allowed=(1,)).seconds,
        lambda: gatehouse("sheet", "check", book, *CHECK, allowed=(1,)).seconds,
        peer,
        lambda: gatehouse("sheet", "count", book).seconds,
        lambda: floor.run()[2],
    )
    mine, peer = median(whole) - median(check), median(marking)
    yield Figure(
        "marking 1,000 cells among 1.2 million",
        seconds(mine),
        f"openpyxl {seconds(peer)}",
        peer / mine,
        "times faster",
        ("≥", 100),
    )
    bound = median(count) + median(deflate)
    yield Figure(
        "marking beside a reading and a deflate",
        seconds(mine),
        f"reading {seconds(median(count))}, deflate {seconds(median(deflate))}",
        mine / bound,
        "times as long",
        ("≤", 2),
    )
    yield Figure(
        "checking and marking them",
        seconds(median(whole)),
        f"openpyxl, marking alone {seconds(peer)}",
        peer / median(whole),
        "times faster",
        ("≥", 10),
    )
