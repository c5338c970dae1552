"""Runs the benchmarks that are named, or all; writes their tables in RESULTS.md.

Usage: python run.py [Reading] [Writing] [Delimited] [Checking] [Loading] [Marking] [Uploading] [Catalogue] [Scaling] [ManyServers]
                     [Files] [Doors] [Access]
"""

import importlib.util
import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

from measuring import RUNS, machine  # noqa: E402

QUESTIONS = [
    "Reading", "Writing", "Delimited", "Checking", "Loading", "Marking", "Uploading", "Catalogue", "Scaling", "ManyServers",
    "Files", "Doors", "Access",
]
HEADER = ["question", "Gatehouse", "beside it", "figure", "goal", "reached"]
RESULTS = HERE / "RESULTS.md"
INTRODUCTION = f"""# Results

Written by `bin/bench`: medians of {RUNS} runs unless a README says otherwise, both sides in turn on one machine.
What is measured how is told by the README beside each script; `bin/bench Reading` measures one of them anew."""


def measure(question, folder):
    spec = importlib.util.spec_from_file_location(question, HERE / question / "measure.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.measure(folder)


def sections():
    """The tables that stand in RESULTS.md, by question."""
    text = RESULTS.read_text() if RESULTS.exists() else ""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2]))


def write(tables):
    """Puts the new tables in place of the old ones of the same question; others stay as they were."""
    kept = {**sections(), **tables}
    known = [question for question in QUESTIONS if question in kept]
    text = "\n\n".join([INTRODUCTION] + [f"## {question}\n\n{kept[question].strip()}" for question in known])
    RESULTS.write_text(text + "\n")


def table(figures):
    lines = [
        f"{machine()}.",
        "",
        f"| {' | '.join(HEADER)} |",
        f"| {' | '.join('---' for _ in HEADER)} |",
    ]
    return "\n".join(lines + [f"| {' | '.join(figure.cells())} |" for figure in figures])


def main(names):
    is_reached = True
    for question in names or QUESTIONS:
        figures = []
        with tempfile.TemporaryDirectory(prefix="gatehouse-bench-") as folder:
            for figure in measure(question, pathlib.Path(folder)):
                figures.append(figure)
                print(f"{question}: " + " · ".join(figure.cells()), flush=True)
        write({question: table(figures)})
        is_reached = is_reached and all(figure.is_reached for figure in figures)
    return 0 if is_reached else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
