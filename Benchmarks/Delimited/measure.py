"""Reads every field of 100,000 rows of CSV, beside Python's csv."""

import pathlib

from measuring import Figure, alternating, median, python, seconds, sheet_bench

HERE = pathlib.Path(__file__).parent


def measure(folder):
    rows = folder / "rows.csv"
    python(HERE.parent / "Writing/make_rows.py", rows)
    ours, theirs = alternating(
        lambda: sheet_bench("read", rows), lambda: float(python(HERE / "peer.py", rows).output)
    )
    mine, peer = median(ours), median(theirs)
    yield Figure(
        "reading them as CSV", f"{mine * 1000:.1f} ms", f"csv {seconds(peer)}", peer / mine, "times faster", ("≥", 10)
    )
    speed = rows.stat().st_size / mine / 1e9
    yield Figure("the same in bytes", f"{mine * 1000:.1f} ms", "", speed, "GB a second", ("≥", 1))
