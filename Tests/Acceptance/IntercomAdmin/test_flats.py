"""`/intercoms/{i}/flats`: the list, the search, and one flat with its keys and users."""

import pytest

from Support.client import Client
from Support.intercom import Intercom

USER = {
    "id", "name", "login", "expired_at", "is_restricted_live", "is_restricted_archive", "is_open_door_key",
    "is_open_door_code", "is_open_door_face", "is_open_door_app",
}


@pytest.fixture
def full(intercom):
    intercom.load([
        {"apartment": 1, "key": "AABBCCDD", "user": "a@flats.example", "user name": "Anna", "landline": "0101",
            "sip": "s1",
         "live": "no", "open by face": "no"},
        {"apartment": 1, "key": "11223344"}, {"apartment": 1, "user": "b@flats.example"}, {"apartment": 12},
        {"apartment": 21, "key": "55667788"},
    ])
    return intercom


def test_a_flat_in_the_list_has_these_fields(full):
    listed = full.client.everything(full.path + "/flats")
    assert [flat["flat"] for flat in listed] == ["1", "12", "21"]
    first = listed[0]
    assert {"id", "flat", "key_count", "users_count", "intercom_id", "properties"} <= set(first)
    assert (first["key_count"], first["users_count"], first["intercom_id"]) == (2, 2, full.id)
    assert first["properties"] == {"number": "1", "landline_number": "0101", "sip_number": "s1"}
    assert listed[1]["properties"] == {"number": "12", "landline_number": None, "sip_number": None}


def test_a_flat_shows_its_keys_and_users(full):
    flat = full.flats["1"]
    keys = {key["key"]: key for key in flat["keys"]}
    assert set(keys) == {"000000AABBCCDD", "00000011223344"}
    key = keys["000000AABBCCDD"]
    assert {"id", "key", "user", "created_at", "updated_at"} <= set(key)
    users = {user["login"]: user for user in flat["users"]}
    assert set(users) == {"a@flats.example", "b@flats.example"}
    anna = users["a@flats.example"]
    assert USER <= set(anna)
    assert (anna["name"], anna["expired_at"]) == ("Anna", None)
    assert (anna["is_restricted_live"], anna["is_open_door_face"], anna["is_open_door_key"]) == (True, False, True)
    assert key["user"]["id"] == anna["id"]


@pytest.mark.parametrize("search, found", [
    ("1", {"1", "12", "21"}), ("12", {"12"}), ("2", {"12", "21"}), ("3", set()), ("", {"1", "12", "21"}),
    ("%", set()), ("_", set()), ("'", set()), ("\\", set()),
])
def test_the_search_finds_parts_of_labels(full, search, found):
    assert {flat["flat"] for flat in full.client.everything(full.path + "/flats", search=search)} == found


def test_the_search_ignores_case(labelled):
    labelled.load([{"apartment": "Penthouse"}, {"apartment": "Garage_1"}, {"apartment": "100%"}])

    def found(search):
        return {flat["flat"] for flat in labelled.client.everything(labelled.path + "/flats", search=search)}

    assert found("pent") == {"Penthouse"}
    assert found("HOUSE") == {"Penthouse"}
    assert found("_") == {"Garage_1"}
    assert found("%") == {"100%"}


@pytest.mark.parametrize("search", ["Квар", "квар", "ТИРА"])
def test_the_search_ignores_case_in_any_script(labelled, search):
    labelled.load([{"apartment": "Квартира"}, {"apartment": "Гараж"}])
    listed = labelled.client.everything(labelled.path + "/flats", search=search)
    assert [flat["flat"] for flat in listed] == ["Квартира"]


def test_a_flat_of_another_intercom_is_not_found(full, labelled, client):
    labelled.load([{"apartment": "A"}])
    elsewhere = labelled.flats["A"]["id"]
    assert client.get(f"{full.path}/flats/{elsewhere}").status_code == 404
    assert client.get(f"{labelled.path}/flats/{elsewhere}").status_code == 200


@pytest.mark.parametrize("id", ["999999999", "0", "x"])
def test_an_unknown_flat_is_not_found(full, id):
    assert full.client.get(f"{full.path}/flats/{id}").status_code == 404


def test_a_flat_is_its_id_in_paths_not_its_label(client, installation):
    intercom = Intercom.create(client, installation, range="900000-900010")
    intercom.load([{"apartment": 900001}])
    assert client.get(f"{intercom.path}/flats/900001").status_code == 404


def test_who_may_look(full, viewer, stranger, server):
    flat = full.flats["1"]["id"]
    for path in (full.path + "/flats", f"{full.path}/flats/{flat}"):
        assert viewer.get(path).status_code == 200
        assert stranger.get(path).status_code == 404
        assert Client(server.url).get(path).status_code == 401
