"""`/intercoms/{i}/keys`: adding, moving and deleting keys one by one."""

import pytest

from Support.client import Client

FIELDS = {"id", "key", "intercom_id", "intercom_flat_id", "flat", "user", "created_at", "updated_at"}


@pytest.fixture
def full(intercom):
    intercom.load([
        {"apartment": 1, "key": "AABBCCDD", "user": "a@keys.example"}, {"apartment": 2, "key": "11223344"},
        {"apartment": 3},
    ])
    return intercom


def add(intercom, flat, keys, **options):
    return intercom.client.post(intercom.path + "/keys", json={"flat": flat, "keys": keys}, **options)


def test_keys_are_added_to_a_flat(full):
    answer = add(full, "3", ["ee000001", "EE000002"])
    assert answer.status_code == 200
    assert [key["key"] for key in answer.json()["data"]] == ["000000EE000001", "000000EE000002"]
    assert all(FIELDS <= set(key) for key in answer.json()["data"])
    assert full.flats["3"]["key_count"] == 2
    key = full.keys["000000EE000001"]
    assert (key["flat"], key["intercom_flat_id"], key["intercom_id"]) == ("3", full.flats["3"]["id"], full.id)
    assert key["user"] is None


@pytest.mark.parametrize("flat", ["3", 3, "003", " 3 "])
def test_the_flat_is_a_number_or_label_as_people_write_it(full, flat):
    assert add(full, flat, ["EE000001"]).status_code == 200
    assert full.keys["000000EE000001"]["flat"] == "3"


def test_a_key_that_the_flat_has_already_stays(full):
    before = full.keys["000000AABBCCDD"]
    assert add(full, "1", ["AABBCCDD", "EE000001"]).status_code == 200
    assert full.keys["000000AABBCCDD"] == before
    assert len(full.keys) == 3


def test_a_key_of_another_apartment_is_refused_and_none_is_added(full):
    before = full.state
    answer = add(full, "3", ["EE000001", "aabbccdd"])
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["keys"]
    assert full.state == before


@pytest.mark.parametrize("keys", [
    [], ["xyz"], ["AABBCCD"], ["EE000001", ""], "EE000001", None, [None], [["EE000001"]], [True], {"a": 1}, [1.5],
    [f"{number:08X}" for number in range(101)],
], ids=str)
def test_wrong_keys_are_refused(full, keys):
    before = full.state
    answer = add(full, "3", keys)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["keys"]
    assert full.state == before


def test_a_hundred_keys_may_come_at_once(full):
    assert add(full, "3", [f"{number:08X}" for number in range(100)]).status_code == 200
    assert full.flats["3"]["key_count"] == 100


@pytest.mark.parametrize("flat", ["399", "401", "x", "", None, "0"])
def test_a_flat_that_is_not_there_is_refused(full, flat):
    before = full.state
    answer = add(full, flat, ["EE000001"])
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["flat"]
    assert full.state == before


def test_a_key_can_be_moved(full):
    key = full.keys["000000AABBCCDD"]
    answer = full.client.patch(f"{full.path}/keys/{key['id']}", json={"flat": "2"})
    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["flat"]) == (key["id"], "2")
    moved = full.keys["000000AABBCCDD"]
    assert (moved["flat"], moved["id"], moved["created_at"]) == ("2", key["id"], key["created_at"])
    assert moved["updated_at"] > key["updated_at"]
    assert moved["user"] is None, "its carrier lives in the other flat"


@pytest.mark.parametrize("body", [{"flat": "399"}, {"flat": "x"}, {}, {"flat": ""}])
def test_a_key_moves_to_flats_of_its_intercom_alone(full, body):
    key = full.keys["000000AABBCCDD"]
    answer = full.client.patch(f"{full.path}/keys/{key['id']}", json=body)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["flat"]
    assert full.keys["000000AABBCCDD"] == key


def test_a_key_can_be_deleted_once(full):
    key = full.keys["000000AABBCCDD"]
    path = f"{full.path}/keys/{key['id']}"
    assert full.client.delete(path).status_code == 200
    assert set(full.keys) == {"00000011223344"}
    assert full.client.delete(path).status_code == 404
    assert full.users, "the user stays"


def test_a_key_of_another_intercom_is_not_found(full, labelled, client):
    labelled.load([{"apartment": "A", "key": "AABBCCDD"}])
    key = labelled.keys["000000AABBCCDD"]["id"]
    assert client.delete(f"{full.path}/keys/{key}").status_code == 404
    assert client.patch(f"{full.path}/keys/{key}", json={"flat": "1"}).status_code == 404
    assert set(labelled.keys) == {"000000AABBCCDD"}


@pytest.mark.parametrize("id", ["999999999", "x", "0"])
def test_an_unknown_key_is_not_found(full, id):
    assert full.client.patch(f"{full.path}/keys/{id}", json={"flat": "1"}).status_code == 404
    assert full.client.delete(f"{full.path}/keys/{id}").status_code == 404


def test_a_viewer_changes_no_keys(full, viewer, stranger, server):
    before = full.state
    key = f"{full.path}/keys/{full.keys['000000AABBCCDD']['id']}"
    for caller, status in ((viewer, 403), (stranger, 404), (Client(server.url), 401)):
        assert add(full.through(caller), "3", ["EE000001"]).status_code == status
        assert caller.patch(key, json={"flat": "2"}).status_code == status
        assert caller.delete(key).status_code == status
    assert full.state == before


def test_a_key_added_by_hand_counts_in_the_next_summary(full):
    add(full, "3", ["EE000001"])
    upload = full.load(full.client.get(full.path + "/summary.xlsx").content)
    assert upload["changes"]["keys"] == {"added": 0, "removed": 0, "unchanged": 3, "changed": 0}
