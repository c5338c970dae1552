"""The codes of tenants: read, set, and made one for all homes of somebody."""

import pytest

from Support.access import document, form
from Support.residents import errors, panel

MAY = {
    "anna": {"anna"}, "ben": {"ben"}, "unit_admin": {"anna"}, "zone_admin": {"tom"},
    "manager": {"anna", "ben", "tom"}, "south_manager": {"sue"}, "root": {"anna", "ben", "tom", "sue"},
    "far_root": set(), "nobody": set(),
}


def code(app, tenant):
    return app.read(f"/pins/{tenant}")["data"]["attributes"]["code"]


def set_(app, tenant, text, path="/pins"):
    return app.send("POST", path, "pins", {"code": text}, id=tenant)


def test_a_tenant_without_a_code_has_none(estate):
    unit = estate.unit(estate.root, "Codeless", estate.default)
    tenant = estate.tenant(estate.root, "nobody", unit)
    assert estate.manager.read(f"/pins/{tenant}") == {
        "data": {"id": tenant, "type": "pins", "attributes": {"code": None}}}
    assert estate.root.delete(f"/tenants/{tenant}").status_code == 204


@pytest.mark.parametrize("whose", ["anna", "ben", "tom", "sue"])
@pytest.mark.parametrize("who", MAY)
def test_codes_are_of_those_who_live_and_administer_there(estate, who, whose):
    app, tenant = getattr(estate, who), estate.tenants[whose]
    number = 300000 + 1717 * (list(MAY).index(who) * 4 + ["anna", "ben", "tom", "sue"].index(whose)) + 29
    if whose in MAY[who]:
        answer = set_(app, tenant, str(number))
        assert answer.status_code == 204 and not answer.content
        assert code(app, tenant) == str(number)
        assert set_(app, tenant, str(number), "/pins/combine").status_code == 204
    else:
        assert app.get(f"/pins/{tenant}").status_code == 404
        for path in ("/pins", "/pins/combine"):
            assert errors(set_(app, tenant, str(number), path)) == [("/data/id", "must exist")]


@pytest.mark.parametrize("text, wrong", [
    ("123456", ["isn't strong enough, try a different value"]),
    ("654321", ["isn't strong enough, try a different value"]),
    ("111111", ["isn't strong enough, try a different value"]),
    ("1234", ["is the wrong length (should be 6 characters)", "isn't strong enough, try a different value"]),
    ("9402651", ["is the wrong length (should be 6 characters)"]),
    ("abcdef", ["is not a number"]),
    ("", ["can't be blank"]),
    (None, ["can't be blank"]),
    ("٩٤٠٢٦٥", ["is not a number"]),
])
def test_a_weak_code_is_refused(estate, text, wrong):
    for path in ("/pins", "/pins/combine"):
        answer = set_(estate.anna, estate.tenants["anna"], text, path)
        assert errors(answer) == [("/data/attributes/code", one) for one in sorted(wrong)]


def test_nobody_has_the_code_of_somebody_else(estate):
    assert set_(estate.anna, estate.tenants["anna"], "580317").status_code == 204
    taken = set_(estate.ben, estate.tenants["ben"], "580317")
    assert errors(taken) == [("/data/attributes/code", "has already been taken")]
    # In another building it is another's.
    assert set_(estate.sue, estate.tenants["sue"], "580317").status_code == 204
    # Once it is given back it may be taken.
    assert set_(estate.anna, estate.tenants["anna"], "580318").status_code == 204
    assert set_(estate.ben, estate.tenants["ben"], "580317").status_code == 204


def test_a_code_opens_until_it_is_another(estate):
    door = panel(estate, estate.panel)
    for text in ("072913", "903716"):
        assert set_(estate.anna, estate.tenants["anna"], text).status_code == 204
        assert door.decide(pin=text)["allow"]
    assert not door.decide(pin="072913")["allow"]


def test_one_code_for_all_homes_in_a_building(estate):
    homes = [estate.unit(estate.root, f"Combined {number}", estate.default) for number in (1, 2)]
    tenants = [estate.tenant(estate.root, "nobody", home) for home in homes]
    elsewhere = estate.tenant(estate.root, "nobody", estate.unit(
        estate.root, "Combined", estate.default_zone(estate.root, estate.south)))
    for number, tenant in enumerate([*tenants, elsewhere]):
        assert set_(estate.nobody, tenant, f"4028{number}7").status_code == 204
    assert set_(estate.nobody, tenants[0], "816294", "/pins/combine").status_code == 204
    assert [code(estate.nobody, tenant) for tenant in tenants] == ["816294"] * 2
    assert code(estate.nobody, elsewhere) == "402827"
    # What they had before is free again.
    assert set_(estate.ben, estate.tenants["ben"], "402817").status_code == 204
    for tenant in [*tenants, elsewhere]:
        assert estate.root.delete(f"/tenants/{tenant}").status_code == 204


def test_the_tenant_is_named_beside_the_code_or_before_it(estate):
    tenant = estate.tenants["anna"]
    for number, send in enumerate([
        lambda text: estate.anna.send("PUT", "/pins", "pins", {"code": text}, id=tenant),
        lambda text: estate.anna.send("POST", "/pins/set", "pins", {"code": text}, id=tenant),
        lambda text: estate.anna.post("/pins", "pins", {"id": int(tenant), "code": text}),
        lambda text: estate.anna.request(
            "POST", "/pins", data=form(document("pins", {"id": tenant, "code": text}))),
    ]):
        text = f"07319{number}"
        assert send(text).status_code == 204
        assert code(estate.anna, tenant) == text
    assert errors(estate.anna.post("/pins", "pins", {"code": "940265"})) == [("/data/id", "can't be blank")]


def test_codes_are_in_no_log(estate):
    assert set_(estate.anna, estate.tenants["anna"], "629184").status_code == 204
    assert code(estate.anna, estate.tenants["anna"]) == "629184"
    assert "629184" not in estate.server.text
