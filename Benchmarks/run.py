"""Runs the benchmarks that are named, or all; writes RESULTS.md after a run of all.

Usage: python run.py [Reading] [Loading] [Marking] [Uploading] [Scaling]
"""

import importlib.util
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

from measuring import RUNS, machine  # noqa: E402

QUESTIONS = ["Reading", "Loading", "Marking", "Uploading", "Scaling"]
HEADER = ["question", "Gatehouse", "beside it", "figure", "goal", "reached"]


def measure(question, folder):
    spec = importlib.util.spec_from_file_location(question, HERE / question / "measure.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.measure(folder)


def write(figures):
    lines = [
        "# Results",
        "",
        f"Written by `bin/bench`: medians of {RUNS} runs, both sides in turn on one machine ({machine()}).",
        "What is measured how is told by the README beside each script.",
        "",
        f"| {' | '.join(HEADER)} |",
        f"| {' | '.join('---' for _ in HEADER)} |",
    ]
    lines += [f"| {' | '.join(figure.cells())} |" for figure in figures]
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n")


def main(names):
    figures = []
    for question in names or QUESTIONS:
        with tempfile.TemporaryDirectory(prefix="gatehouse-bench-") as folder:
            for figure in measure(question, pathlib.Path(folder)):
                figures.append(figure)
                print(f"{question}: " + " · ".join(figure.cells()), flush=True)
    if not names:
        write(figures)
    return 0 if all(figure.is_reached for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
