"""Zones, units, tenants and panels: made, changed, and taken away; and the same at the administrators' own surface."""

import pytest

from Support.client import Client


def errors(answer, status):
    assert answer.status_code == status, answer.text
    return [(error.get("source", {}).get("pointer"), error["detail"]) for error in answer.json()["errors"]]


def test_a_zone_comes_and_goes(estate, house):
    zone = estate.root.make("/zones", "zones", {"name": "Wing", "zone_type": "wing"}, {"building": ("buildings", house)})
    assert zone["attributes"]["zone_type"] == "wing"
    assert zone["relationships"]["building"]["data"] == {"id": house, "type": "buildings"}
    changed = estate.root.patch(f"/zones/{zone['id']}", "zones", {"name": "West wing"}, id=zone["id"])
    assert changed.json()["data"]["attributes"]["name"] == "West wing"
    assert estate.root.delete(f"/zones/{zone['id']}").status_code == 204
    assert estate.root.get(f"/zones/{zone['id']}").status_code == 404


def test_a_zone_in_use_stays(estate, zone, unit):
    assert errors(estate.root.delete(f"/zones/{zone}"), 409)
    other = estate.root.make(
        "/zones", "zones", {"name": "Other"}, {"building": ("buildings", estate.root.read(f"/zones/{zone}")["data"]["relationships"]["building"]["data"]["id"])})
    moved = estate.root.patch(f"/units/{unit}", "units", {}, {"zone": ("zones", other["id"])})
    assert moved.json()["data"]["relationships"]["zone"]["data"]["id"] == other["id"]
    assert errors(estate.root.delete(f"/zones/{other['id']}"), 409)


def test_a_unit_has_its_label_alone(estate, house, zone, unit):
    label = estate.root.read(f"/units/{unit}")["data"]["attributes"]["label"]
    answer = estate.root.post("/units", "units", {"label": label}, {"zone": ("zones", zone)})
    assert errors(answer, 422) == [("/data/attributes/label", "has already been taken")]
    wing = estate.root.make("/zones", "zones", {"name": "Wing"}, {"building": ("buildings", house)})["id"]
    answer = estate.root.post("/units", "units", {"label": f" {label} "}, {"zone": ("zones", wing)})
    assert errors(answer, 422) == [("/data/attributes/label", "has already been taken")]
    made = estate.root.make("/units", "units", {"label": "4B", "unit_type": "apartment", "floor": 4}, {"zone": ("zones", wing)})
    assert (made["attributes"]["label"], made["attributes"]["unit_type"], made["attributes"]["floor"]) == ("4B", "apartment", "4")
    assert made["relationships"]["building"]["data"]["id"] == house


def test_a_unit_stays_in_its_house(estate, unit):
    answer = estate.root.patch(f"/units/{unit}", "units", {}, {"zone": ("zones", estate.tower)})
    assert errors(answer, 422) == [("/data/relationships/zone", "must exist")]


def test_an_empty_unit_can_be_deleted(estate, unit):
    tenant = estate.root.make("/tenants", "tenants", {"email": "brief@example.org"}, {"unit": ("units", unit)})
    assert errors(estate.root.delete(f"/units/{unit}"), 409)
    assert estate.root.delete(f"/tenants/{tenant['id']}").status_code == 204
    assert estate.root.get(f"/tenants/{tenant['id']}").status_code == 404
    assert estate.root.delete(f"/units/{unit}").status_code == 204
    assert estate.root.delete(f"/units/{unit}").status_code == 404


def test_a_tenant_is_a_person_by_their_address(estate, unit, zone):
    attributes = {"email": "Maria@Example.org", "first_name": "Maria", "last_name": "Diaz", "phone_number": "+12125550111"}
    tenant = estate.root.make("/tenants", "tenants", attributes, {"unit": ("units", unit)})
    assert tenant["attributes"]["email"] == "maria@example.org"
    assert tenant["attributes"]["name"] == "Maria Diaz"
    assert tenant["attributes"]["phone_number"] == "+12125550111"
    answer = estate.root.post("/tenants", "tenants", {"email": "maria@example.org"}, {"unit": ("units", unit)})
    assert errors(answer, 422) == [("/data/attributes/email", "has already been taken")]
    other = estate.unit(estate.root, "second", zone)
    second = estate.root.make("/tenants", "tenants", {"email": "maria@example.org", "first_name": "Mary"}, {"unit": ("units", other)})
    assert second["relationships"]["user"] == tenant["relationships"]["user"]
    # Who has a name keeps it.
    assert second["attributes"]["name"] == "Maria Diaz"
    changed = estate.root.patch(f"/tenants/{tenant['id']}", "tenants", {"first_name": "Mary"})
    assert changed.json()["data"]["attributes"]["name"] == "Mary Diaz"
    assert errors(estate.root.patch(f"/tenants/{tenant['id']}", "tenants", {"email": "other@example.org"}), 422)
    assert errors(estate.root.patch(f"/tenants/{tenant['id']}", "tenants", {}, {"unit": ("units", other)}), 422)


def test_another_firms_account_is_not_renamed(estate, unit):
    tenant = estate.root.make("/tenants", "tenants", {"email": "far_root@globex.example"}, {"unit": ("units", unit)})
    assert errors(estate.root.patch(f"/tenants/{tenant['id']}", "tenants", {"first_name": "Mine"}), 422)
    assert estate.far_root.read("/me")["data"]["attributes"]["name"] == "Far Root"
    estate.root.delete(f"/tenants/{tenant['id']}")


@pytest.mark.parametrize(("attributes", "relationship", "pointers"), [
    ({"email": ""}, True, {"/data/attributes/email"}), ({"email": "nobody"}, True, {"/data/attributes/email"}),
    ({}, True, {"/data/attributes/email"}), ({"email": "a@example.org"}, False, {"/data/relationships/unit"}),
    ({"email": "a@example.org", "phone_number": "x"}, True, {"/data/attributes/phone_number"}),
])
def test_a_tenant_who_cannot_be_is_refused(estate, unit, attributes, relationship, pointers):
    answer = estate.root.post(
        "/tenants", "tenants", attributes, {"unit": ("units", unit)} if relationship else None)
    assert {pointer for pointer, _ in errors(answer, 422)} == pointers


@pytest.mark.parametrize("linkage", [
    {"data": {"type": "units", "id": "x"}}, {"data": {"type": "zones", "id": "1"}}, {"data": {"type": "units", "id": "99999999"}},
    {"data": None},
])
def test_a_relationship_that_leads_nowhere_is_unprocessable(estate, linkage):
    body = {"data": {"type": "tenants", "attributes": {"email": "a@example.org"}, "relationships": {"unit": linkage}}}
    assert errors(estate.root.request("POST", "/tenants", json=body), 422) == [("/data/relationships/unit", "must exist")]


def test_a_panels_token_is_shown_once(estate, house):
    made = estate.root.make("/panels", "panels", {"name": "Gate"}, {"building": ("buildings", house)})
    first = made["attributes"]["token"]
    assert "token" not in estate.root.read(f"/panels/{made['id']}")["data"]["attributes"]
    answer = estate.root.post(f"/panels/{made['id']}/token", "panels")
    assert answer.status_code == 201
    second = answer.json()["data"]["attributes"]["token"]
    assert first != second
    asked = {token: estate.root.session.get(
        f"{estate.server.url}/panel/v1/credentials", headers={"Authorization": f"Bearer {token}"}, timeout=30).status_code
        for token in (first, second)}
    assert asked == {first: 401, second: 200}


def test_units_and_tenants_stand_at_every_panel_of_the_house(estate, house, unit):
    before = estate.root.make("/panels", "panels", {"name": "Before"}, {"building": ("buildings", house)})["id"]
    zone = estate.root.read(f"/units/{unit}")["data"]["relationships"]["zone"]["data"]["id"]
    other = estate.unit(estate.root, "77", zone)
    tenant = estate.root.make("/tenants", "tenants", {"email": "lea@example.org"}, {"unit": ("units", other)})
    after = estate.root.make("/panels", "panels", {"name": "After"}, {"building": ("buildings", house)})["id"]
    shown = estate.root.read(f"/tenants/{tenant['id']}")["data"]["relationships"]
    assert {one["id"] for one in shown["panels"]["data"]} == {before, after}
    administrator = Client(estate.server.url, estate.root.token)
    for panel in (before, after):
        flats = administrator.read(f"/intercoms/{panel}/flats")["data"]
        assert sorted(flat["id"] for flat in flats) == sorted([int(unit), int(other)])
        assert sum(flat["users_count"] for flat in flats) == 1 if "users_count" in flats[0] else True
    assert estate.root.delete(f"/panels/{before}").status_code == 204
    shown = estate.root.read(f"/tenants/{tenant['id']}")["data"]["relationships"]
    assert {one["id"] for one in shown["panels"]["data"]} == {after}
