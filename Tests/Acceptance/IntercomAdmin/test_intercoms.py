"""`/intercoms`: what an intercom shows, and what may be changed."""

import re

import pytest

from Support.client import Client

FIELDS = {
    "id", "title", "address", "building_id", "flat_from", "flat_to", "is_restricted_live", "is_restricted_archive",
    "is_open_door_key", "is_open_door_code", "is_open_door_face", "is_open_door_app", "key_count", "flats_count",
    "users_count",
}
FLAGS = sorted(name for name in FIELDS if name.startswith("is_"))
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def test_an_intercom_is_not_wrapped_and_has_these_fields(intercom):
    itself = intercom.itself
    assert FIELDS <= set(itself)
    assert set(itself) - FIELDS <= {"created_at", "updated_at"}
    assert INSTANT.fullmatch(itself["created_at"])
    assert (itself["id"], itself["flat_from"], itself["flat_to"]) == (intercom.id, 1, 400)
    assert (itself["key_count"], itself["flats_count"], itself["users_count"]) == (0, 0, 0)
    assert isinstance(itself["building_id"], int)


def test_everything_is_allowed_until_somebody_restricts_it(intercom):
    itself = intercom.itself
    assert {name: itself[name] for name in FLAGS} == {
        "is_restricted_live": False, "is_restricted_archive": False, "is_open_door_key": True,
        "is_open_door_code": True,
        "is_open_door_face": True, "is_open_door_app": True}


def test_an_intercom_without_a_range_says_so(labelled):
    assert (labelled.itself["flat_from"], labelled.itself["flat_to"]) == (None, None)


def test_the_list_has_the_intercoms_of_the_organization_alone(intercom, client, stranger):
    listed = {item["id"]: item for item in client.everything("/intercoms")}
    assert listed[intercom.id] == intercom.itself
    assert intercom.id not in {item["id"] for item in stranger.everything("/intercoms")}


def test_counts_are_of_the_intercom(intercom):
    intercom.load([
        {"apartment": 1, "key": "AABBCCDD", "user": "a@example.org"}, {"apartment": 1, "key": "11223344"},
        {"apartment": 2, "user": "a@example.org"}, {"apartment": 3},
    ])
    itself = intercom.itself
    assert (itself["key_count"], itself["flats_count"], itself["users_count"]) == (2, 3, 2)


@pytest.mark.parametrize("field, value", [
    ("title", "Вход 2"), ("title", "x" * 200), ("address", "Main Street 5"), ("address", ""), ("address", "x" * 500),
    ("flat_from", 10), ("flat_to", 500), ("flat_to", 999_999_999), ("flat_from", 0),
    *[(flag, value) for flag in FLAGS for value in (True, False)],
])
def test_a_field_can_be_changed_alone(intercom, field, value):
    before = intercom.itself
    answer = intercom.client.patch(intercom.path, json={field: value})
    assert answer.status_code == 200
    after = answer.json()
    assert after[field] == value
    assert {name for name in FIELDS if after[name] != before[name]} <= {field}
    assert intercom.itself == after


def test_several_fields_can_be_changed_at_once(intercom):
    change = {"title": " New ", "flat_from": 500, "flat_to": 600, "is_open_door_app": False}
    assert intercom.client.patch(intercom.path, json=change).status_code == 200
    itself = intercom.itself
    assert {name: itself[name] for name in change} == change | {"title": "New"}


def test_a_range_can_be_taken_away_and_given(intercom):
    answer = intercom.client.patch(intercom.path, json={"flat_from": None, "flat_to": None})
    assert (answer.json()["flat_from"], answer.json()["flat_to"]) == (None, None)
    intercom.load([{"apartment": "A-1"}])
    assert list(intercom.flats) == ["A-1"]


def test_an_empty_change_changes_nothing(intercom):
    before = intercom.itself
    answer = intercom.client.patch(intercom.path, json={})
    assert answer.status_code == 200
    assert {name: answer.json()[name] for name in FIELDS} == {name: before[name] for name in FIELDS}


def test_a_form_may_change_too(intercom):
    form = {"title": "By form", "is_restricted_live": "1", "flat_to": "300"}
    assert intercom.client.patch(intercom.path, data=form).status_code == 200
    itself = intercom.itself
    assert (itself["title"], itself["is_restricted_live"], itself["flat_to"]) == ("By form", True, 300)


@pytest.mark.parametrize("change, field", [
    ({"title": ""}, "title"), ({"title": "   "}, "title"), ({"title": "x" * 201}, "title"), ({"title": 5}, "title"),
    ({"title": None}, "title"), ({"title": "a\nb"}, "title"), ({"address": "x" * 501}, "address"),
    ({"address": []}, "address"),
    ({"flat_from": 401}, "flat_to"), ({"flat_to": 0}, "flat_to"), ({"flat_from": -1}, "flat_to"),
    ({"flat_to": 1_000_000_000}, "flat_to"), ({"flat_from": None}, "flat_from"), ({"flat_to": None}, "flat_to"),
    ({"flat_from": "x"}, "flat_from"), ({"flat_from": 1.5}, "flat_from"), ({"flat_from": True}, "flat_from"),
    *[({flag: wrong}, flag) for flag in FLAGS[:2] for wrong in ("perhaps", 2, None, [])],
])
def test_wrong_values_are_refused_on_their_field(intercom, change, field):
    before = intercom.itself
    answer = intercom.client.patch(intercom.path, json={"is_open_door_face": False, **change})
    assert answer.status_code == 422, answer.text
    assert list(answer.json()["errors"]) == [field]
    assert intercom.itself == before, "all or nothing"


def test_who_may_look_and_who_may_change(intercom, viewer, stranger, server):
    change = {"json": {"title": "Taken over"}}
    assert viewer.get(intercom.path).status_code == 200
    assert viewer.patch(intercom.path, **change).status_code == 403
    assert stranger.get(intercom.path).status_code == 404
    assert stranger.patch(intercom.path, **change).status_code == 404
    for path in ("/intercoms", intercom.path):
        anonymous = Client(server.url).get(path)
        assert (anonymous.status_code, anonymous.json()) == (401, {"message": "Unauthenticated."})
    assert Client(server.url).patch(intercom.path, **change).status_code == 401
    assert intercom.itself["title"] != "Taken over"


def test_a_token_without_the_right_to_look_sees_nothing(intercom, server, installation):
    blind = Client(server.url, installation.token("admin@acme.example", permissions=["intercom-update"]))
    for path in ("/intercoms", intercom.path, intercom.path + "/flats", intercom.path + "/keys",
                 intercom.path + "/summary.xlsx"):
        answer = blind.get(path)
        assert answer.status_code == 403, path
        assert answer.json()["message"]


@pytest.mark.parametrize("id", ["999999999", "0", "x", "9" * 40, "1.5", "%00"])
def test_an_unknown_id_is_not_found(client, id):
    for rest in ("", "/flats", "/keys", "/summary.xlsx"):
        answer = client.get(f"/intercoms/{id}{rest}")
        assert answer.status_code == 404
        assert answer.json()["message"]
