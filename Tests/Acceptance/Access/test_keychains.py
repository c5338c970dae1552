"""Keychains: made in three kinds, listed, shown, taken away."""

import pytest

from Support.access import JSON_API, document, form
from Support.residents import custom, errors, key_of, panel, running


@pytest.fixture(scope="module")
def door(estate):
    return panel(estate, estate.panel)


def tenant(estate, name):
    return ("tenants", estate.tenants[name])


def test_a_keychain_comes_with_a_key_for_each_recipient(estate):
    answer = custom(
        estate.anna, tenant(estate, "anna"), name="Dog walker", recipients=["walker@example.com", "+12125550102"],
        relationships={"devices": [("panels", estate.panel)]})
    assert answer.status_code == 201, answer.text
    made = answer.json()["data"]
    assert made["type"] == "keychains"
    attributes = made["attributes"]
    assert (attributes["name"], attributes["kind"], attributes["weekdays"]) == ("Dog walker", "custom", [])
    assert attributes["allow_unit_access"] is False
    relations = {name: one["data"] for name, one in made["relationships"].items()}
    assert relations["tenant"] == {"type": "tenants", "id": estate.tenants["anna"]}
    assert relations["unit"] == {"type": "units", "id": estate.units["1"]}
    assert relations["devices"] == [{"type": "panels", "id": estate.panel}]
    included = {(one["type"], one["id"]): one for one in answer.json()["included"]}
    keys = [included["virtual_keys", one["id"]]["attributes"] for one in relations["virtual_keys"]]
    assert included["panels", estate.panel]["attributes"]["name"] == "Front door"
    assert [key["email"] for key in keys] == ["walker@example.com", None]
    assert [key["sms_number"] for key in keys] == [None, "+12125550102"]
    assert [key["name"] for key in keys] == ["walker@example.com", "+12125550102"]
    for key in keys:
        assert len(key["pin"]) == 6 and key["pin"].isdigit()
        assert key["used_at"] is None and key["one_time_key_used_at"] is None
        assert key["synced_with_remote_lock"] is False
        assert "/public/virtual_keys/" in key["instructions_url"] and key["qr_code_image_url"].startswith("http")


def test_times_are_shown_by_the_clocks_of_the_building(estate):
    answer = custom(
        estate.anna, tenant(estate, "anna"), starts_at="2019-01-01T11:50:00Z", ends_at="2019-03-03T08:45:00-0500")
    shown = answer.json()["data"]["attributes"]
    assert (shown["starts_at"], shown["ends_at"]) == ("2019-01-01T11:50:00Z", "2019-03-03T13:45:00Z")
    assert (shown["start_date"], shown["end_date"]) == ("2019-01-01", "2019-03-03")
    assert (shown["time_from"], shown["time_to"]) == ("06:50", "08:45")


def recurring(estate, **attributes):
    attributes = {
        "name": "Cleaner", "weekdays": ["wed", "thu"], "start_date": "2019-01-01", "end_date": "2019-03-03",
        "time_from": "12:30", "time_to": "16:30", **attributes}
    return estate.anna.post(
        "/keychains/recurring", "keychains", {name: value for name, value in attributes.items() if value is not None},
        {"tenant": tenant(estate, "anna")})


def test_a_recurring_keychain_has_hours_of_weekdays(estate):
    answer = recurring(estate, recipients=["cleaner@example.com"])
    assert answer.status_code == 201, answer.text
    shown = answer.json()["data"]["attributes"]
    assert (shown["kind"], shown["weekdays"]) == ("recurring", ["wed", "thu"])
    assert (shown["starts_at"], shown["ends_at"]) == ("2019-01-01T17:30:00Z", "2019-03-03T21:30:00Z")
    assert (shown["time_from"], shown["time_to"]) == ("12:30", "16:30")


@pytest.mark.parametrize("first, last, hours, starts, ends", [
    # 02:30 is skipped on 2026-03-08: it moves forward by an hour.
    ("2026-03-08", "2026-03-08", ("02:30", "04:00"), "2026-03-08T07:30:00Z", "2026-03-08T08:00:00Z"),
    # 01:30 is shown twice on 2026-11-01: the first begins a window, the second ends one.
    ("2026-11-01", "2026-11-01", ("01:30", "03:00"), "2026-11-01T05:30:00Z", "2026-11-01T08:00:00Z"),
    ("2026-11-01", "2026-11-01", ("00:30", "01:30"), "2026-11-01T04:30:00Z", "2026-11-01T06:30:00Z"),
    ("2026-03-07", "2026-03-09", ("09:00", "17:00"), "2026-03-07T14:00:00Z", "2026-03-09T21:00:00Z"),
])
def test_a_recurring_window_begins_and_ends_by_clocks_that_change(estate, first, last, hours, starts, ends):
    answer = recurring(
        estate, start_date=first, end_date=last, time_from=hours[0], time_to=hours[1],
        weekdays=["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
    shown = answer.json()["data"]["attributes"]
    assert (shown["starts_at"], shown["ends_at"]) == (starts, ends)


@pytest.mark.parametrize("given, starts, ends", [
    (("2026-03-08T02:30:00", "2026-03-08T03:45:00"), "2026-03-08T07:30:00Z", "2026-03-08T07:45:00Z"),
    (("2026-11-01T01:30:00", "2026-11-01T01:45:00"), "2026-11-01T05:30:00Z", "2026-11-01T06:45:00Z"),
    (("2026-07-01T12:00:00", "2026-12-01T12:00:00"), "2026-07-01T16:00:00Z", "2026-12-01T17:00:00Z"),
])
def test_times_without_an_offset_are_those_of_the_building(estate, given, starts, ends):
    answer = custom(estate.anna, tenant(estate, "anna"), starts_at=given[0], ends_at=given[1])
    shown = answer.json()["data"]["attributes"]
    assert (shown["starts_at"], shown["ends_at"]) == (starts, ends)


@pytest.mark.parametrize("attributes, wrong", [
    ({"name": " "}, [("name", "can't be blank")]),
    ({"starts_at": None}, [("starts_at", "can't be blank")]),
    ({"starts_at": "yesterday"}, [("starts_at", "is invalid")]),
    ({"starts_at": "2019-01-02T00:00:00Z", "ends_at": "2019-01-01T00:00:00Z"}, [
        ("ends_at", "End time must be after the start time"),
        ("starts_at", "Start time must be before the end time")]),
    ({"recipients": ["nobody"]}, [("recipients", "must be e-mail addresses or phone numbers")]),
    ({"recipients": [{"name": "X"}]}, [("recipients", "must be e-mail addresses or phone numbers")]),
    ({"allow_unit_access": "perhaps"}, [("allow_unit_access", "must be true or false")]),
])
def test_what_is_wrong_with_a_keychain_is_pointed_at(estate, attributes, wrong):
    answer = custom(estate.anna, tenant(estate, "anna"), **attributes)
    assert errors(answer) == [(f"/data/attributes/{name}", text) for name, text in wrong]


@pytest.mark.parametrize("attributes, wrong", [
    # Across midnight.
    ({"time_from": "22:00", "time_to": "06:00"}, [
        ("time_from", "must be less than time to"), ("time_to", "must be greater than time from")]),
    ({"weekdays": []}, [("weekdays", "can't be blank")]),
    ({"weekdays": ["someday"]}, [("weekdays", "is not included in the list")]),
    ({"start_date": "2019-02-30"}, [("start_date", "is invalid")]),
    ({"time_to": "25:00"}, [("time_to", "is invalid")]),
    ({"time_from": None}, [("time_from", "can't be blank")]),
])
def test_what_is_wrong_with_hours_is_pointed_at(estate, attributes, wrong):
    assert errors(recurring(estate, **attributes)) == [(f"/data/attributes/{name}", text) for name, text in wrong]


def test_a_keychain_belongs_to_a_tenant_or_to_a_unit(estate):
    nobodys = [
        ("/data", "must have an associated unit or tenant"),
        ("/data/relationships/tenant", "must have an associated tenant"),
        ("/data/relationships/unit", "must have an associated unit")]
    attributes = {"name": "Guest", **running()}
    assert errors(estate.anna.post("/keychains/custom", "keychains", attributes)) == nobodys
    both = {"tenant": tenant(estate, "anna"), "unit": ("units", estate.units["1"])}
    assert errors(estate.anna.post("/keychains/custom", "keychains", attributes, both)) == nobodys
    of_unit = custom(estate.manager, ("units", estate.units["1"]))
    assert of_unit.status_code == 201 and of_unit.json()["data"]["relationships"]["tenant"]["data"] is None


# Who may act for whom: by tenant and by unit.
MAY = {
    "anna": {"anna"}, "ben": {"ben"}, "unit_admin": {"anna"}, "zone_admin": {"tom"},
    "manager": {"anna", "ben", "tom"}, "south_manager": {"sue"}, "root": {"anna", "ben", "tom", "sue"},
    "far_root": set(), "nobody": set(),
}
HOMES = {"anna": "1", "ben": "2", "tom": "3", "sue": "9"}


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("whose", HOMES)
def test_everybody_acts_where_they_live_and_administer(estate, who, whose):
    app = getattr(estate, who)
    owners = {"tenant": tenant(estate, whose), "unit": ("units", estate.units[HOMES[whose]])}
    made = custom(estate.root, owners["tenant"], recipients=["guest@example.com"]).json()["data"]
    key = made["relationships"]["virtual_keys"]["data"][0]["id"]
    path = f"/keychains/{made['id']}"
    for place, owner in owners.items():
        answer = custom(app, owner)
        if whose in MAY[who]:
            assert answer.status_code == 201, answer.text
        else:
            assert errors(answer) == [(f"/data/relationships/{place}", "must exist")]
    seen = whose in MAY[who]
    assert app.get(path).status_code == (200 if seen else 404)
    listed = {one["id"] for one in app.read("/keychains", filter_tenant=estate.tenants[whose])["data"]}
    assert (made["id"] in listed) == seen
    added = app.post(f"{path}/virtual_keys", "virtual_keys", {"recipients": ["more@example.com"]})
    assert added.status_code == (201 if seen else 404)
    assert app.delete(f"{path}/virtual_keys/{key}").status_code == (204 if seen else 404)
    assert app.delete(path).status_code == (204 if seen else 404)
    assert estate.root.get(path).status_code == (404 if seen else 200)


def test_nobody_is_answered_without_a_token(estate):
    for method, path in [("GET", "/keychains"), ("POST", "/keychains/custom"), ("GET", "/keychains/1"),
                         ("DELETE", "/keychains/1"), ("POST", "/keychains/1/virtual_keys")]:
        assert estate.anonymous.request(method, path).status_code == 401


def test_doors_of_another_building_cannot_be_opened(estate):
    for device in (estate.south_panel, estate.far_panel, "99999", "x"):
        answer = custom(
            estate.anna, tenant(estate, "anna"), relationships={"devices": [("panels", device)]})
        assert errors(answer) == [("/data/relationships/devices", "must exist")]


def test_lists_are_filtered_sorted_and_cut_into_pages(estate):
    unit = estate.unit(estate.root, "Listed", estate.default)
    owner = ("units", unit)
    names = ["Bea", "Abe", "Dot", "Cal", "Eve"]
    made = {name: custom(estate.manager, owner, name=name).json()["data"]["id"] for name in names}

    def listed(**parameters):
        page = estate.manager.read("/keychains", filter_unit=unit, **parameters)
        return [one["attributes"]["name"] for one in page["data"]]

    assert listed() == list(reversed(names))
    assert listed(sort="created_at") == listed(sort="created") == names
    assert listed(sort="name") == sorted(names) and listed(sort="-name") == sorted(names, reverse=True)
    assert listed(sort="starts_at,name", page_size=2) == sorted(names)[:2] or listed(sort="starts_at")
    assert listed(page_size=2, page_number=2, sort="name") == ["Cal", "Dot"]
    assert listed(page_size=2, page_number=9) == []
    page = estate.manager.read("/keychains", filter_unit=unit, page_size=2, sort="name")
    assert list(page["links"]) == ["self", "first", "prev", "next", "last"]
    assert page["links"]["prev"] is None and "page%5Bnumber%5D=3" in page["links"]["last"]
    # By cursors each is there once, in the same order.
    found, address, parameters = [], "/keychains", {
        "filter_unit": unit, "page_size": 2, "sort": "-name", "page_after": ""}
    while address:
        page = estate.manager.read(address, **parameters)
        found += [one["attributes"]["name"] for one in page["data"]]
        address, parameters = page["links"]["next"], {}
    assert found == sorted(names, reverse=True)
    assert estate.manager.get("/keychains", sort="pin").status_code == 400
    assert estate.manager.get("/keychains", include="secrets").status_code == 400
    garbled = estate.manager.get("/keychains", page_after="nonsense!")
    assert garbled.status_code == 400 and garbled.json()["errors"][0]["source"] == {"parameter": "page[after]"}
    # Another name of the list, and of the filter.
    assert estate.manager.ids("/access_codes", unit_id=unit) == list(reversed(list(made.values())))


def test_lists_tell_what_is_running_over_and_used(estate, door):
    unit = estate.unit(estate.root, "Status", estate.default)
    owner = ("units", unit)
    made = {
        "active": custom(estate.manager, owner),
        "expired": custom(estate.manager, owner, starts_at="2019-01-01T00:00:00Z", ends_at="2019-02-01T00:00:00Z"),
        "upcoming": custom(estate.manager, owner, starts_at="2099-01-01T00:00:00Z", ends_at="2099-02-01T00:00:00Z"),
        "used": custom(estate.manager, owner, kind="one_time", recipients=["plumber@example.com"]),
    }
    assert door.decide(pin=key_of(made["used"])["attributes"]["pin"])["allow"]
    for status, answer in made.items():
        found = estate.manager.ids("/keychains", filter_unit=unit, filter_status=status)
        assert found == [answer.json()["data"]["id"]], status
    assert len(estate.manager.ids("/keychains", filter_unit=unit)) == 4


def test_a_list_brings_keys_and_what_they_opened(estate, door):
    unit = estate.unit(estate.root, "Included", estate.default)
    made = custom(estate.manager, ("units", unit), recipients=["guest@example.com"])
    key = key_of(made)
    assert door.decide(pin=key["attributes"]["pin"])["allow"]
    assert door.decide(pin=key["attributes"]["pin"])["allow"]
    page = estate.manager.read(
        "/access_codes", include="virtual_keys.door_releases.panel,devices", filter_unit=unit)
    included = {(one["type"], one["id"]): one for one in page["included"]}
    opened = included["virtual_keys", key["id"]]["relationships"]["door_releases"]["data"]
    assert len(opened) == 2
    assert {included["door_releases", one["id"]]["attributes"]["release_method"] for one in opened} == {
        "virtual_key_pin"}
    assert ("panels", estate.panel) in included
    shown = included["virtual_keys", key["id"]]["attributes"]
    assert shown["used_at"] is not None and shown["one_time_key_used_at"] is None


def test_keys_die_with_their_keychain(estate, door):
    made = custom(estate.anna, tenant(estate, "anna"), recipients=["a@example.com", "b@example.com"])
    keys = [one for one in made.json()["included"] if one["type"] == "virtual_keys"]
    path = f"/keychains/{made.json()['data']['id']}"
    assert door.decide(pin=keys[0]["attributes"]["pin"])["allow"]
    gone = estate.anna.delete(f"{path}/virtual_keys/{keys[0]['id']}")
    assert gone.status_code == 204 and not gone.content
    assert not door.decide(pin=keys[0]["attributes"]["pin"])["allow"]
    assert door.decide(pin=keys[1]["attributes"]["pin"])["allow"]
    assert estate.anna.delete(f"{path}/virtual_keys/{keys[0]['id']}").status_code == 404
    assert estate.anna.delete(path).status_code == 204
    assert not door.decide(pin=keys[1]["attributes"]["pin"])["allow"]
    assert estate.anna.get(path).status_code == 404
    assert estate.anna.delete(path).status_code == 404


def test_virtual_keys_are_made_for_addresses_and_for_names(estate):
    made = custom(estate.anna, tenant(estate, "anna"))
    path = f"/keychains/{made.json()['data']['id']}/virtual_keys"
    answer = estate.anna.post(path, "virtual_keys", {
        "recipients": ["john@example.com", {"name": "Jane Doe", "deliver_to": "+12125550103"}]})
    assert answer.status_code == 201
    keys = answer.json()["data"]
    assert [key["type"] for key in keys] == ["virtual_keys"] * 2
    assert [key["attributes"]["name"] for key in keys] == ["john@example.com", "Jane Doe"]
    assert keys[1]["attributes"]["sms_number"] == "+12125550103"
    assert keys[0]["relationships"]["vehicle"]["data"] is None
    for recipients in (None, [], ""):
        answer = estate.anna.post(path, "virtual_keys", {"recipients": recipients})
        assert errors(answer) == [("/data/attributes/recipients", "can't be blank")]
    assert errors(estate.anna.post(path, "virtual_keys", {"recipients": ["12"]})) == [
        ("/data/attributes/recipients", "must be e-mail addresses or phone numbers")]


def test_a_form_makes_the_same_as_json(estate):
    body = document(
        "keychains", {"name": "Form", **running(), "recipients": ["f@example.com", "g@example.com"]},
        {"tenant": tenant(estate, "anna")})
    answer = estate.anna.request("POST", "/keychains/custom", data=form(body))
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["data"]["relationships"]["virtual_keys"]["data"]) == 2
    path = f"/keychains/{answer.json()['data']['id']}/virtual_keys"
    added = estate.anna.request(
        "POST", path, data=form(document("virtual_keys", {"recipients": ["h@example.com"]})))
    assert added.status_code == 201 and len(added.json()["data"]) == 1


def test_the_type_of_the_body_is_that_of_the_operation(estate):
    answer = estate.anna.post("/keychains/custom", "tenants", {"name": "X"})
    assert errors(answer, 409)[0][0] == "/data/type"
    answer = estate.anna.request(
        "POST", "/keychains/custom", data="nonsense", headers={"Content-Type": JSON_API})
    assert answer.status_code == 400
