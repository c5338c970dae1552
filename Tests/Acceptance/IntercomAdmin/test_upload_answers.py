"""`POST …/upload`: what each of the contract's requests is answered."""

import re
from datetime import datetime, timedelta, timezone

import pytest

from Support.client import Client
from Support.workbooks import sheet

ROWS = [{"apartment": 1, "key": "AABBCCDD", "user": "anna@example.org"}]
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def test_a_first_workbook_is_queued_at_once(intercom):
    answer = intercom.upload(ROWS)
    assert answer.status_code == 204
    assert answer.content == b""
    upload = intercom.client.wait(int(answer.headers["X-Upload-Id"]))
    assert upload["state"] == "loaded"
    assert set(intercom.keys) == {"000000AABBCCDD"}


@pytest.mark.parametrize("present", [
    [{"apartment": 7}],
    [{"apartment": 7, "key": "AABBCCDD"}],
    [{"apartment": 7, "user": "anna@example.org"}],
], ids=["apartments", "keys", "users"])
def test_data_that_would_be_deleted_is_warned_of(intercom, present):
    intercom.load(present)
    before = intercom.state
    answer = intercom.upload([{"apartment": 8}])
    assert answer.status_code == 201
    warning = answer.json()
    assert warning["file_uploaded"] is True
    assert re.fullmatch(r"[0-9a-f]{32}", warning["hash"])
    assert INSTANT.fullmatch(warning["expires_at"])
    assert answer.headers["X-Upload-Id"].isdigit()
    assert intercom.client.look(answer.headers["X-Upload-Id"])["state"] == "staged"
    assert intercom.state == before


def test_a_hash_lives_for_fifteen_minutes(occupied):
    before = datetime.now(timezone.utc)
    expires = datetime.fromisoformat(occupied.stage(ROWS)["expires_at"])
    assert timedelta(minutes=14.5) < expires - before < timedelta(minutes=15.5)


def test_the_warning_tells_what_would_change(occupied):
    warning = occupied.stage([{"apartment": 1, "key": "AABBCCDD", "user": "keeper@example.org"}, {"apartment": 2}])
    assert warning["errors"] == 0
    assert warning["changes"] == {
        "keys": {"added": 1, "removed": 1, "unchanged": 0, "changed": 0},
        "apartments": {"added": 1, "removed": 0, "unchanged": 1, "changed": 0},
        "users": {"added": 0, "removed": 0, "unchanged": 1, "changed": 0},
    }


def test_with_errors_the_warning_counts_them_and_tells_no_changes(occupied):
    warning = occupied.stage([{"apartment": "one", "key": "xyz"}, {"apartment": 2, "key": "12"}])
    assert warning["errors"] == 3
    assert warning["changes"] is None


def test_a_workbook_that_changes_nothing_is_warned_of_all_the_same(intercom):
    intercom.load(ROWS)
    warning = intercom.stage(ROWS)
    assert warning["changes"]["keys"] == {"added": 0, "removed": 0, "unchanged": 1, "changed": 0}


def test_a_hash_confirms(intercom):
    intercom.load(ROWS)
    staged = intercom.stage([{"apartment": 2}])
    answer = intercom.upload(hash=staged["hash"])
    assert answer.status_code == 204
    assert answer.headers["X-Upload-Id"] == str(staged["id"])
    assert intercom.client.wait(staged["id"])["state"] == "loaded"
    assert list(intercom.flats) == ["2"]


def test_a_file_beside_the_hash_is_not_read(intercom):
    intercom.load(ROWS)
    staged = intercom.stage([{"apartment": 2}])
    answer = intercom.upload([{"apartment": 3}], hash=staged["hash"])
    assert answer.status_code == 204
    assert intercom.client.wait(staged["id"])["state"] == "loaded"
    assert list(intercom.flats) == ["2"]


def test_a_header_alone_empties_the_intercom_after_a_warning(intercom):
    intercom.load(ROWS)
    upload = intercom.load(sheet([["apartment", "key"]]))
    assert upload["changes"]["apartments"]["removed"] == 1
    assert intercom.flats == {}
    assert intercom.itself["key_count"] == intercom.itself["users_count"] == 0


def test_an_emptied_intercom_takes_the_next_workbook_at_once(intercom):
    intercom.load(ROWS)
    intercom.load(sheet([["apartment"]]))
    assert intercom.upload(ROWS).status_code == 204


def test_a_workbook_without_the_apartment_column_is_rejected_later_not_refused(intercom, occupied):
    keys_only = sheet([["key"], ["AABBCCDD"]])
    assert intercom.upload(keys_only).status_code == 204
    staged = occupied.stage(keys_only)
    assert staged["errors"] >= 1
    problems = occupied.client.look(staged["id"])["errors"]
    assert problems[0]["code"] == "column.missing"
    assert problems[0]["cell"] == "A1"
    assert problems[0]["column"] == "apartment"


def test_neither_file_nor_hash_is_invalid(intercom):
    answer = intercom.client.post(intercom.path + "/upload", files={"other": (None, "x")})
    assert answer.status_code == 422
    assert set(answer.json()) == {"message", "errors"}
    assert set(answer.json()["errors"]) == {"file", "hash"}
    assert all(isinstance(text, str) for texts in answer.json()["errors"].values() for text in texts)


@pytest.mark.parametrize("form", ["multipart", "json", "nothing"])
def test_empty_fields_are_as_if_absent(intercom, form):
    path = intercom.path + "/upload"
    if form == "multipart":
        answer = intercom.client.post(path, files={"file": ("", b""), "hash": (None, "")})
    elif form == "json":
        answer = intercom.client.post(path, json={"file": "", "hash": ""})
    else:
        answer = intercom.client.post(path)
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"file", "hash"}


def test_an_empty_hash_beside_a_file_is_as_if_absent(intercom):
    assert intercom.upload(ROWS, hash="").status_code == 204


def test_a_refused_request_makes_no_upload(intercom):
    answer = intercom.upload(b"no workbook")
    assert answer.status_code == 422
    assert "X-Upload-Id" not in answer.headers


def test_without_a_token_nothing_is_taken(server, intercom):
    answer = intercom.through(Client(server.url)).upload(ROWS)
    assert answer.status_code == 401
    assert answer.json() == {"message": "Unauthenticated."}


def test_a_wrong_token_is_as_none(server, intercom, installation):
    wrong = type(installation.administrator)(1, 1, "gh_" + "0" * 64)
    answer = intercom.through(Client(server.url, wrong)).upload(ROWS)
    assert answer.status_code == 401
    assert answer.json() == {"message": "Unauthenticated."}


def test_a_token_that_may_only_look_may_not_upload(viewer, intercom):
    answer = intercom.through(viewer).upload(ROWS)
    assert answer.status_code == 403
    assert answer.json()["message"]
    assert intercom.flats == {}


@pytest.mark.parametrize("id", ["999999999", "0", "-1", "x", "9" * 30])
def test_an_unknown_intercom_is_not_found(client, id):
    answer = client.post(f"/intercoms/{id}/upload", files={"file": ("a.xlsx", sheet([["apartment"]]))})
    assert answer.status_code == 404


def test_an_intercom_of_another_organization_is_not_found(stranger, intercom):
    assert intercom.through(stranger).upload(ROWS).status_code == 404
    assert intercom.flats == {}
