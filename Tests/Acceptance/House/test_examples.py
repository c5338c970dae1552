"""The examples are built as packages of somebody else's, and do what they say."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).parents[3]

SALES = """\
2 007 2 12.5 2026-02-28T00:00:00
3 Nail; 5" long 100 0.07 not sold
4 A-3 1 300.0 2026-03-01T00:00:00
total 332.0
marked Sales, Errors
"""

ENGINE = {"DelimitedText", "GatehouseSheets", "XLSX", "Zip"}


def test_an_outside_package_uses_the_engine_for_sheets_and_builds_nothing_else(tmp_path):
    scratch = ROOT / ".build/examples"
    environment = {name: value for name, value in os.environ.items() if name != "GATEHOUSE_PART"}
    command = ["swift", "run", "--package-path", "Examples/Sales", "--scratch-path", str(scratch), "sales", str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)
    assert result.returncode == 0, result.stderr
    assert result.stdout == SALES
    assert not [line for line in result.stderr.splitlines() if ".swift:" in line and "warning:" in line]
    assert {module.stem for module in (scratch / "debug/Modules").glob("*.swiftmodule")} == ENGINE | {"sales"}
