"""Every answer is a document of JSON:API 1.0, and a client that knows nothing but that finds its way."""

import json
import pathlib

import pytest
from jsonapi_client import Session
from jsonschema import Draft202012Validator

SCHEMA = Draft202012Validator(json.loads((pathlib.Path(__file__).parent / "json-api.schema.json").read_text()))
READS = [
    ("/me", "tenants.building,tenants.unit,tenants.panels,tenants.devices,tenants.user,buildings,units"),
    ("/buildings", "zones,panels"), ("/buildings/{north}", "zones,panels"), ("/zones", "building"),
    ("/units", "zone.building,building"), ("/tenants", "user,unit.zone,building,panels,devices"),
    ("/panels", "building"), ("/devices", "building"), ("/roles", "user,unit,zone,building"),
    ("/buildings/{north}/integrations", ""),
]
REFUSALS = [
    ("GET", "/units?sort=x", 400), ("GET", "/units/0", 404), ("PATCH", "/me", 400), ("GET", "/nothing", 404),
    ("POST", "/zones", 400), ("GET", "/buildings/0", 404), ("PUT", "/units/1", 400),
]


@pytest.mark.parametrize(("path", "include"), READS)
def test_what_is_read_is_a_document(estate, path, include):
    document = estate.manager.read(path.format(north=estate.north), **({"include": include} if include else {}))
    SCHEMA.validate(document)
    resources = document["data"] if isinstance(document["data"], list) else [document["data"]]
    included = document.get("included", [])
    known = [(one["type"], one["id"]) for one in [*resources, *included]]
    assert len(set(known)) == len(known)
    linked = {(one["type"], one["id"]) for resource in [*resources, *included] for one in linkages(resource)}
    assert {(one["type"], one["id"]) for one in included} <= linked


def linkages(resource):
    for relationship in resource.get("relationships", {}).values():
        data = relationship["data"]
        yield from data if isinstance(data, list) else [data] if data else []


@pytest.mark.parametrize(("method", "path", "status"), REFUSALS)
def test_what_is_refused_is_a_document(estate, method, path, status):
    answer = estate.manager.request(method, path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/vnd.api+json; charset=utf-8"
    SCHEMA.validate(answer.json())
    assert {error["status"] for error in answer.json()["errors"]} == {str(status)}


@pytest.fixture
def session(estate):
    headers = {"Authorization": f"Bearer {estate.manager.token.secret}"}
    text, nothing = {"type": ["string", "null"]}, {"relation": "to-one", "resource": ["buildings"]}
    models = {"zones": {"properties": {"name": text, "zone_type": text, "created_at": text, "updated_at": text, "building": nothing}}}
    with Session(f"{estate.server.url}/v3", request_kwargs={"headers": headers}, schema=models) as session:
        yield session


def test_a_foreign_client_reads(estate, session):
    zones = {zone.name: zone for zone in session.get("zones?include=building").resources}
    assert zones["Tower"].building.name == "North"


def test_a_foreign_client_makes_and_changes(estate, session):
    made = session.create_and_commit("zones", name="Foreign", building=estate.north)
    assert estate.manager.read(f"/zones/{made.id}")["data"]["attributes"]["name"] == "Foreign"
    zone = session.get("zones", made.id).resource
    zone["zone_type"] = "attic"
    zone.commit()
    assert estate.manager.read(f"/zones/{made.id}")["data"]["attributes"]["zone_type"] == "attic"
    # The client asks for a document where 204 has none, so it deletes nothing here.
    assert estate.manager.delete(f"/zones/{made.id}").status_code == 204
