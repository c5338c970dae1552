"""The history of openings: who sees what, in what order, page by page."""

import pytest

from Support.access import document, form
from Support.residents import errors, panel, told


@pytest.fixture(scope="module")
def history(estate):
    """Openings of anna, ben and tom with codes of theirs: anna's are 5, ben's 3, tom's 1."""
    door, side = panel(estate, estate.panel), panel(estate, estate.side)
    codes = {"anna": "815203", "ben": "815204", "tom": "815206"}
    for name, code in codes.items():
        answer = estate.root.send("POST", "/pins", "pins", {"code": code}, id=estate.tenants[name])
        assert answer.status_code == 204, answer.text
    for name in ("anna", "ben", "anna", "tom", "anna", "ben", "anna", "ben"):
        assert door.decide(pin=codes[name])["allow"]
    assert side.decide(pin=codes["anna"])["allow"]


@pytest.fixture(scope="module")
def hanna(estate):
    """Somebody with a home of her own, where nothing happened but 4 openings of the front door and 1 of the side door."""
    hanna = estate.person("hanna")
    hanna.unit = estate.unit(estate.root, "Hanna's", estate.default)
    tenant = estate.tenant(estate.root, "hanna", hanna.unit)
    assert hanna.send("POST", "/pins", "pins", {"code": "815207"}, id=tenant).status_code == 204
    for door, count in ((panel(estate, estate.panel), 4), (panel(estate, estate.side), 1)):
        for _ in range(count):
            assert door.decide(pin="815207")["allow"]
    return hanna


def seen(app, path="/door_releases", **parameters):
    """How many openings of each unit the caller sees."""
    found = {}
    address = path
    parameters = {"page_size": 100, **parameters}
    while address:
        page = app.read(address, **parameters)
        for one in page["data"]:
            unit = one["relationships"]["unit"]["data"]["id"]
            found[unit] = found.get(unit, 0) + 1
        address, parameters = page["links"]["next"], {}
    return found


SEE = {
    "anna": "1", "ben": "2", "tom": "3", "unit_admin": "1", "zone_admin": "3", "manager": "123",
    "root": "123", "south_manager": "", "sue": "", "far_root": "", "nobody": "",
}


@pytest.mark.parametrize("who", SEE)
def test_everybody_sees_where_they_live_and_administer(estate, history, who):
    app = getattr(estate, who)
    found = seen(app)
    for label in "123":
        unit = estate.units[label]
        assert (unit in found) == (label in SEE[who])
        assert (unit in seen(app, filter_unit=unit)) == (label in SEE[who])
        assert (unit in seen(app, unit_id=unit)) == (label in SEE[who])
    own = seen(app, "/me/door_releases")
    homes = {"anna": "1", "ben": "2", "tom": "3"}
    assert set(own) == ({estate.units[homes[who]]} if who in homes else set())


def test_nobody_sees_openings_without_a_token(estate):
    assert estate.anonymous.get("/door_releases").status_code == 401
    assert estate.anonymous.get("/me/door_releases").status_code == 401


def test_an_opening_tells_who_how_and_where(estate, history):
    page = estate.ben.read("/me/door_releases", include="unit,user,panel.building,device", page_size=1)
    opening = page["data"][0]
    assert opening["type"] == "door_releases"
    assert {name: opening["attributes"][name] for name in (
        "release_method", "door_release_type", "panel_user_type", "call_guid", "delivery_guid", "name", "thumb_url",
        "medium_url")} == {
        "release_method": "panel", "door_release_type": "visitor", "panel_user_type": "default", "call_guid": None,
        "delivery_guid": None, "name": "Ben", "thumb_url": None, "medium_url": None}
    assert len(opening["attributes"]["logged_at"]) == len("2023-01-01T00:00:00Z")
    assert {name: one["data"] for name, one in opening["relationships"].items()} == {
        "unit": {"id": estate.units["2"], "type": "units"}, "user": {"id": estate.ben.user_id, "type": "users"},
        "panel": {"id": estate.panel, "type": "panels"}, "device": {"id": estate.panel, "type": "panels"}}
    assert {one["type"] for one in page["included"]} == {"units", "users", "panels", "buildings"}


@pytest.mark.parametrize("filters, count", [
    ({"filter_panel": "panel"}, 4), ({"filter_panel": "side"}, 1), ({"filter_release_method": "panel"}, 5),
    ({"filter_release_method": "nfc"}, 0), ({"filter_door_release_type": "visitor"}, 5),
    ({"door_release_type": "delivery"}, 0), ({"filter_panel_user_type": "default"}, 5),
    ({"panel_user_type": "doorman"}, 0), ({"filter_user": "hanna"}, 5), ({"user_id": "ben"}, 0),
    ({"filter_unit": "x"}, 0), ({"filter_moon": "full"}, 5),
])
def test_openings_are_filtered(estate, hanna, filters, count):
    names = {"panel": estate.panel, "side": estate.side, "hanna": hanna.user_id, "ben": estate.ben.user_id}
    named = {name: value if "type" in name or "method" in name else names.get(value, value)
             for name, value in filters.items()}
    for app in (hanna, estate.manager):
        assert sum(seen(app, **{"filter_unit": hanna.unit, **named}).values()) == count


def test_openings_stand_in_the_order_that_is_asked_for(estate, history):
    def listed(**parameters):
        data = estate.manager.read("/door_releases", page_size=100, filter_door_release_type="visitor", **parameters)
        return [one for one in data["data"] if one["attributes"]["release_method"] == "panel"]

    def ids(**parameters):
        return [int(one["id"]) for one in listed(**parameters)]

    assert ids() == ids(sort="-created") == ids(sort="-created_at") == sorted(ids(), reverse=True)
    assert ids(sort="created") == sorted(ids())
    assert [one["attributes"]["name"] for one in listed(sort="name")] == sorted(
        one["attributes"]["name"] for one in listed())
    assert ids(sort="logged_at") == sorted(ids())
    assert estate.manager.get("/door_releases", sort="panel").status_code == 400
    assert estate.manager.get("/door_releases", include="keys").status_code == 400


def test_pages_hold_each_opening_once(estate, hanna):
    page = hanna.read("/door_releases", page_size=2)
    assert "page%5Bnumber%5D=3" in page["links"]["last"] and page["links"]["prev"] is None
    everything = hanna.ids("/door_releases")
    assert len(everything) == len(set(everything)) == 5
    assert hanna.ids("/door_releases", page_size=2) == everything
    assert hanna.ids("/door_releases", page_size=2, page_after="") == everything
    assert hanna.ids("/door_releases", page_size=2, sort="name", page_after="") == \
        sorted(everything, key=int, reverse=True)
    beyond = hanna.read("/door_releases", page_number=50)
    assert beyond["data"] == [] and beyond["links"]["next"] is None
    assert "page%5Bsize%5D=100" in hanna.read("/door_releases", page_size=1000)["links"]["self"]
    for parameters in ({"page_number": "x"}, {"page_number": "0"}, {"page_size": "-1"}, {"page_after": "?"},
                       {"page_after": "WyJ4Il0"}):
        answer = hanna.get("/door_releases", **parameters)
        assert answer.status_code == 400, parameters
        assert answer.json()["errors"][0]["source"]["parameter"].startswith("page[")


def test_an_app_opens_a_door(estate):
    door = panel(estate, estate.panel)
    with door.listen() as stream:
        answer = estate.anna.post(
            "/me/open_door", "door_release_requests", {"release_method": "front_door_view"},
            {"panel": ("panels", estate.panel), "unit": ("units", estate.units["1"])})
        assert answer.status_code == 201, answer.text
        made = answer.json()["data"]
        assert made["type"] == "door_release_requests" and len(made["attributes"]["guid"]) == 36
        assert made["attributes"]["release_method"] == "front_door_view"
        assert made["relationships"]["panel"]["data"] == {"id": estate.panel, "type": "panels"}
        assert made["relationships"]["device"]["data"] == {"id": estate.panel, "type": "panels"}
        assert told(stream, "open_door", None)["panel_id"] == int(estate.panel)
    newest = estate.anna.read("/me/door_releases", page_size=1)["data"][0]
    assert (newest["attributes"]["release_method"], newest["attributes"]["name"]) == ("mobile", "Anna")


def test_an_app_may_leave_out_types_and_name_a_device_and_send_a_form(estate):
    for body in (
        {"data": {"type": "door_release_requests", "attributes": {"release_method": "bluetooth"}, "relationships": {
            "device": {"data": {"id": estate.panel, "type": "panels"}}, "unit": {"data": {"id": estate.units["1"]}}}}},
        {"data": {"type": "door_release_requests", "attributes": {"release_method": "front_door_view"},
                  "relationships": {"panel": {"data": {"id": int(estate.panel)}},
                                    "unit": {"data": {"id": int(estate.units["1"])}}}}},
    ):
        assert estate.anna.request("POST", "/me/open_door", json=body).status_code == 201
        assert estate.anna.request("POST", "/me/open_door", data=form(body)).status_code == 201


def opened(app, panel, unit, name="panel"):
    return app.post(
        "/me/open_door", "door_release_requests", {"release_method": "front_door_view"},
        {name: ("panels", panel), "unit": ("units", unit)})


def test_only_who_lives_there_opens(estate):
    mine = estate.units["1"]
    for who in ("ben", "manager", "unit_admin", "root", "sue", "nobody"):
        answer = opened(getattr(estate, who), estate.panel, mine)
        assert answer.status_code == 422, f"{who}: {answer.text}"
    assert errors(opened(estate.anna, estate.panel, estate.units["2"])) == [("/data/relationships/unit", "must exist")]
    for door in (estate.south_panel, estate.far_panel, "99999", "x"):
        assert errors(opened(estate.anna, door, mine)) == [("/data/relationships/panel", "must exist")]
        assert errors(opened(estate.anna, door, mine, "device")) == [("/data/relationships/device", "must exist")]
    answer = estate.anna.post("/me/open_door", "door_release_requests", {"release_method": "front_door_view"})
    assert {pointer for pointer, _ in errors(answer)} == {
        "/data", "/data/relationships/panel", "/data/relationships/device"}
    answer = estate.anna.post(
        "/me/open_door", "door_release_requests", {"release_method": "force"}, {"panel": ("panels", estate.panel)})
    assert errors(answer) == [("/data/attributes/release_method", "is not included in the list")]
    assert estate.anonymous.request("POST", "/me/open_door").status_code == 401


def test_a_building_may_forbid_apps_to_open(estate, house, zone, unit):
    door = estate.root.make("/panels", "panels", {"name": "Shut"}, {"building": ("buildings", house)})["id"]
    tenant = estate.tenant(estate.root, "nobody", unit)
    assert opened(estate.nobody, door, unit).status_code == 201
    changed = estate.root.send(
        "PATCH", f"/buildings/{house}", "buildings", {"open_door_button_enabled": False}, id=house)
    assert changed.status_code == 200, changed.text
    refused = opened(estate.nobody, door, unit)
    assert errors(refused, 403) == [(None, "You are not allowed to perform this action")]
    assert estate.root.delete(f"/tenants/{tenant}").status_code == 204


def test_the_type_of_the_body_is_that_of_the_operation(estate):
    body = document("doors", {}, {"panel": ("panels", estate.panel)})
    assert estate.anna.request("POST", "/me/open_door", json=body).status_code == 409
