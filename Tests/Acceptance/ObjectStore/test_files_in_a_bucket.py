"""The whole way of a workbook on a server that keeps its files in a bucket."""

import io

import pytest
from openpyxl import load_workbook

from Support.marks import CELLS, WRONG, marked, red_cells
from Support.workbooks import opened, sheet

ROWS = [{"apartment": 1, "key": "00001122334455", "user": "anna@example.org"}, {"apartment": 2, "key": "00002233445566"}]


def test_a_workbook_is_confirmed_loaded_and_exported(house):
    house.intercom.load(ROWS[:1])
    staged = house.intercom.stage(ROWS)
    assert house.intercom.upload(hash=staged["hash"]).status_code == 204
    assert house.client.wait(staged["id"])["state"] == "loaded"
    assert set(house.intercom.keys) == {"00001122334455", "00002233445566"}
    exported = house.client.get(house.intercom.path + "/summary.xlsx")
    assert exported.status_code == 200
    assert len(list(load_workbook(io.BytesIO(exported.content)).active.iter_rows())) == 3


def test_wrong_cells_come_back_marked(house):
    assert red_cells(opened(marked(house.intercom, sheet(CELLS)))["Sheet1"]) == WRONG


def test_a_load_is_taken_back(house):
    first = house.intercom.load(ROWS[:1])
    second = house.intercom.load(ROWS)
    assert first["id"] != second["id"]
    answer = house.client.post(f"/uploads/{second['id']}/revert")
    assert answer.status_code == 202, answer.text
    assert house.client.wait(int(answer.headers["X-Upload-Id"]))["state"] == "loaded"
    assert set(house.intercom.keys) == {"00001122334455"}


def test_nothing_lies_in_the_data_folder(house):
    house.intercom.load(ROWS)
    marked(house.intercom)
    folder = house.installation.data
    assert [path for name in ("files", "temporary") for path in (folder / name).rglob("*") if path.is_file()] == []


def test_files_are_there_for_another_server(house, serve):
    upload = house.intercom.reject(sheet(CELLS))
    house.server.stop()
    other = serve(house.installation, environment=house.environment)
    client = type(house.client)(other.url, house.installation.administrator)
    assert client.get(f"/uploads/{upload['id']}/errors.xlsx").status_code == 200


@pytest.mark.parametrize("signing", ["signed", "streaming"])
def test_the_doctor_tries_the_bucket(house, signing):
    environment = house.environment | {"GATEHOUSE_FILES": house.environment["GATEHOUSE_FILES"] + f"&payload={signing}"}
    result = house.installation.attempt("doctor", environment=environment)
    line = next(line for line in result.stdout.splitlines() if " files: " in line)
    if signing == "signed":
        assert result.returncode == 0 and "can be written, read and deleted from" in line
    else:
        # This store knows no bodies in signed chunks, and says so.
        assert result.returncode == 1 and "NotImplemented" in line
