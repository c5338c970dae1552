"""Webhooks of buildings and tenants: set up, changed and taken away; their secret is shown once."""

import uuid

import pytest

ATTRIBUTES = {
    "integrator": "webhook",
    "configuration": {"url": "https://example.test/hooks", "method": "post"},
    "bindings": [
        {"resource_type": "call", "actions": ["create", "status_update"], "resource_id": None},
        {"resource_type": "door_release", "actions": ["create"], "resource_id": None},
    ],
}


@pytest.fixture(params=["buildings", "tenants"])
def place(request, estate, house, unit):
    """Where webhooks are set up, by who administers it."""
    if request.param == "buildings":
        return f"/buildings/{house}/integrations"
    tenant = estate.root.make("/tenants", "tenants", {"email": f"{uuid.uuid4()}@example.org"}, {"unit": ("units", unit)})
    return f"/tenants/{tenant['id']}/integrations"


def test_a_webhook_is_shown_as_it_was_set_up(estate, place):
    made = estate.root.make(place, "integrations", ATTRIBUTES)
    assert str(uuid.UUID(made["id"])) == made["id"]
    assert made["attributes"]["config"] == ATTRIBUTES["configuration"]
    assert made["attributes"]["bindings"] == ATTRIBUTES["bindings"]
    assert made["attributes"]["enabled"] is True and made["attributes"]["secret"].startswith("whsec_")
    shown = estate.root.read(f"{place}/{made['id']}")["data"]
    assert "secret" not in shown["attributes"]
    listed = estate.root.read(place)
    assert [one["id"] for one in listed["data"]] == [made["id"]] and "secret" not in str(listed)
    assert estate.root.delete(f"{place}/{made['id']}").status_code == 204
    assert estate.root.get(f"{place}/{made['id']}").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_what_is_not_sent_stays(estate, place, method):
    id = estate.root.make(place, "integrations", ATTRIBUTES)["id"]
    answer = estate.root.send(
        method, f"{place}/{id}", "integrations", {"config": {"method": "get"}, "enabled": False}, id=id)
    assert answer.status_code == 200, answer.text
    attributes = answer.json()["data"]["attributes"]
    assert attributes["config"] == {"url": "https://example.test/hooks", "method": "get"}
    assert attributes["bindings"] == ATTRIBUTES["bindings"] and attributes["enabled"] is False
    wrong = estate.root.send(method, f"{place}/{id}", "integrations", {}, id=str(uuid.uuid4()))
    assert wrong.status_code == 409


def test_a_new_secret_is_another(estate, place):
    made = estate.root.make(place, "integrations", ATTRIBUTES)
    answer = estate.root.request("POST", f"{place}/{made['id']}/secret")
    assert answer.status_code == 201
    assert answer.json()["data"]["attributes"]["secret"] != made["attributes"]["secret"]


def test_nothing_was_sent_yet(estate, place):
    made = estate.root.make(place, "integrations", ATTRIBUTES)
    assert estate.root.read(f"{place}/{made['id']}/deliveries")["data"] == []
    assert estate.root.get(f"{place}/{uuid.uuid4()}/deliveries").status_code == 404


def test_a_form_says_the_same(estate, place):
    answer = estate.root.request("POST", place, data=[
        ("data[type]", "integrations"), ("data[attributes][integrator]", "webhook"),
        ("data[attributes][configuration][url]", "https://example.test/hooks"),
        ("data[attributes][configuration][method]", "post"),
        ("data[attributes][bindings][][resource_type]", "call"),
        ("data[attributes][bindings][][actions][]", "create"),
        ("data[attributes][bindings][][actions][]", "status_update"),
        ("data[attributes][bindings][][resource_type]", "door_release"),
        ("data[attributes][bindings][][actions][]", "create"),
    ])
    assert answer.status_code == 201, answer.text
    assert answer.json()["data"]["attributes"]["bindings"] == ATTRIBUTES["bindings"]


@pytest.mark.parametrize(("change", "pointer"), [
    ({"integrator": "pigeon"}, "integrator"), ({"configuration": {}}, "configuration/url"),
    ({"configuration": {"url": "ftp://example.test", "method": "post"}}, "configuration/url"),
    ({"configuration": {"url": "https://example.test", "method": "put"}}, "configuration/method"),
    ({"configuration": "https://example.test"}, "configuration"),
    ({"bindings": [{"resource_type": "cat", "actions": ["create"]}]}, "bindings/0/resource_type"),
    ({"bindings": [{"resource_type": "call", "actions": ["dance"]}]}, "bindings/0/actions"),
    ({"bindings": [{"resource_type": "door_release", "actions": ["status_update"]}]}, "bindings/0/actions"),
    ({"bindings": [3]}, "bindings/0/resource_type"), ({"bindings": "all"}, "bindings/0/resource_type"),
])
def test_what_cannot_be_is_named(estate, place, change, pointer):
    answer = estate.root.post(place, "integrations", ATTRIBUTES | change)
    assert answer.status_code == 422, answer.text
    assert f"/data/attributes/{pointer}" in [error["source"]["pointer"] for error in answer.json()["errors"]]


def test_a_place_has_twenty_at_most(estate, place):
    for _ in range(20):
        estate.root.make(place, "integrations", ATTRIBUTES)
    assert estate.root.post(place, "integrations", ATTRIBUTES).status_code == 409


def test_a_webhook_of_one_place_is_none_of_another(estate, place):
    id = estate.root.make(place, "integrations", ATTRIBUTES)["id"]
    assert estate.manager.get(f"/buildings/{estate.north}/integrations/{id}").status_code == 404
    assert estate.manager.delete(f"/buildings/{estate.north}/integrations/{id}").status_code == 404
    assert estate.manager.get(f"{place}/{id}").status_code == 404


def test_tenants_set_up_their_own_alone(estate):
    own, other = (f"/tenants/{estate.tenants[name]}/integrations" for name in ("anna", "ben"))
    id = estate.anna.make(own, "integrations", ATTRIBUTES)["id"]
    assert estate.manager.read(f"{own}/{id}")["data"]["id"] == id
    assert estate.anna.post(other, "integrations", ATTRIBUTES).status_code == 404
    assert estate.anna.post(f"/buildings/{estate.north}/integrations", "integrations", ATTRIBUTES).status_code == 403
    assert estate.unit_admin.post(own, "integrations", ATTRIBUTES).status_code == 403
    assert estate.anna.delete(f"{own}/{id}").status_code == 204
