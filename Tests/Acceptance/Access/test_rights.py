"""Who may do what: 403 where a role may never, whatever the id; 404 for what is somebody else's; else it is done."""

import pytest

ROLES = ["anna", "unit_admin", "zone_admin", "manager", "south_manager", "root", "far_root", "nobody"]
ADMINS = {"manager", "root"}

# What stands in North: (path below /v3, who reads it).
READ = [
    ("/buildings/{north}", ADMINS),
    ("/zones/{tower}", {"manager", "root", "zone_admin"}),
    ("/zones/{default}", {"manager", "root", "unit_admin", "anna"}),
    ("/units/{unit_1}", {"manager", "root", "unit_admin", "anna"}),
    ("/units/{unit_3}", {"manager", "root", "zone_admin"}),
    ("/tenants/{anna}", {"manager", "root", "unit_admin", "anna"}),
    ("/tenants/{ben}", ADMINS),
    ("/tenants/{tom}", {"manager", "root", "zone_admin"}),
    ("/panels/{panel}", {"manager", "root", "zone_admin", "unit_admin", "anna"}),
    ("/roles/{role}", ADMINS),
    ("/buildings/{north}/integrations", ADMINS),
    ("/tenants/{anna}/integrations", {"manager", "root", "anna"}),
]
# Of these, a role without a row is told so before anything else.
MANAGERS_ONLY = ("/buildings", "/roles")
WRITES = [
    ("PATCH", "/buildings/{north}", "buildings", {"phone_number": "+12125550100"}),
    ("PATCH", "/zones/{tower}", "zones", {"zone_type": "wing"}),
    ("PATCH", "/units/{unit_1}", "units", {"floor": "1"}),
    ("PATCH", "/tenants/{anna}", "tenants", {"last_name": "Berg"}),
    ("PATCH", "/panels/{panel}", "panels", {"enabled": True}),
    ("POST", "/panels/{side}/token", "panels", {}),
]


def places(estate):
    return {
        "north": estate.north, "tower": estate.tower, "default": estate.default, "unit_1": estate.units["1"],
        "unit_3": estate.units["3"], "panel": estate.panel, "side": estate.side,
        "role": estate.roles["unit_admin"], **estate.tenants}


def managers_only(path, who):
    if path.endswith("/integrations"):
        return who not in {"manager", "root", "south_manager", "far_root"} | (
            {"anna"} if path.startswith("/tenants") else set())
    return path.startswith(MANAGERS_ONLY) and who not in {"manager", "root", "south_manager", "far_root"}


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize(("path", "readers"), READ)
def test_each_role_reads_what_is_in_its_scope(estate, who, path, readers):
    answer = getattr(estate, who).get(path.format(**places(estate)))
    expected = 200 if who in readers else 403 if managers_only(path, who) else 404
    assert answer.status_code == expected, answer.text


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize(("method", "path", "type", "attributes"), WRITES)
def test_building_admins_alone_change_places(estate, who, method, path, type, attributes):
    answer = getattr(estate, who).send(method, path.format(**places(estate)), type, attributes)
    if who in ADMINS:
        assert answer.status_code in (200, 201), answer.text
    else:
        assert answer.status_code == (404 if who in ("south_manager", "far_root") else 403), answer.text


@pytest.mark.parametrize("path", ["zones", "units", "tenants", "panels", "roles", "buildings"])
@pytest.mark.parametrize("id", ["999999999", "0", "x", "-1", "99999999999999999999999"])
def test_who_may_not_at_all_is_told_so_whatever_the_id(estate, path, id):
    assert estate.anna.patch(f"/{path}/{id}", path, {}).status_code in ((403,) if path != "roles" else (405,))
    if path != "roles":
        assert estate.manager.patch(f"/{path}/{id}", path, {}).status_code == 404
    if path != "buildings":
        assert estate.anna.delete(f"/{path}/{id}").status_code == 403
        assert estate.manager.delete(f"/{path}/{id}").status_code == 404


CREATIONS = [
    ("zones", {"name": "Annex"}, {"building": ("buildings", "{far}")}),
    ("units", {"label": "77"}, {"zone": ("zones", "{far_zone}")}),
    ("tenants", {"email": "new@example.org"}, {"unit": ("units", "{far_unit}")}),
    ("panels", {"name": "Gate"}, {"building": ("buildings", "{far}")}),
    ("roles", {"role": "building_admin", "email": "new@example.org"}, {"building": ("buildings", "{far}")}),
    ("roles", {"role": "unit_admin", "email": "new@example.org"}, {"unit": ("units", "{far_unit}")}),
]


@pytest.mark.parametrize(("path", "attributes", "relationships"), CREATIONS)
def test_a_foreign_place_in_a_body_is_unprocessable(estate, path, attributes, relationships):
    far = {
        "far": estate.far, "far_unit": estate.units["far"],
        "far_zone": estate.default_zone(estate.far_root, estate.far)}
    relationships = {name: (type, id.format(**far)) for name, (type, id) in relationships.items()}
    name = next(iter(relationships))
    for who in ("manager", "root"):
        answer = getattr(estate, who).post(f"/{path}", path, attributes, relationships)
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["source"] == {"pointer": f"/data/relationships/{name}"}
        assert answer.json()["errors"][0]["detail"] == "must exist"
    assert estate.anna.post(f"/{path}", path, attributes, relationships).status_code == 403
    assert estate.zone_admin.post(f"/{path}", path, attributes, relationships).status_code == 403


def test_a_role_is_given_to_who_is_known(estate, house):
    """A user of another firm is as unknown as one that there is not."""
    relationships = {"building": ("buildings", house), "user": ("users", estate.far_root.user_id)}
    answer = estate.root.post("/roles", "roles", {"role": "building_admin"}, relationships)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["source"] == {"pointer": "/data/relationships/user"}
    relationships["user"] = ("users", estate.nobody.user_id)
    assert estate.root.post("/roles", "roles", {"role": "building_admin"}, relationships).status_code == 201


def test_a_role_works_until_it_is_taken_away(estate, house):
    given = estate.role(estate.root, "ben", "building_admin", building=("buildings", house))
    assert estate.ben.get(f"/buildings/{house}").status_code == 200
    assert estate.ben.post(
        "/roles", "roles", {"role": "building_admin"}, {"building": ("buildings", house), "user": ("users", estate.ben.user_id)}
    ).status_code == 422
    assert estate.root.delete(f"/roles/{given}").status_code == 204
    assert estate.ben.get(f"/buildings/{house}").status_code == 403


def test_buildings_are_made_by_platform_administrators_alone(estate):
    for who in ("manager", "anna", "zone_admin", "nobody"):
        assert getattr(estate, who).post("/buildings", "buildings", {"name": "Mine"}).status_code == 403


@pytest.mark.parametrize("path", ["/me", "/buildings", "/units", "/devices", "/roles"])
def test_without_a_token_nothing_is_told(estate, path):
    answer = estate.anonymous.get(path)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="Doorkeeper"')
    assert answer.json()["errors"][0] == {
        "status": "401", "title": "Unauthorized", "detail": "The access token is invalid"}


def test_lists_hold_what_is_in_the_scope(estate):
    units = estate.units
    assert estate.anna.ids("/units") == [units["1"]]
    assert estate.zone_admin.ids("/units") == [units["3"], units["4"]]
    assert estate.manager.ids("/units") == [units[label] for label in ("1", "2", "3", "4")]
    assert estate.nobody.ids("/units") == []
    assert estate.anna.ids("/tenants") == [estate.tenants["anna"]]
    assert estate.unit_admin.ids("/tenants") == [estate.tenants["anna"]]
    assert estate.manager.ids("/tenants", filter_unit=units["2"]) == [estate.tenants["ben"]]
    assert estate.south_manager.ids("/tenants", filter_building=estate.north) == []
    assert estate.zone_admin.ids("/zones") == [estate.tower]
    assert estate.anna.ids("/zones") == [estate.default]
    assert estate.manager.ids("/buildings") == [estate.north]
    assert set(estate.manager.ids("/roles")) == {estate.roles[name] for name in ("unit_admin", "zone_admin", "manager")}
    for path in ("/buildings", "/roles"):
        assert estate.anna.get(path).status_code == 403


def test_devices_are_what_a_tenant_opens_and_an_administrator_sees(estate, house, unit):
    assert {item["id"] for item in estate.anna.read("/devices")["data"]} == {estate.panel, estate.side}
    document = estate.anna.read("/devices", include="building")
    assert "links" not in document
    assert [item["id"] for item in document["included"]] == [estate.north]
    new = estate.root.make("/panels", "panels", {"name": "New"}, {"building": ("buildings", house)})["id"]
    estate.role(estate.root, "unit_admin", "unit_admin", unit=("units", unit))
    estate.tenant(estate.root, "nobody", unit)
    assert new in {item["id"] for item in estate.nobody.read("/devices")["data"]}
    assert estate.root.patch(f"/panels/{new}", "panels", {"enabled": False}).json()["data"]["attributes"]["enabled"] is False
    assert new not in {item["id"] for item in estate.nobody.read("/devices")["data"]}
    assert new in {item["id"] for item in estate.unit_admin.read("/devices")["data"]}
    assert estate.root.delete(f"/panels/{new}").status_code == 204
    assert new not in {item["id"] for item in estate.unit_admin.read("/devices")["data"]}
    estate.root.delete(f"/tenants/{estate.root.ids('/tenants', filter_unit=unit)[0]}")
