"""`/v3/me`: who asks, what is theirs, and what they change about themselves."""

import pytest

from Support.access import JSON_API, document, form

EVERYTHING = "tenants.building,tenants.unit,tenants.panels,tenants.devices,buildings,units"


def test_everybody_is_shown_themselves(estate):
    answer = estate.anna.get("/me")
    assert answer.headers["Content-Type"] == "application/vnd.api+json; charset=utf-8"
    data = answer.json()["data"]
    assert (data["type"], data["id"]) == ("users", estate.anna.user_id)
    attributes = data["attributes"]
    assert (attributes["name"], attributes["first_name"]) == ("Anna", "Anna")
    assert attributes["email"] == "anna@acme.example"
    assert attributes["contact_preference"] == "mobile_app"
    assert attributes["xmpp_username"] == f"user_{estate.anna.user_id}"
    assert set(attributes["avatar"]) == {"thumb_url", "medium_url"}
    assert attributes["created_at"].endswith("Z") and "." not in attributes["created_at"]
    assert data["relationships"]["tenants"]["data"] == [{"id": estate.tenants["anna"], "type": "tenants"}]
    assert data["relationships"]["units"]["data"] == [{"id": estate.units["1"], "type": "units"}]
    assert data["relationships"]["buildings"]["data"] == [{"id": estate.north, "type": "buildings"}]


def test_what_is_theirs_comes_along_once(estate):
    included = estate.anna.read("/me", include=EVERYTHING)["included"]
    found = {(one["type"], one["id"]): one for one in included}
    assert len(found) == len(included)
    assert set(found) == {
        ("tenants", estate.tenants["anna"]), ("units", estate.units["1"]), ("buildings", estate.north),
        ("panels", estate.panel), ("panels", estate.side)}
    building = found["buildings", estate.north]["attributes"]
    assert building["name"] == "North" and building["open_door_button_enabled"] is True
    tenant = found["tenants", estate.tenants["anna"]]["relationships"]
    assert tenant["building"]["data"]["id"] == estate.north
    assert {one["id"] for one in tenant["devices"]["data"]} == {estate.panel, estate.side}


def test_a_tenant_is_not_shown_what_opens_the_house(estate):
    estate.root.patch(f"/buildings/{estate.north}", "buildings", {"door_release_pin": "9021"})
    included = estate.anna.read("/me", include="buildings")["included"]
    assert "door_release_pin" not in included[0]["attributes"] and "9021" not in str(included)
    assert "relationships" not in included[0]
    included = estate.manager.read("/me", include="buildings")["included"]
    assert included[0]["attributes"]["door_release_pin"] == "9021"


def test_who_is_nothing_anywhere_has_nothing(estate):
    relationships = estate.nobody.read("/me")["data"]["relationships"]
    assert all(one["data"] == [] for one in relationships.values())


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
@pytest.mark.parametrize("way", ["json", "plain json", "form", "multipart"])
def test_everybody_changes_what_they_tell_of_themselves(estate, method, way):
    body = document(
        "users", {"phone_number": "+1 212 555 0199", "contact_preference": "phone_call", "last_name": "of the House"},
        id=estate.ben.user_id)
    if way == "json":
        answer = estate.ben.request(method, "/me", json=body, headers={"Content-Type": JSON_API})
    elif way == "plain json":
        answer = estate.ben.request(method, "/me", json=body)
    elif way == "form":
        answer = estate.ben.request(method, "/me", data=form(body))
    else:
        answer = estate.ben.request(method, "/me", files=[(name, (None, value)) for name, value in form(body)])
    assert answer.status_code == 200, answer.text
    attributes = answer.json()["data"]["attributes"]
    assert attributes["phone_number"] == "+12125550199"
    assert attributes["contact_preference"] == "phone_call"
    assert attributes["name"] == "Ben of the House"
    estate.ben.patch("/me", "users", {"phone_number": None, "contact_preference": "mobile_app", "last_name": None})
    assert estate.ben.read("/me")["data"]["attributes"]["name"] == "Ben"


def test_the_manager_sees_the_same_name(estate):
    estate.tom.patch("/me", "users", {"name": "Thomas Ash"})
    shown = estate.manager.read(f"/tenants/{estate.tenants['tom']}", include="user")
    assert shown["data"]["attributes"]["name"] == "Thomas Ash"
    assert shown["included"][0]["attributes"]["last_name"] == "Ash"


@pytest.mark.parametrize(("attributes", "pointers"), [
    ({"contact_preference": "pigeon"}, ["/data/attributes/contact_preference"]),
    ({"phone_number": "none"}, ["/data/attributes/phone_number"]),
    ({"first_name": ["x"]}, ["/data/attributes/first_name"]),
    ({"first_name": "a\u0007"}, ["/data/attributes/first_name"]),
    ({"first_name": "x" * 101}, ["/data/attributes/last_name"]),
    ({"contact_preference": 1, "first_name": {}}, ["/data/attributes/first_name", "/data/attributes/contact_preference"]),
])
def test_what_cannot_be_is_named(estate, attributes, pointers):
    answer = estate.anna.patch("/me", "users", attributes)
    assert answer.status_code == 422, answer.text
    errors = answer.json()["errors"]
    assert [error["source"]["pointer"] for error in errors] == pointers
    assert all(error["detail"] and error["status"] == "422" for error in errors)


@pytest.mark.parametrize(("body", "status", "pointer"), [
    (document("people", {}), 409, "/data/type"),
    ({"data": {"attributes": {}}}, 409, "/data/type"),
    (document("users", {}, id="999999"), 409, "/data/id"),
    ({}, 400, "/data"), ({"data": []}, 400, "/data"), ([], 400, ""), ("text", 400, ""),
    ({"data": {"type": "users", "attributes": 3}}, 400, "/data/attributes"),
])
def test_a_body_that_is_no_user_is_refused(estate, body, status, pointer):
    answer = estate.anna.request("PATCH", "/me", json=body)
    assert answer.status_code == status, answer.text
    assert answer.json()["errors"][0]["source"] == {"pointer": pointer}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100000, b'{"data":' * 5000])
def test_a_body_that_is_no_json_is_refused(estate, body):
    assert estate.anna.request("PATCH", "/me", data=body, headers={"Content-Type": JSON_API}).status_code == 400


def test_a_body_that_is_too_large_is_refused(estate):
    body = document("users", {"name": "x" * 1_000_000})
    assert estate.anna.request("PATCH", "/me", json=body).status_code == 413


@pytest.mark.parametrize(("parameters", "parameter"), [
    ({"include": "passwords"}, "include"), ({"include": "tenants.pins"}, "include"), ({"sort": "name"}, "sort"),
    ({"page_number": "x"}, "page[number]"), ({"page_size": "0"}, "page[size]"),
])
def test_unknown_parameters_are_told(estate, parameters, parameter):
    answer = estate.anna.get("/me", **parameters)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["source"] == {"parameter": parameter}


def test_fields_may_be_left_out(estate):
    data = estate.anna.read("/me", fields_users="name,tenants")["data"]
    assert set(data["attributes"]) == {"name"} and set(data["relationships"]) == {"tenants"}
