"""`uploads/{id}`: what became of a workbook, canceling it, and undoing it."""

import re

import pytest

from Support.client import Client
from Support.intercom import Intercom
from Support.waiting import wait_until
from Support.workbooks import long, sheet

ROWS = [{"apartment": 1, "key": "AABBCCDD", "user": "anna@example.org", "user name": "Anna"}]
OTHER = [{"apartment": 2, "key": "EEFF0011", "user": "bert@example.org", "live": "no"}]
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
FIELDS = {
    "id", "intercom", "state", "file_name", "progress", "changes", "errors", "error_count", "warnings",
    "error_file_url",
    "created_at", "finished_at",
}


def cancel(intercom, id):
    return intercom.client.post(f"/uploads/{id}/cancel")


def revert(intercom, id):
    return intercom.client.post(f"/uploads/{id}/revert")


def test_a_loaded_upload_tells_everything(intercom):
    upload = intercom.load(ROWS, name="list.xlsx")
    assert set(upload) == FIELDS
    assert upload["intercom"] == intercom.id
    assert (upload["state"], upload["file_name"]) == ("loaded", "list.xlsx")
    assert upload["progress"] == {"rows": 1, "total": 1}
    assert set(upload["changes"]) == {"keys", "apartments", "users"}
    assert (upload["errors"], upload["error_count"], upload["warnings"]) == ([], 0, [])
    assert upload["error_file_url"] is None
    assert INSTANT.fullmatch(upload["created_at"]) and INSTANT.fullmatch(upload["finished_at"])
    assert upload["created_at"] < upload["finished_at"]


def test_a_rejected_upload_tells_everything(intercom):
    upload = intercom.reject([{"apartment": "x", "key": "AABBCCDD"}])
    assert set(upload) == FIELDS
    assert upload["changes"] is None
    assert upload["error_count"] == 1
    problem, = upload["errors"]
    assert set(problem) == {"sheet", "cell", "column", "value", "code", "message"}
    assert [problem[name] for name in ("sheet", "cell", "column", "value")] == ["Sheet1", "A2", "apartment", "x"]
    assert problem["message"].endswith(".")
    assert upload["error_file_url"].startswith("http://")
    assert INSTANT.fullmatch(upload["finished_at"])


def test_a_staged_upload_tells_what_is_known(occupied):
    upload = occupied.check(OTHER)
    assert set(upload) == FIELDS
    assert upload["state"] == "staged"
    assert upload["finished_at"] is None
    assert upload["progress"]["total"] == 1


def test_the_first_thousand_problems_are_listed_and_all_counted(occupied):
    upload = occupied.check(sheet([["apartment", "key"]] + [[1, "wrong"]] * 1500))
    assert upload["error_count"] == 1500
    assert [problem["cell"] for problem in upload["errors"]] == [f"B{row}" for row in range(2, 1002)]


def test_more_than_ten_thousand_problems_are_counted(occupied):
    upload = occupied.check(sheet([["apartment", "key"]] + [[1, "wrong"]] * 12_000))
    assert upload["error_count"] == 12_000
    assert len(upload["errors"]) == 1000


def test_problems_come_row_by_row(occupied):
    upload = occupied.check(sheet([
        ["key", "apartment", "landline"], ["AABBCCDD", 1, 5], ["wrong", "x", None], ["AABBCCDD", 2, None],
        [None, 1, 6]]))
    assert [problem["cell"] for problem in upload["errors"]] == ["A2", "C2", "A3", "B3", "A4", "C5"]


def test_an_unknown_upload_is_not_found(client):
    for id in ("999999999", "0", "x"):
        assert client.get(f"/uploads/{id}").status_code == 404
        assert client.post(f"/uploads/{id}/cancel").status_code == 404
        assert client.post(f"/uploads/{id}/revert").status_code == 404


def test_an_upload_of_another_organization_is_not_found(intercom, stranger):
    id = intercom.load(ROWS)["id"]
    assert stranger.get(f"/uploads/{id}").status_code == 404
    assert stranger.post(f"/uploads/{id}/cancel").status_code == 404
    assert stranger.post(f"/uploads/{id}/revert").status_code == 404


def test_a_viewer_may_look_but_not_cancel_or_revert(intercom, viewer, server):
    id = intercom.load(ROWS)["id"]
    assert viewer.get(f"/uploads/{id}").status_code == 200
    assert viewer.post(f"/uploads/{id}/cancel").status_code == 403
    assert viewer.post(f"/uploads/{id}/revert").status_code == 403
    assert Client(server.url).get(f"/uploads/{id}").status_code == 401


def test_a_staged_upload_can_be_canceled_once(intercom):
    intercom.load(ROWS)
    staged = intercom.stage(OTHER)
    answer = cancel(intercom, staged["id"])
    assert answer.status_code == 200
    assert set(answer.json()) == FIELDS
    assert answer.json()["state"] == "canceled"
    assert INSTANT.fullmatch(answer.json()["finished_at"])
    again = cancel(intercom, staged["id"])
    assert again.status_code == 409
    assert again.json()["message"]
    assert list(intercom.flats) == ["1"]


def test_a_queued_upload_can_be_canceled(serve, furnish):
    """Nobody works here, so what is queued stays queued."""
    installation = furnish()
    server = serve(installation, settings={"work.inside": "false"})
    intercom = Intercom(Client(server.url, installation.administrator), installation.intercom())
    id = int(intercom.upload(ROWS).headers["X-Upload-Id"])
    assert intercom.client.look(id)["state"] == "queued"
    assert cancel(intercom, id).json()["state"] == "canceled"
    worker = serve(installation)
    beside = intercom.at(worker, installation.administrator)
    beside.load(OTHER)
    assert beside.client.look(id)["state"] == "canceled"
    assert list(beside.flats) == ["2"]


def test_an_upload_that_is_being_checked_can_be_canceled(intercom):
    id = intercom.submit(long(300_000))
    wait_until(lambda: intercom.client.look(id)["state"] == "checking", "the check", pause=0.001)
    assert cancel(intercom, id).json()["state"] == "canceled"
    after = intercom.load(ROWS, timeout=30)
    upload = intercom.client.look(id)
    assert upload["state"] == "canceled"
    assert upload["finished_at"] < after["finished_at"]
    assert list(intercom.keys) == ["000000AABBCCDD"]


def test_progress_is_told_while_a_workbook_is_checked(intercom):
    id = intercom.submit(long(600_000))
    seen = set()

    def ended():
        upload = intercom.client.look(id)
        seen.add(upload["progress"]["rows"])
        assert 0 <= upload["progress"]["rows"] <= upload["progress"]["total"] == 600_000
        return upload["state"] == "loaded"

    wait_until(ended, "the load", timeout=30)
    assert len(seen - {0, 600_000}) >= 1


@pytest.mark.parametrize("end", ["loaded", "rejected", "canceled"])
def test_what_has_ended_cannot_be_canceled(intercom, end):
    if end == "canceled":
        intercom.load(ROWS)
        id = intercom.stage(OTHER)["id"]
        cancel(intercom, id)
    else:
        id = intercom.run(ROWS if end == "loaded" else [{"apartment": "x"}])["id"]
    assert cancel(intercom, id).status_code == 409
    assert intercom.client.look(id)["state"] == end


def test_a_load_can_be_undone(intercom):
    intercom.load(ROWS)
    before = intercom.state
    loaded = intercom.load(OTHER)
    answer = revert(intercom, loaded["id"])
    assert answer.status_code == 202
    assert set(answer.json()) == FIELDS
    assert answer.headers["X-Upload-Id"] == str(answer.json()["id"]) != str(loaded["id"])
    undone = intercom.client.wait(answer.json()["id"])
    assert undone["state"] == "loaded"
    after = intercom.state
    assert list(after) == ["1"]
    assert [key[1:] for key in after["1"][1]] == [key[1:] for key in before["1"][1]]
    assert [user["id"] for user in after["1"][2]] == [user["id"] for user in before["1"][2]]


def test_a_first_load_can_be_undone(intercom):
    loaded = intercom.load(ROWS)
    undone = intercom.client.wait(revert(intercom, loaded["id"]).json()["id"])
    assert undone["state"] == "loaded"
    assert intercom.flats == {}


def test_an_undoing_can_be_undone(intercom):
    intercom.load(ROWS)
    loaded = intercom.load(OTHER)
    undone = intercom.client.wait(revert(intercom, loaded["id"]).json()["id"])
    redone = intercom.client.wait(revert(intercom, undone["id"]).json()["id"])
    assert redone["state"] == "loaded"
    assert list(intercom.flats) == ["2"]
    assert intercom.users["2", "bert@example.org"]["is_restricted_live"] is True


def test_a_load_cannot_be_undone_after_a_later_one(intercom):
    first = intercom.load(ROWS)
    second = intercom.load(OTHER)
    before = intercom.state
    assert revert(intercom, first["id"]).status_code == 409
    assert intercom.state == before
    intercom.client.wait(revert(intercom, second["id"]).json()["id"])
    assert revert(intercom, second["id"]).status_code == 409, "the undoing is a later load"


def test_what_never_loaded_cannot_be_undone(intercom):
    rejected = intercom.reject([{"apartment": "x"}])
    assert revert(intercom, rejected["id"]).status_code == 409
    intercom.load(ROWS)
    staged = intercom.stage(OTHER)
    assert revert(intercom, staged["id"]).status_code == 409
    cancel(intercom, staged["id"])
    assert revert(intercom, staged["id"]).status_code == 409


def test_a_revert_expires_staged_hashes(intercom):
    loaded = intercom.load(ROWS)
    staged = intercom.stage(OTHER)
    intercom.client.wait(revert(intercom, loaded["id"]).json()["id"])
    assert intercom.client.look(staged["id"])["state"] == "expired"


def test_an_upload_is_known_after_a_restart(serve, furnish):
    installation = furnish()
    server = serve(installation)
    intercom = Intercom(None, installation.intercom()).at(server, installation.administrator)
    upload = intercom.load(ROWS)
    server.restart()
    assert intercom.at(server, installation.administrator).client.look(upload["id"]) == upload
