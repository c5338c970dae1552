"""`POST /api/file`: what is taken, what is refused, and that what is refused leaves nothing."""

import io
import zipfile

import pytest

from Support.trade import NO_DATE, XLSX, products, refusal
from Support.workbooks import csv_text, sheet

STOCK = sheet([["Barcode", "Quantity"]])


def test_a_file_is_queued_and_told_of_at_once(trade):
    answer = trade.sender.post(f"product,{trade.brand}", products(1), "new products.xlsx")
    assert answer.status_code == 201
    response = answer.json()["response"]
    assert [response[name] for name in ("page", "pageCount", "recordsSent", "recordsFound")] == [1, 1, 1, 1]
    file = response["file"][0]
    assert (file["fileType"], file["fileName"], file["status"]) == ("product", "new products.xlsx", "queued")
    assert file["detail"] == {
        "fileMime": XLSX, "host": "", "warehouse": "", "startDate": NO_DATE, "endDate": NO_DATE, "error": ""}
    assert file["fk_brand"] == trade.brand == file["file_brand"]["id"]
    assert file["fk_user"] == file["file_user"]["id"]


def test_spaces_around_the_arguments_do_not_matter(trade):
    file = trade.sender.send(f" price , {trade.brand},{trade.host} , 23/10/2021 ,30/10/2021", sheet([["Barcode", "Price"]]))
    assert (file["detail"]["host"], file["detail"]["startDate"], file["detail"]["endDate"]) == (
        trade.host, "2021-10-23T00:00:00.000Z", "2021-10-30T00:00:00.000Z")


def test_ids_are_taken_in_lower_case_too(trade):
    assert trade.sender.send(f"product,{trade.brand.lower()}", products(1))["fk_brand"] == trade.brand


def test_several_parts_make_several_entries_in_their_order(trade):
    answer = trade.sender.client.post("/api/file", files=[
        (f"product,{trade.brand}", ("a.xlsx", products(1))),
        (f"stock,{trade.brand},{trade.warehouse}", ("b.csv", csv_text([["Barcode", "Quantity"]]))),
        (f"product,{trade.brand}", ("c.xlsx", products(2))),
    ])
    assert answer.status_code == 201
    assert [file["fileName"] for file in answer.json()["response"]["file"]] == ["a.xlsx", "b.csv", "c.xlsx"]


@pytest.mark.parametrize("name, field", [
    ("recipe,{brand}", "fileType"), ("", "fileType"), ("product", "brand"), ("product,", "brand"), ("product,xyz", "brand"),
    ("product," + "0" * 32, "brand"), ("product,{warehouse}", "brand"), ("product,{brand},more", "name"),
    ("stock,{brand}", "warehouse"), ("stock,{brand},{host}", "warehouse"), ("stock,{brand},", "warehouse"),
    ("price,{brand},{host}", "startDate"), ("price,{brand},{warehouse},01/01/2026", "host"),
    ("price,{brand},{host},2026-01-01", "startDate"), ("price,{brand},{host},31/02/2026", "startDate"),
    ("price,{brand},{host},02/01/2026,01/01/2026", "endDate"), ("price,{brand},{host},01/01/2026,soon", "endDate"),
    ("price,{brand},{host},01/01/2026,02/01/2026,03/01/2026", "name"),
])
def test_a_bad_argument_is_named_and_nothing_is_stored(trade, name, field):
    name = name.format(brand=trade.brand, warehouse=trade.warehouse, host=trade.host)
    assert refusal(trade.sender.post(name, STOCK)) == (422, field)
    assert trade.sender.list("file") == []


def test_where_one_part_is_wrong_none_is_stored(trade):
    answer = trade.sender.client.post("/api/file", files=[
        (f"product,{trade.brand}", ("a.xlsx", products(1))), ("product,nobody", ("b.xlsx", products(2)))])
    assert refusal(answer) == (422, "brand")
    assert trade.sender.list("file") == []


def test_another_companys_brand_and_warehouse_are_unknown(server, installation, trade):
    other = type(trade)(server, installation)
    assert refusal(trade.sender.post(f"product,{other.brand}", products(1))) == (422, "brand")
    assert refusal(trade.sender.post(f"stock,{trade.brand},{other.warehouse}", STOCK)) == (422, "warehouse")
    assert refusal(trade.sender.post(f"price,{trade.brand},{other.host},01/01/2026", STOCK)) == (422, "host")


KINDS = ["product", "stock", "image", "price", "orderDispatch"]


@pytest.mark.parametrize("role, allowed", [
    ("admin", KINDS), ("sender", KINDS), ("keeper", ["stock"]), ("seller", ["price"]),
])
def test_each_kind_is_for_some_callers(trade, role, allowed):
    more = {"stock": f",{trade.warehouse}", "price": f",{trade.host},01/01/2026"}
    statuses = {
        kind: getattr(trade, role).post(f"{kind},{trade.brand}{more.get(kind, '')}", STOCK).status_code
        for kind in KINDS}
    assert statuses == {kind: 201 if kind in allowed else 403 for kind in KINDS}


def test_without_a_key_nothing_is_taken(server, trade):
    from Support.client import Client
    assert Client(server.url).post("/api/file", files=[("product", ("a", b"x"))]).status_code == 401


def archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("readme.txt", "no workbook")
    return buffer.getvalue()


@pytest.mark.parametrize("content", [
    b"", b"hello", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"\x89PNG\r\n\x1a\n" + bytes(100), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    b"<!DOCTYPE html><table><tr><td>Barcode</td></tr></table>", b"{\"a\": 1}", b"a,b\0,c\n", archive(), products(1)[:200],
], ids=["empty", "words", "pdf", "png", "old workbook", "web page", "json", "binary", "archive", "cut workbook"])
def test_what_is_no_table_is_refused_at_once_and_not_stored(trade, content):
    answer = trade.sender.post(f"product,{trade.brand}", content, "table.csv")
    assert answer.status_code == 415, answer.text
    assert trade.sender.list("file") == []


def test_a_body_that_is_no_form_is_refused(trade):
    answer = trade.sender.client.post("/api/file", json={"a": 1})
    assert answer.status_code in (400, 415, 422)
    assert refusal(trade.sender.client.post(
        "/api/file", data=b"--x--\r\n", headers={"Content-Type": "multipart/form-data; boundary=x"})) == (422, "file")


def test_a_quota_is_kept(trade, installation):
    installation.quota(installation.home, 100)
    try:
        answer = trade.sender.post(f"product,{trade.brand}", products(1))
        assert answer.status_code == 422 and trade.sender.list("file") == []
    finally:
        installation.quota(installation.home, 10_000_000_000)
    assert trade.sender.post(f"product,{trade.brand}", products(1)).status_code == 201
