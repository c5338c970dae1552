"""`GET /api/file`: the list with its filters, one entry, its bytes; and the published sample, field by field."""

import datetime
import re

import pytest

from Support.trade import NONE, XLSX, ean, products, refusal
from Support.workbooks import opened, sheet


def test_the_published_sample_is_answered_field_by_field(trade):
    known = ean(505595001680)
    trade.sender.process(f"product,{trade.brand}", products([*products_row(known)]))
    missing = ["5055950016804", "5055950017061", "5055950017085", "5055950016811"]
    missing = [barcode for barcode in missing if barcode != known]
    rows = [["Barcode", "Price"], [known, 12.5]] + [[barcode, 10] for barcode in missing]
    trade.sender.process(f"price,{trade.brand},{trade.host},25/08/2020", sheet(rows), "SignatureLinePriceUpload.xlsx")
    response = trade.sender.client.read("/api/file", params={"fileType": "price"})["response"]
    file = response.pop("file")[0]
    assert response == {"page": 1, "pageCount": 1, "recordsSent": 1, "recordsFound": 1}
    for name in ("id", "fk_brand", "fk_user"):
        assert re.fullmatch("[0-9A-F]{32}", file[name])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", file["createdDate"])
    assert file == {
        "id": file["id"],
        "fk_brand": trade.brand,
        "fk_user": file["fk_user"],
        "fileType": "price",
        "fileName": "SignatureLinePriceUpload.xlsx",
        "createdDate": file["createdDate"],
        "status": "processed",
        "detail": {
            "fileMime": XLSX,
            "host": trade.host,
            "warehouse": "",
            "startDate": "2020-08-25T00:00:00.000Z",
            "endDate": "0000-00-00T00:00:00.000Z",
            "error": f"Warning - Missing Variants: {', '.join(missing)}.",
        },
        "file_brand": {
            "id": trade.brand,
            "fk_company": trade.company,
            "name": "Signature line",
            "detail": None,
            "code": "SIGLINE",
            "brand_company": {"__KEY": trade.company},
        },
        "file_user": {
            "id": file["fk_user"],
            "name": trade.sender.name.capitalize(),
            "email": f"{trade.sender.name}@trade.example",
            "type": "company",
            "detail": {"lang": "en", "companies": [trade.company]},
            "fk_sponsor": NONE,
            "fk_host": NONE,
            "fk_company": trade.company,
            "fk_warehouse": NONE,
        },
    }


def products_row(barcode):
    from Support.trade import product
    return product(1, Barcode=barcode)


def test_the_newest_file_comes_first(trade):
    ids = [trade.sender.send(f"product,{trade.brand}", products(n))["id"] for n in (1, 2, 3)]
    assert [file["id"] for file in trade.sender.list("file")] == ids[::-1]
    page = trade.sender.client.read("/api/file", params={"PAGE": 2, "pagesize": 2})["response"]
    assert [file["id"] for file in page["file"]] == ids[:1]
    assert (page["page"], page["pageCount"], page["recordsSent"], page["recordsFound"]) == (2, 2, 1, 3)


def test_files_are_filtered(trade):
    other = trade.new_brand()
    good = trade.sender.process(f"product,{trade.brand}", products(1))
    bad = trade.sender.reject(f"product,{other}", products([None] * 11, [1] * 11))
    stock = trade.sender.process(f"stock,{trade.brand},{trade.warehouse}", sheet([["Barcode", "Quantity"], [ean(1), 1]]))
    ids = lambda **filters: [file["id"] for file in trade.sender.list("file", **filters)]  # noqa: E731
    assert ids(fileType="product") == [bad["id"], good["id"]]
    assert ids(status="rejected") == [bad["id"]]
    assert ids(fk_brand=trade.brand) == [stock["id"], good["id"]]
    assert ids(fk_brand=trade.brand, fileType="stock", status="processed") == [stock["id"]]
    today = datetime.datetime.now(datetime.timezone.utc).date()
    days = [str(today + datetime.timedelta(days=n)) for n in (-1, 0, 1)]
    assert len(ids(createdFrom=days[0], createdTo=days[2])) == 3
    assert ids(createdFrom=days[2]) == [] and ids(createdTo=days[0]) == []
    assert ids(createdTo=good["createdDate"])[-1] == good["id"] and good["id"] in ids(createdFrom=good["createdDate"])
    assert refusal(trade.sender.client.get("/api/file?status=lost")) == (422, "status")
    assert refusal(trade.sender.client.get("/api/file?createdFrom=soon")) == (422, "createdFrom")


def test_the_bytes_can_be_had_back(trade):
    content = products(1)
    file = trade.sender.send(f"product,{trade.brand}", content, "Übersicht.xlsx")
    answer = trade.sender.client.get(f"/api/file/{file['id']}/content")
    assert answer.content == content and answer.headers["Content-Type"] == XLSX
    assert answer.headers["Content-Disposition"].startswith("attachment")
    part = trade.sender.client.get(f"/api/file/{file['id']}/content", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, content[:4])


def test_a_rejected_file_has_a_marked_copy_and_others_have_none(trade):
    bad = trade.sender.reject(f"product,{trade.brand}", products([1] * 11), "list.xlsx")
    answer = trade.sender.client.get(f"/api/file/{bad['id']}/errors.xlsx")
    assert "list_errors.xlsx" in answer.headers["Content-Disposition"]
    assert opened(answer.content).sheetnames
    good = trade.sender.process(f"product,{trade.brand}", products(1))
    assert refusal(trade.sender.client.get(f"/api/file/{good['id']}/errors.xlsx"))[0] == 404


def test_a_files_readers_are_those_whom_it_concerns(server, installation, trade):
    stock = trade.sender.send(f"stock,{trade.brand},{trade.warehouse}", sheet([["Barcode", "Quantity"]]))["id"]
    price = trade.sender.send(f"price,{trade.brand},{trade.host},01/01/2026", sheet([["Barcode", "Price"]]))["id"]
    product = trade.sender.send(f"product,{trade.brand}", products(1))["id"]
    stranger = type(trade)(server, installation)
    seen = {
        trade.sender: {stock, price, product}, trade.keeper: {stock}, trade.seller: {price},
        stranger.sender: set(), stranger.seller: set(), stranger.keeper: set(),
    }
    for caller, ids in seen.items():
        assert {file["id"] for file in caller.list("file")} == ids, caller.name
        for id in (stock, price, product):
            for path in ("", "/content"):
                assert caller.client.get(f"/api/file/{id}{path}").status_code == (200 if id in ids else 404)
    assert {stock, price, product} <= {file["id"] for file in trade.admin.list("file")}


@pytest.mark.parametrize("id", ["0" * 32, "F" * 32, "1", "x" * 32])
def test_an_unknown_file_is_not_found(trade, id):
    for path in ("", "/content", "/errors.xlsx"):
        assert refusal(trade.sender.client.get(f"/api/file/{id}{path}"))[0] == 404
