"""Two intercoms of one building ring the same apartments: a load at one leaves alone what the other needs."""

import pytest

from Support.intercom import Intercom


@pytest.fixture
def front(client, installation):
    return Intercom.create(client, installation)


@pytest.fixture
def back(client, installation, front):
    building = front.itself["building_id"]
    return Intercom(client, installation.intercom(building=building))


def rows(client, intercom):
    """Apartment -> its logins and keys, as one intercom shows them."""
    found = {}
    for flat in client.read(f"{intercom.path}/flats")["data"]:
        details = client.read(f"{intercom.path}/flats/{flat['id']}")
        found[flat["flat"]] = (
            sorted(user["login"] for user in details["users"]), sorted(key["key"] for key in details["keys"]))
    return found


BOTH = [
    {"apartment": 1, "key": "AAAA0001", "user": "anna@example.org"},
    {"apartment": 2, "key": "AAAA0002", "user": "bert@example.org"},
]


def test_the_apartments_of_a_building_are_the_same_at_both_intercoms(client, front, back):
    front.load(BOTH)
    back.load(BOTH)
    ids = [[flat["id"] for flat in client.read(f"{intercom.path}/flats")["data"]] for intercom in (front, back)]
    assert ids[0] == ids[1]


def test_what_leaves_one_intercom_stays_at_the_other(client, front, back):
    front.load(BOTH)
    back.load(BOTH)
    front.load([{"apartment": 3}])
    assert rows(client, front) == {"3": ([], [])}
    assert rows(client, back) == {
        "1": (["anna@example.org"], ["000000AAAA0001"]), "2": (["bert@example.org"], ["000000AAAA0002"])}


def test_what_one_intercom_takes_in_again_is_the_same_apartment(client, front, back):
    front.load(BOTH)
    back.load(BOTH)
    front.load([{"apartment": 3}])
    kept = {flat["flat"]: flat["id"] for flat in client.read(f"{back.path}/flats")["data"]}
    front.load(BOTH)
    again = {flat["flat"]: flat["id"] for flat in client.read(f"{front.path}/flats")["data"]}
    assert again == kept


def test_settings_of_a_user_differ_from_intercom_to_intercom(client, front, back):
    front.load([{"apartment": 1, "user": "anna@example.org", "live": "no"}])
    back.load([{"apartment": 1, "user": "anna@example.org", "live": "yes"}])
    flags = []
    for intercom in (front, back):
        flat = client.read(f"{intercom.path}/flats")["data"][0]["id"]
        flags.append(client.read(f"{intercom.path}/flats/{flat}")["users"][0]["is_restricted_live"])
    assert flags == [True, False]


def test_a_building_of_another_organization_is_not_to_be_had(installation, front):
    answer = installation.attempt(
        "intercom", "create", "Elsewhere", "--organization", installation.foreign, "--building",
        front.itself["building_id"])
    assert answer.returncode == 1
    assert "No building with this id" in answer.stderr
