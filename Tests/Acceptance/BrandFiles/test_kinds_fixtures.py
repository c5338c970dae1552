"""Each kind's template, good, bad and marked workbook, by the command line and over HTTP."""

import pathlib
import subprocess

import pytest

from Support.marks import notes, red_cells
from Support.workbooks import opened

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Fixtures/BrandFiles"
KINDS = ["product", "stock", "price", "image", "orderDispatch"]
MORE = {"stock": ",{trade.warehouse}", "price": ",{trade.host},01/01/2026"}


def fixture(kind, name):
    return (FOLDER / kind / f"{name}.xlsx").read_bytes()


def run(binary, *words):
    return subprocess.run([binary, "sheet", *map(str, words)], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_written_and_is_right_by_itself(binary, tmp_path, kind):
    assert run(binary, "template", "--kind", kind, tmp_path / "t.xlsx").returncode == 0
    assert (tmp_path / "t.xlsx").read_bytes() == fixture(kind, "template")
    assert run(binary, "check", "--kind", kind, FOLDER / kind / "template.xlsx").returncode == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file_is_right_and_a_bad_one_is_marked(binary, tmp_path, kind):
    assert run(binary, "check", "--kind", kind, FOLDER / kind / "good.xlsx").returncode == 0
    answer = run(binary, "check", "--kind", kind, FOLDER / kind / "bad.xlsx", "--marked", tmp_path / "m.xlsx")
    assert answer.returncode == 1
    made, kept = (opened(content).worksheets[0] for content in ((tmp_path / "m.xlsx").read_bytes(), fixture(kind, "marked")))
    assert red_cells(made) == red_cells(kept) != set()
    assert {cell: note.text for cell, note in notes(made).items()} == {cell: note.text for cell, note in notes(kept).items()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_is_found_over_http(trade, kind):
    name = f"{kind},{trade.brand}" + MORE.get(kind, "").format(trade=trade)
    entry = trade.sender.reject(name, fixture(kind, "bad"))
    page = opened(trade.sender.errors(entry)).worksheets[0]
    assert red_cells(page) == red_cells(opened(fixture(kind, "marked")).worksheets[0])
    if kind != "orderDispatch":
        trade.sender.process(name, fixture(kind, "good"))
