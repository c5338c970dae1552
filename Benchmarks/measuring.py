"""How the benchmarks measure: programs from their start to their end, several times, by the median."""

import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.environ.get("GATEHOUSE_BINARY", str(ROOT / ".build/release/gatehouse"))
SHEET_BENCH = os.environ.get("GATEHOUSE_SHEET_BENCH", str(ROOT / ".build/sheets/release/sheet-bench"))
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
MB = 1 << 20


class Run:
    """A program that has run: seconds, bytes of memory at its peak, and what it printed."""

    def __init__(self, *command, allowed=(0,)):
        started = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
        self.output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - started
        self.peak = usage.ru_maxrss * 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            raise SystemExit(f"{command} ended with {process.returncode}: {self.output[-2000:]}")


def gatehouse(*arguments, allowed=(0,)):
    return Run(BINARY, *arguments, allowed=allowed)


def sheet_bench(*arguments):
    """The seconds that a piece of work inside the engine for sheets takes."""
    return float(Run(SHEET_BENCH, *arguments).output.split()[0])


def python(script, *arguments):
    return Run(sys.executable, script, *arguments)


def median(values):
    return statistics.median(values)


def alternating(*measures, runs=RUNS):
    """The results of several measures, run in turn, so that a slow moment of the machine meets them all."""
    results = [[] for _ in measures]
    for _ in range(runs):
        for result, measure in zip(results, measures):
            result.append(measure())
    return results


class Figure:
    """One figure with its goal: `goal` compares, as in ("≥", 2) or ("<", 96); none where it is told for comparison alone."""

    def __init__(self, question, measured, peer, value, unit, goal=None):
        self.question, self.measured, self.peer, self.value, self.unit, self.goal = (
            question,
            measured,
            peer,
            value,
            unit,
            goal,
        )

    @property
    def is_reached(self):
        if self.goal is None:
            return True
        sign, bound = self.goal
        return {"≥": self.value >= bound, "≤": self.value <= bound, "<": self.value < bound}[sign]

    def cells(self):
        cells = [self.question, self.measured, self.peer, f"{self.value:.3g} {self.unit}"]
        if self.goal is None:
            return [*cells, "", ""]
        sign, bound = self.goal
        return [*cells, f"{sign} {bound} {self.unit}", "yes" if self.is_reached else "**no**"]


def seconds(value):
    return f"{value:.2f} s"


def megabytes(value):
    return f"{value / MB:.0f} MB"


def machine():
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return f"{model}, {len(os.sched_getaffinity(0))} cores, {platform.system()} {platform.machine()}"
