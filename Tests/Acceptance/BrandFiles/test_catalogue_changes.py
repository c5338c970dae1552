"""What administrators make and change, and what hosts order."""

import json
import zlib

import pytest

from Support.catalog import barcode, records, refusal

FIELDS = {
    "company": {}, "brand": {"fk_company": None}, "warehouse": {"fk_company": None}, "host": {"currency": "EUR"}}


def body(market, resource, **fields):
    more = {name: market.A["id"] if name == "fk_company" else value for name, value in FIELDS[resource].items()}
    return {"name": "Some name", "code": f"X{fields.get('code', 1)}", **more, **fields}


@pytest.fixture
def code(request):
    """A code that nobody has."""
    return f"T{zlib.crc32(request.node.nodeid.encode()):x}"


@pytest.mark.parametrize("resource", FIELDS)
def test_what_was_made_is_there_and_can_be_changed(market, resource, code):
    trade, client = market.trade, market.administrator
    sent = body(market, resource, code=code, name="  Åsa & Söhne ", detail={"b": [1, None], "a": "x"})
    made = trade.one(client.post(f"/api/{resource}", json=sent), resource, status=201)
    assert (made["name"], made["code"], made["detail"]) == ("Åsa & Söhne", code, {"b": [1, None], "a": "x"})
    assert trade.one(client.get(f"/api/{resource}/{made['id']}"), resource) == made
    changed = trade.one(
        client.request("PUT", f"/api/{resource}/{made['id']}", json={resource: {"name": "Other"}}), resource)
    assert (changed["name"], changed["code"], changed["detail"]) == ("Other", code, made["detail"])
    emptied = trade.one(
        client.request("PUT", f"/api/{resource}/{made['id']}", json={"detail": None, "code": code + "b"}), resource)
    assert (emptied["detail"], emptied["code"]) == (None, code + "b")
    assert made["id"] in {record["id"] for record in records(client, resource, pageSize=1000)[resource]}


@pytest.mark.parametrize("resource", FIELDS)
@pytest.mark.parametrize("field, value", [
    ("name", None), ("name", ""), ("name", " "), ("name", "x" * 101), ("name", "a\u0007b"), ("name", 7),
    ("code", None), ("code", "x" * 21), ("detail", [1]), ("detail", "x"), ("detail", {"a": "x" * 10_000}),
    ("detail", {"a": "\u0000"})])
def test_a_wrong_field_is_named(market, resource, field, value, code):
    answer = market.administrator.post(f"/api/{resource}", json=body(market, resource, code=code) | {field: value})
    assert refusal(answer) == (422, field)


@pytest.mark.parametrize("resource", FIELDS)
def test_a_code_is_given_once(market, resource, code):
    client = market.administrator
    sent = body(market, resource, code=code)
    assert client.post(f"/api/{resource}", json=sent).status_code == 201
    assert refusal(client.post(f"/api/{resource}", json=sent)) == (422, "code")
    other = market.trade.one(client.post(f"/api/{resource}", json=sent | {"code": code + "c"}), resource, status=201)
    assert refusal(client.request("PUT", f"/api/{resource}/{other['id']}", json={"code": code})) == (422, "code")
    assert client.request("PUT", f"/api/{resource}/{other['id']}", json={"code": code + "c"}).status_code == 200


@pytest.mark.parametrize("resource", ["brand", "warehouse"])
@pytest.mark.parametrize("company", [None, "0" * 32, "F" * 32, 5])
def test_a_company_that_is_not_there_is_named(market, resource, company, code):
    answer = market.administrator.post(
        f"/api/{resource}", json=body(market, resource, code=code) | {"fk_company": company})
    assert refusal(answer) == (422, "fk_company")
    foreign = body(market, resource, code=code) | {"fk_company": market.foreign_company["id"]}
    assert refusal(market.administrator.post(f"/api/{resource}", json=foreign)) == (422, "fk_company")


@pytest.mark.parametrize("currency", [None, "", "eur", "EURO", "€", 978])
def test_a_currency_has_three_capitals(market, currency, code):
    answer = market.administrator.post("/api/host", json=body(market, "host", code=code) | {"currency": currency})
    assert refusal(answer) == (422, "currency")


@pytest.mark.parametrize("brands", ["x", ["x"], [{"id": 1}], ["0" * 32], [7]])
def test_a_host_sells_brands_that_are_there(market, brands, code):
    answer = market.administrator.post("/api/host", json=body(market, "host", code=code) | {"host_brand": brands})
    assert refusal(answer)[0] == 422
    assert records(market.administrator, "host", code=code)["recordsFound"] == 0


@pytest.mark.parametrize("text", ["", "{}", "[]", "{", "nul", '{"name":"a"'])
def test_a_body_that_is_no_object_is_refused(market, text):
    answer = market.administrator.post(
        "/api/company", data=text, headers={"Content-Type": "application/json"})
    assert refusal(answer) == (400, None)


def order(market, **fields):
    return {
        "number": "N", "fk_brand": market.a1["id"], "line": [{"barcode": market.barcodes["a1"][1], "quantity": 1}],
        **fields}


def test_a_host_orders(market, code):
    first, second = market.barcodes["a1"][:2]
    sent = order(market, number=code, line=[
        {"barcode": first, "quantity": 3, "price": 12.30}, {"barcode": second, "quantity": "2", "price": "0.125"}])
    answer = market.host_user.post("/api/order", json={"order": sent})
    made = market.trade.one(answer, "order", status=201)
    assert (made["number"], made["status"], made["dispatch"]) == (code, "open", [])
    assert (made["fk_host"], made["fk_brand"]) == (market.host["id"], market.a1["id"])
    assert [(line["barcode"], line["quantity"], line["dispatched"]) for line in made["line"]] == [
        (first, 3, 0), (second, 2, 0)]
    assert '"price":12.30}' in answer.text and '"price":0.125}' in answer.text
    for client in (market.host_user, market.company_user):
        assert market.trade.one(client.get(f"/api/order/{made['id']}"), "order") == made


@pytest.mark.parametrize("price, kept", [
    ("12.345678901", "12.345678901"), ("0.1", "0.10"), ("999999999.999999999", "999999999.999999999"), ("7", "7.00")])
def test_an_orders_price_is_kept_to_the_last_digit(market, price, kept, code):
    sent = json.dumps(order(market, number=code)).replace('"quantity": 1', f'"quantity": 1, "price": {price}')
    answer = market.host_user.post("/api/order", data=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code == 201 and f'"price":{kept}}}' in answer.text, answer.text


@pytest.mark.parametrize("field, value, named", [
    ("number", "", "number"), ("number", None, "number"), ("number", "x" * 51, "number"), ("fk_brand", None, "fk_brand"),
    ("fk_brand", "E" * 32, "fk_brand"), ("line", None, "line"), ("line", [], "line"), ("line", [1], "line")])
def test_a_wrong_order_is_refused(market, field, value, named):
    assert refusal(market.host_user.post("/api/order", json=order(market) | {field: value})) == (422, named)


@pytest.mark.parametrize("change, named", [
    ({"quantity": 0}, "quantity"), ({"quantity": -1}, "quantity"), ({"quantity": 1.5}, "quantity"),
    ({"quantity": 10**10}, "quantity"), ({"quantity": None}, "quantity"), ({"price": -0.01}, "price"),
    ({"price": "1,5"}, "price"), ({"price": True}, "price"), ({"barcode": barcode(1)}, "barcode"),
    ({"barcode": "12"}, "barcode"), ({"barcode": None}, "barcode")])
def test_a_wrong_line_is_refused(market, change, named):
    sent = order(market)
    sent["line"][0] |= change
    assert refusal(market.host_user.post("/api/order", json=sent)) == (422, named)


def test_orders_are_of_brands_that_the_host_sells_and_for_itself(market):
    not_sold = order(market, fk_brand=market.a2["id"], line=[{"barcode": market.barcodes["a2"][0], "quantity": 1}])
    assert refusal(market.host_user.post("/api/order", json=not_sold)) == (422, "fk_brand")
    for_another = order(market, fk_host=market.other_host["id"])
    assert refusal(market.host_user.post("/api/order", json=for_another)) == (403, None)
    assert refusal(market.administrator.post("/api/order", json=order(market))) == (422, "fk_host")
    foreign_line = order(market, line=[{"barcode": market.barcodes["b"][0], "quantity": 1}])
    assert refusal(market.host_user.post("/api/order", json=foreign_line)) == (422, "barcode")
    twice = order(market, line=[{"barcode": market.barcodes["a1"][0], "quantity": 1}] * 2)
    assert refusal(market.host_user.post("/api/order", json=twice)) == (422, "line")


def test_a_number_is_given_once_for_a_brand(market, code):
    assert market.host_user.post("/api/order", json=order(market, number=code)).status_code == 201
    assert refusal(market.host_user.post("/api/order", json=order(market, number=code))) == (422, "number")
    other = order(market, number=code, fk_brand=market.b["id"], line=[
        {"barcode": market.barcodes["b"][0], "quantity": 1}])
    assert market.host_user.post("/api/order", json=other).status_code == 201
