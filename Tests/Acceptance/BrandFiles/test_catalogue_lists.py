"""Lists of the catalogue: the envelope, pages, filters, keys and refusals."""

import base64
import re

import pytest

from Support.catalog import Catalogue, Shelves, barcode, records, refusal
from Support.client import Client
from Support.installation import Token

ZEROS = "0" * 32


def test_an_envelope_tells_the_page_and_the_records(market):
    answer = market.administrator.get("/api/product", params={"pageSize": 4, "page": 3}).json()
    assert list(answer) == ["response"]
    response = answer["response"]
    assert list(response) == ["page", "pageCount", "recordsSent", "recordsFound", "product"]
    assert [response[name] for name in list(response)[:4]] == [3, 3, 2, 10]


@pytest.mark.parametrize("resource", ["product", "variant", "stock", "price", "image"])
def test_pages_put_together_are_the_list(market, resource):
    whole = records(market.administrator, resource)[resource]
    pages = [records(market.administrator, resource, page=page, pageSize=3)[resource] for page in range(1, 6)]
    assert sum(pages, []) == whole and pages[4] == []


@pytest.mark.parametrize("parameters", [
    {"PAGE": 2, "PAGESIZE": 2}, {"page": 2, "pageSize": 2}, {"Page": 2, "pagesize": 2}])
def test_the_names_of_parameters_have_any_case(market, parameters):
    found = records(market.administrator, "product", **parameters)
    assert (found["page"], found["recordsSent"]) == (2, 2)


def test_a_page_has_a_hundred_records_and_at_most_a_thousand(server):
    trade = Catalogue(server)
    company = trade.make("company")
    brand = trade.make("brand", fk_company=company["id"])
    warehouse = trade.make("warehouse", fk_company=company["id"])
    host = trade.make("host", currency="EUR", host_brand=[brand["id"]])
    Shelves(server.installation).fill(brand["code"], host["code"], warehouse["code"], 120)
    only = {"fk_brand": brand["id"]}
    assert records(trade.administrator, "variant", **only)["recordsSent"] == 100
    assert records(trade.administrator, "variant", pageSize=100_000, **only)["pageCount"] == 1
    user = trade.member("company", "--company", company["id"])
    assert records(user, "price", page=2)["recordsSent"] == 20


@pytest.mark.parametrize("name, value", [
    ("page", "0"), ("page", "-1"), ("page", "two"), ("pageSize", "0"), ("pageSize", "1e2"), ("fk_brand", "17"),
    ("fk_brand", "G" * 32), ("barcode", "123"), ("barcode", "5055950016805"), ("at", "yesterday"),
    ("at", "2026-02-30"), ("fk_host", "+" * 32)])
def test_a_parameter_that_cannot_be_is_named(market, name, value):
    answer = market.administrator.get("/api/price", params={name: value})
    assert refusal(answer) == (422, name)


def test_filters_find_what_they_say(market):
    client, a1 = market.administrator, market.a1["id"]
    first = market.barcodes["a1"][0]
    assert records(client, "product", fk_brand=a1)["recordsFound"] == 5
    variant, = records(client, "variant", barcode=first)["variant"]
    assert variant["barcode"] == first and variant["fk_brand"] == a1
    assert records(client, "variant", code=variant["code"])["variant"] == [variant]
    assert records(client, "variant", fk_product=variant["fk_product"])["variant"] == [variant]
    product, = records(client, "product", code=variant["code"].replace("V", "P"))["product"]
    assert product["id"] == variant["fk_product"]
    for resource in ("stock", "price"):
        by_barcode = records(client, resource, barcode=first)[resource]
        assert by_barcode == records(client, resource, fk_variant=variant["id"])[resource]
        assert [record["fk_variant"] for record in by_barcode] == [variant["id"]]
    assert records(client, "image", fk_variant=variant["id"])["recordsFound"] == 1
    assert records(client, "image", fk_product=product["id"], status="stored")["recordsFound"] == 0
    assert records(client, "image", fk_brand=a1, status="queued")["recordsFound"] == 5
    assert records(client, "stock", fk_warehouse=market.wb["id"])["recordsFound"] == 2
    assert records(client, "price", fk_host=market.other_host["id"])["recordsFound"] == 3
    assert records(client, "brand", fk_company=market.A["id"], code=market.a2["code"])["recordsFound"] == 1
    assert [host["id"] for host in records(client, "host", fk_brand=a1)["host"]] == [market.host["id"]]
    assert records(client, "order", number="O-a1", fk_host=market.host["id"])["recordsFound"] == 1
    assert records(client, "order", status="dispatched")["recordsFound"] == 0


def test_a_filter_by_what_one_may_not_see_finds_nothing(market):
    user = market.company_user
    for resource in ("product", "variant", "stock", "price", "image", "order"):
        assert records(user, resource, fk_brand=market.b["id"])["recordsFound"] == 0
    for resource in ("variant", "stock", "price"):
        assert records(user, resource, barcode=market.barcodes["b"][0])["recordsFound"] == 0
    assert records(user, "order", number="O-b")["recordsFound"] == 0
    assert records(user, "host", fk_brand=market.b["id"])["recordsFound"] == 0
    assert records(user, "price", fk_brand=ZEROS)["recordsFound"] == 0


def test_a_upc_finds_the_ean_with_a_leading_zero(market):
    # 036000291452 is nobody's, but both forms are asked for in the same way.
    for text in ("036000291452", "0036000291452"):
        assert records(market.administrator, "variant", barcode=text)["recordsFound"] == 0


def test_records_have_their_properties_and_no_others(market):
    shapes = {
        "company": "id name code detail createdDate modifiedDate",
        "brand": "id fk_company name detail code brand_company",
        "warehouse": "id fk_company name code detail createdDate modifiedDate warehouse_company",
        "host": "id name code currency detail createdDate modifiedDate host_brand",
        "product": "id fk_brand code title description category sequence createdDate modifiedDate product_brand",
        "variant": "id fk_product fk_brand code barcode colour size sequence rrp sellPrice variant_product variant_brand",
        "stock": "id fk_variant fk_warehouse barcode inStock modifiedDate stock_variant stock_warehouse",
        "price": "id fk_variant fk_host barcode price rrp startDate endDate price_variant price_host",
        "image": "id fk_product fk_variant sourceURL sequence status error image_product image_variant",
        "order": "id number fk_host fk_brand status createdDate line dispatch order_host order_brand",
    }
    for resource, names in shapes.items():
        record = records(market.administrator, resource)[resource][0]
        assert list(record) == names.split(), resource
        for name, value in record.items():
            if name == "id" or name.startswith("fk_"):
                assert re.fullmatch("[0-9A-F]{32}", value)
            if name in ("createdDate", "modifiedDate"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", value)
        relations = [name for name in record if name.startswith(f"{resource}_") and name != "host_brand"]
        for name in relations:
            assert record[name] == {"__KEY": record["fk_" + name.removeprefix(f"{resource}_")]}


def test_money_is_written_as_it_was_given(market):
    text = market.administrator.get("/api/price", params={"barcode": market.barcodes["a1"][0]}).text
    assert '"price":12.345,' in text
    text = market.administrator.get("/api/variant", params={"barcode": market.barcodes["a1"][0]}).text
    assert '"rrp":19.90,' in text and '"sellPrice":null' in text


@pytest.mark.parametrize("form", ["{key}", "Bearer {key}", "bearer {key}", "Basic {basic}"])
def test_a_key_comes_in_every_form(market, form):
    key = market.administrator.token.secret
    basic = base64.b64encode(f"user:{key}".encode()).decode()
    answer = Client(market.trade.server.url).get(
        "/api/brand", headers={"Authorization": form.format(key=key, basic=basic)})
    assert answer.status_code == 200


@pytest.mark.parametrize("value", [
    None, "nonsense", "Bearer nonsense", "Basic !!!", "Basic bm9jb2xvbg==", "Digest {key}", "{key} {key} {key}", ""])
def test_without_a_valid_key_nobody_is_answered(market, value):
    headers = {} if value is None else {"Authorization": value.format(key=market.administrator.token.secret)}
    answer = Client(market.trade.server.url).get("/api/brand", headers=headers)
    assert refusal(answer) == (401, None)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_what_is_nowhere_and_methods_that_are_not_taken_are_told(market):
    client = market.administrator
    for path in ("/api/brand/17", f"/api/brand/{ZEROS}", f"/api/brand/{market.A['id']}", "/api/brand/x/y"):
        assert refusal(client.get(path)) == (404, None)
    answer = client.delete(f"/api/brand/{market.a1['id']}")
    assert refusal(answer) == (405, None)
    assert answer.headers["Allow"] == "GET, HEAD, PUT"
    assert client.get(f"/api/brand/{market.a1['id'].lower()}").status_code == 200


def test_the_prices_in_force_are_one_for_each_variant(market):
    client, host = market.administrator, market.host["id"]
    late = records(client, "price", fk_host=host, at="2026-11-22T10:00:00+02:00")
    assert late["recordsFound"] == 7
    assert {price["price"] for price in late["price"]} == {12.345}
    assert {price["startDate"] for price in late["price"]} == {"2024-10-04T00:00:00.000Z"}
    early = records(client, "price", fk_host=host, at="2024-10-03T23:59:59Z")["price"]
    assert {(price["id"], price["price"], price["startDate"], price["endDate"]) for price in early} == {
        (ZEROS, 19.9, "0000-00-00T00:00:00.000Z", "0000-00-00T00:00:00.000Z")}
    assert [price["fk_variant"] for price in early] == [price["fk_variant"] for price in late["price"]]
    assert records(market.host_user, "price", at="2026-11-22")["recordsFound"] == 7
    one, = records(market.host_user, "price", at="2026-11-22", barcode=market.barcodes["b"][1])["price"]
    assert one["barcode"] == market.barcodes["b"][1]
    assert records(market.company_user, "price", fk_host=host, at="2026-11-22")["recordsFound"] == 5
    assert records(market.host_user, "price", fk_host=market.other_host["id"], at="2026-11-22")["recordsFound"] == 0
    assert records(market.warehouse_user, "price", fk_host=host, at="2026-11-22")["recordsFound"] == 0
    assert refusal(market.company_user.get("/api/price?at=2026-11-22")) == (422, "fk_host")


def test_a_barcode_made_for_tests_checks():
    assert barcode(0) == "4000000000006"


def test_a_token_of_nobody_is_refused(market):
    assert Client(market.trade.server.url, Token(0, 0, "gh_0")).get("/api/brand").status_code == 401
