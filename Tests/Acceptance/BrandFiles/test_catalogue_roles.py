"""Who sees what: every part in the catalogue at every resource."""

import pytest

from Support.catalog import records, refusal
from Support.client import Client

RESOURCES = ["company", "brand", "warehouse", "host", "product", "variant", "stock", "price", "image", "order"]
# How many of each a caller sees, in the order of RESOURCES.
SEEN = {
    "administrator": (2, 3, 2, 2, 10, 10, 10, 10, 10, 3),
    "company_user": (1, 2, 1, 2, 8, 8, 8, 8, 8, 2),
    "both_companies": (2, 3, 2, 2, 10, 10, 10, 10, 10, 3),
    "host_user": (2, 2, 0, 1, 7, 7, 7, 7, 7, 2),
    "warehouse_user": (1, 2, 1, 0, 8, 8, 8, 0, 8, 0),
}
TABLE = [
    (role, resource, count) for role, counts in SEEN.items() for resource, count in zip(RESOURCES, counts)]


@pytest.mark.parametrize("role, resource, count", TABLE)
def test_a_list_has_what_is_the_callers(market, role, resource, count):
    found = records(getattr(market, role), resource)
    assert found["recordsFound"] == count
    assert len({record["id"] for record in found[resource]}) == count


@pytest.mark.parametrize("role, resource, count", TABLE)
def test_each_thing_is_had_by_its_id_where_it_is_in_the_list_and_nowhere_else(market, role, resource, count):
    client = getattr(market, role)
    mine = {record["id"]: record for record in records(client, resource)[resource]}
    for record in records(market.administrator, resource)[resource]:
        answer = client.get(f"/api/{resource}/{record['id']}")
        if record["id"] in mine:
            assert answer.json()["response"][resource] == [mine[record["id"]]]
        else:
            assert refusal(answer) == (404, None)


@pytest.mark.parametrize("resource", RESOURCES)
def test_nothing_of_another_organization_is_seen(market, resource):
    stranger = market.elsewhere.administrator
    seen = [record["id"] for record in records(stranger, resource)[resource]]
    assert seen == ([market.foreign_company["id"]] if resource == "company" else [])
    for record in records(market.administrator, resource)[resource]:
        assert stranger.get(f"/api/{resource}/{record['id']}").status_code == 404


@pytest.mark.parametrize("resource", RESOURCES)
def test_somebody_without_a_part_is_told_so(market, resource):
    assert refusal(market.nobody.get(f"/api/{resource}")) == (403, None)
    assert "catalog member" in market.nobody.get(f"/api/{resource}").json()["response"]["error"]["message"]


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_token_needs_the_permission(market, resource):
    trade = market.trade
    login = trade.installation.json("catalog", "member", "list", "--organization", trade.name)[0]["login"]
    token = trade.installation.token(login, trade.name, permissions=["files"])
    assert refusal(Client(trade.server.url, token).get(f"/api/{resource}")) == (403, None)


@pytest.mark.parametrize("role", [role for role in SEEN if role != "administrator"])
@pytest.mark.parametrize("resource", ["company", "brand", "warehouse", "host"])
def test_only_an_administrator_makes_and_changes(market, role, resource):
    client = getattr(market, role)
    fields = {"name": "New", "code": "NEW", "fk_company": market.A["id"], "currency": "EUR"}
    assert refusal(client.post(f"/api/{resource}", json=fields)) == (403, None)
    record = records(market.administrator, resource)[resource][0]
    assert refusal(client.request("PUT", f"/api/{resource}/{record['id']}", json={"name": "Newer"})) == (403, None)


@pytest.mark.parametrize("role", ["company_user", "warehouse_user"])
def test_only_a_host_orders(market, role):
    order = {
        "number": "X", "fk_brand": market.a1["id"], "line": [{"barcode": market.barcodes["a1"][0], "quantity": 1}]}
    assert refusal(getattr(market, role).post("/api/order", json=order)) == (403, None)


def test_a_part_that_is_taken_away_is_gone(market):
    trade = market.trade
    client = trade.member("company", "--company", market.A["id"])
    assert client.get("/api/brand").status_code == 200
    user = trade.installation.json("catalog", "member", "list", "--organization", trade.name)[-1]["user_id"]
    trade.installation.json("catalog", "member", "remove", user, "--organization", trade.name)
    assert client.get("/api/brand").status_code == 403


def test_a_part_in_what_another_organization_has_is_refused(market):
    trade = market.elsewhere
    trade.installation.user("eve@elsewhere.example", trade.name)
    for words in (["--company", market.A["id"]], ["--host", market.host["id"]], ["--warehouse", market.wa["id"]]):
        result = trade.installation.attempt(
            "catalog", "member", "set", "eve@elsewhere.example", *words, "--organization", trade.name)
        assert result.returncode != 0 and "no " + words[0][2:] in result.stderr


def test_a_host_that_sells_a_brand_no_more_sees_it_no_more(market):
    trade = market.trade
    host = trade.make("host", currency="EUR", host_brand=[market.a1["id"]])
    client = trade.member("host", "--host", host["id"])
    assert records(client, "product")["recordsFound"] == 5
    changed = trade.administrator.request("PUT", f"/api/host/{host['id']}", json={"host_brand": []})
    assert trade.one(changed, "host")["host_brand"] == []
    assert records(client, "product")["recordsFound"] == records(client, "brand")["recordsFound"] == 0
    trade.administrator.request("PUT", f"/api/host/{host['id']}", json={"host_brand": [market.a1["id"]]})
    assert records(client, "product")["recordsFound"] == 5
