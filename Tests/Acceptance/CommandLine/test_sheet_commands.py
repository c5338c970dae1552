"""`sheet check`, `sheet count` and `sheet cells`: the same rules without a server."""

import json

import pytest

from Support.marks import CELLS, WRONG, red_cells
from Support.workbooks import opened, sheet


@pytest.fixture
def run(installation, tmp_path):
    def run(content, *words, command="check"):
        path = tmp_path / "list.xlsx"
        path.write_bytes(content)
        return installation.bare("sheet", command, str(path), *words)

    return run


KIND = ("--kind", "intercom-summary")
RANGE = ("--intercom-range", "1-400")


def test_a_right_workbook_ends_with_0(run):
    result = run(sheet([["apartment", "key"], [1, "AABBCCDD"], [2, None]]), *KIND, *RANGE)
    assert result.returncode == 0
    assert result.stdout.splitlines()[-1] == "rows 2 errors 0"


def test_a_wrong_workbook_ends_with_1_and_tells_every_cell(run):
    result = run(sheet(CELLS), *KIND, *RANGE)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert {line.split("!")[1].split()[0] for line in lines if "!" in line} == WRONG
    assert "[key.format]" in lines[0] and '"wrong"' in lines[0]
    assert lines[-1] == "rows 3 errors 3"


def test_it_finds_what_the_server_finds(run, occupied):
    content = sheet([["apartment", "key", "landline", "user", "live"], [1, "x", 5, None, "yes"],
        [1, None, 6, "a@b", None],
                     [2, "AABBCCDD"], [3, "aabbccdd"], [401], [None, "11223344"]])
    found = {(problem["cell"], problem["code"]) for problem in occupied.check(content)["errors"]}
    lines = [line for line in run(content, *KIND, *RANGE).stdout.splitlines() if "!" in line.split("  ")[0]]
    assert {(line.split("!")[1].split()[0], line.rsplit("[", 1)[1].rstrip("]")) for line in lines} == found


def test_rows_far_apart_contradict_each_other(run):
    """Long sheets are gathered on a thread of its own, in batches; short ones are not."""
    rows = [[1 + n // 4, f"{n + 16 ** 7:08X}", f"a{n}@example.org", None] for n in range(10_000)]
    rows[9_000][1] = rows[10][1].lower()
    rows[9_999][3], rows[4_321][1], rows[6_000][0], rows[7_000][2] = "maybe", "wrong", None, None
    rows[7_000][3] = "yes"
    result = run(sheet([["apartment", "key", "user", "live"], *rows]), *KIND, "--intercom-range", "1-3000")
    found = [(line.split("!")[1].split()[0], line.rsplit("[", 1)[1].rstrip("]"))
        for line in result.stdout.splitlines() if "!" in line]
    assert found == [
        ("B12", "key.duplicate"), ("B4323", "key.format"), ("A6002", "apartment.required"),
        ("D7002", "flag.without-user"), ("B9002", "key.duplicate"), ("D10001", "flag.format")]
    assert result.stdout.splitlines()[-1] == "rows 10000 errors 6"


@pytest.mark.parametrize("word,is_flag", [
    ("yes", True), ("NO", True), ("True", True), ("FALSE", True), ("1", True), ("0", True), ("да", True),
    ("ye", False), ("nos", False), ("alse", False), ("\t1", True), ("on", False), ("2", False), ("yes.", False)])
def test_words_for_yes_and_no(run, word, is_flag):
    result = run(sheet([["apartment", "user", "live"], [1, "a@example.org", word]]), *KIND)
    assert result.returncode == (0 if is_flag else 1)


def test_without_a_range_apartments_are_labels(run):
    content = sheet([["apartment"], ["Penthouse"]])
    assert run(content, *KIND).returncode == 0
    assert run(content, *KIND, *RANGE).returncode == 1


def test_unknown_columns_are_warned_of(run):
    result = run(sheet([["apartment", "remark"], [1, "x"]]), *KIND, *RANGE)
    assert result.returncode == 0
    assert any(line.startswith("warning:") and "remark" in line for line in result.stdout.splitlines())


def test_a_marked_copy_is_saved(run, tmp_path):
    marked = tmp_path / "marked.xlsx"
    assert run(sheet(CELLS), *KIND, *RANGE, "--marked", str(marked)).returncode == 1
    result = opened(marked.read_bytes())
    assert red_cells(result["Sheet1"]) == WRONG
    assert "Errors" in result.sheetnames
    assert red_cells(opened((tmp_path / "list.xlsx").read_bytes())["Sheet1"]) == set(), "the original stays"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 no workbook", b"", sheet([["x"]])[:-50]], ids=["another", "empty", "cut"])
@pytest.mark.parametrize("command", ["check", "count", "cells"])
def test_what_is_no_workbook_ends_with_a_sentence(run, content, command):
    result = run(content, *(KIND if command == "check" else ()), command=command)
    assert result.returncode not in (0, -4, -11)
    assert result.stdout == "" and len(result.stderr) > 20
    assert "Fatal error" not in result.stderr


def test_delimited_text_is_counted_and_shown(run):
    text = "name;floor\nHall;1\n\"Roof; north\";12\n".encode()
    assert "6" in run(text, command="count").stdout.split()
    assert "Roof; north" in run(text, command="cells").stdout


def test_a_file_that_is_not_there_ends_with_a_sentence(installation, tmp_path):
    result = installation.bare("sheet", "check", str(tmp_path / "none.xlsx"), *KIND)
    assert result.returncode not in (0, -4, -11)
    assert "none.xlsx" in result.stderr


@pytest.mark.parametrize("words", [("--kind", "other"), (), (*KIND, "--intercom-range", "x"),
    (*KIND, "--intercom-range", "9-5")])
def test_wrong_words_are_refused(run, words):
    result = run(sheet([["apartment"], [1]]), *words)
    assert result.returncode not in (0, 1) or "range" in result.stderr
    assert result.stderr


def test_count_counts_every_sheet(run):
    assert run(sheet([["a", "b"], [1, None], [], ["x", "y"]]), command="count").stdout == "rows 3 cells 5\n"


def test_cells_prints_every_cell_as_json(run):
    result = run(sheet([["a", 1], [None, True]], title="Лист"), command="cells")
    assert result.returncode == 0
    text = json.dumps(json.loads(result.stdout), ensure_ascii=False)
    assert "Лист" in text and '"a"' in text
