"""Buildings: what they are, and what their administrators set."""

import pytest

from Support.access import document, form

ALL = {
    "name": "Example Tower", "time_zone": "America/New_York", "building_type": "residential",
    "display_name_strategy": "anonymous", "send_panel_status_report": True, "qr_key_enabled": False,
    "open_door_button_enabled": False, "door_release_pin": "9021", "in_unit_phone_number": "+12125550101",
    "address_1": "1 Example St", "address_2": "Rear", "city": "New York", "state": "NY", "zip_code": "10001",
    "country": "us", "phone_number": "+12125550100",
}


def test_a_building_is_made_with_all_that_it_has(estate):
    made = estate.root.make("/buildings", "buildings", ALL)
    assert {name: made["attributes"][name] for name in ALL} == ALL
    assert made == estate.root.read(f"/buildings/{made['id']}")["data"]
    assert len(made["attributes"]["guid"]) == 36
    assert made["attributes"]["panel_logo_url"] is None and made["attributes"]["mobile_logo_url"] is None
    assert [one["type"] for one in made["relationships"]["zones"]["data"]] == ["zones"]


@pytest.mark.parametrize("way", ["json", "form"])
def test_what_is_not_sent_stays(estate, house, way):
    estate.root.patch(f"/buildings/{house}", "buildings", ALL)
    body = document("buildings", {"city": "Boston", "qr_key_enabled": True, "address_2": None}, id=house)
    answer = estate.root.request(
        "PUT", f"/buildings/{house}", **({"json": body} if way == "json" else {"data": form(body)}))
    assert answer.status_code == 200, answer.text
    attributes = answer.json()["data"]["attributes"]
    expected = ALL | {"city": "Boston", "qr_key_enabled": True, "address_2": None}
    assert {name: attributes[name] for name in ALL} == expected


def test_its_administrator_changes_all_of_it(estate):
    answer = estate.south_manager.patch(f"/buildings/{estate.south}", "buildings", ALL, id=estate.south)
    assert answer.status_code == 200
    assert {name: answer.json()["data"]["attributes"][name] for name in ALL} == ALL


@pytest.mark.parametrize(("attributes", "pointer"), [
    ({"name": ""}, "name"), ({"name": None}, "name"), ({"name": "x" * 201}, "name"),
    ({"display_name_strategy": "loud"}, "display_name_strategy"), ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ({"time_zone": "../../etc/passwd"}, "time_zone"), ({"qr_key_enabled": "perhaps"}, "qr_key_enabled"),
    ({"door_release_pin": "12"}, "door_release_pin"), ({"door_release_pin": "1234"}, "door_release_pin"),
    ({"door_release_pin": "12a4"}, "door_release_pin"), ({"city": ["x"]}, "city"),
])
def test_what_cannot_be_is_named(estate, house, attributes, pointer):
    answer = estate.root.patch(f"/buildings/{house}", "buildings", attributes)
    assert answer.status_code == 422, answer.text
    assert {error["source"]["pointer"] for error in answer.json()["errors"]} == {f"/data/attributes/{pointer}"}
    assert estate.root.post("/buildings", "buildings", {"name": "Whole"} | attributes).status_code == 422


def test_wrong_ids_and_types_are_conflicts(estate, house):
    answer = estate.root.patch(f"/buildings/{house}", "buildings", {}, id=estate.north)
    assert answer.status_code == 409 and answer.json()["errors"][0]["source"] == {"pointer": "/data/id"}
    answer = estate.root.patch(f"/buildings/{house}", "houses", {})
    assert answer.status_code == 409 and answer.json()["errors"][0]["source"] == {"pointer": "/data/type"}


def test_the_code_of_a_house_can_be_taken_away(estate, house):
    estate.root.patch(f"/buildings/{house}", "buildings", {"door_release_pin": "902177"})
    answer = estate.root.patch(f"/buildings/{house}", "buildings", {"door_release_pin": None})
    assert answer.json()["data"]["attributes"]["door_release_pin"] is None


def test_buildings_are_not_deleted(estate, house):
    assert estate.root.delete(f"/buildings/{house}").status_code == 405


def test_who_administers_several_firms_says_whose_it_is(estate):
    owner = estate.person("owner", level="ADMIN")
    estate.installation.user("owner@acme.example", "Globex", level="ADMIN")
    answer = owner.post("/buildings", "buildings", {"name": "Whose"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["source"] == {"pointer": "/data/attributes/organization_id"}
