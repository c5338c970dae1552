"""Files of one brand in the order they came, each whole or not at all, whatever is killed meanwhile."""

import time

import pytest

from Support.trade import Trade, ean, product, products
from Support.workbooks import csv_text, sheet


def stock(number, quantity):
    return sheet([["Barcode", "Quantity"], [ean(number), quantity]])


def levels(sender):
    return {row["barcode"]: row["inStock"] for row in sender.list("stock")}


def test_files_of_one_brand_are_processed_in_the_order_they_came(trade):
    name = f"stock,{trade.brand},{trade.warehouse}"
    # The first takes long enough that the others wait behind it, which are made before.
    first, others = products(*range(1, 12_000)), [stock(7, quantity) for quantity in range(12)]
    sent = [trade.sender.send(f"product,{trade.brand}", first)] + [trade.sender.send(name, file) for file in others]
    assert [trade.sender.wait(file)["status"] for file in sent] == ["processed"] * 13
    # Had one overtaken the products, its variant would have been missing.
    assert [trade.sender.file(file["id"])["detail"]["error"] for file in sent] == [""] * 13
    assert levels(trade.sender) == {ean(7): 11}


def test_a_brand_does_not_wait_for_another(trade):
    other = trade.new_brand()
    slow = trade.sender.send(f"product,{trade.brand}", products(*range(1, 20_000)))
    quick = trade.sender.send(f"product,{other}", products(product(90_001, Code="Q", VariantCode="QV")))
    assert trade.sender.wait(quick)["status"] == "processed"
    assert trade.sender.wait(slow, timeout=90)["status"] == "processed"


def test_a_rejected_file_changes_nothing_and_those_behind_it_go_on(trade):
    trade.sender.process(f"product,{trade.brand}", products(1))
    before = trade.sender.list("variant")
    bad = trade.sender.send(f"product,{trade.brand}", products(2, 3, product(1, VariantCode="ANOTHER")))
    good = trade.sender.send(f"product,{trade.brand}", products(4))
    assert trade.sender.wait(bad)["status"] == "rejected" and trade.sender.wait(good)["status"] == "processed"
    assert [row["barcode"] for row in trade.sender.list("variant")] == [row["barcode"] for row in before] + [ean(4)]


def test_the_same_bytes_twice_are_noticed_and_applied_again(trade):
    trade.sender.process(f"product,{trade.brand}", products(1))
    name, content = f"stock,{trade.brand},{trade.warehouse}", stock(1, 5)
    first = trade.sender.process(name, content)
    assert first["detail"]["error"] == ""
    trade.sender.process(name, stock(1, 9))
    again = trade.sender.send(name, content)
    warning = f"Warning - Same File: {first['id']}."
    assert again["detail"]["error"] == warning
    assert trade.sender.wait(again)["detail"]["error"] == warning
    assert levels(trade.sender) == {ean(1): 5}


def test_the_same_bytes_for_something_else_are_another_file(trade):
    trade.sender.process(f"product,{trade.brand}", products(1))
    content = sheet([["Barcode", "Price"], [ean(1), 5]])
    trade.sender.process(f"price,{trade.brand},{trade.host},01/01/2026", content)
    assert trade.sender.process(f"price,{trade.brand},{trade.host},02/01/2026", content)["detail"]["error"] == ""


def test_a_thousand_missing_variants_are_listed_and_the_rest_counted(trade):
    rows = [["Barcode", "Quantity"]] + [[ean(n), 1] for n in range(1, 1003)]
    error = trade.sender.process(f"stock,{trade.brand},{trade.warehouse}", sheet(rows))["detail"]["error"]
    assert error.startswith(f"Warning - Missing Variants: {ean(1)}, {ean(2)}, ") and error.endswith(" and 2 more.")
    assert error.count(",") == 999


@pytest.mark.parametrize("moment", [0, 0.05, 0.15, 0.4, 0.8])
def test_whenever_it_is_killed_every_file_is_applied_once(serve, furnish, moment):
    installation = furnish()
    server = serve(installation, settings={"work.lease": 2})
    trade = Trade(server, installation)
    trade.sender.process(f"product,{trade.brand}", products(1))
    order = trade.order("SO-1", (ean(1), 100))
    dispatch = [["OrderNumber", "Barcode", "Quantity", "TrackingNumber"]]
    sent = [trade.sender.send(f"product,{trade.brand}", products(*range(2, 1500)))]
    sent += [
        trade.sender.send(f"orderDispatch,{trade.brand}", csv_text(dispatch + [["SO-1", ean(1), 1, f"T{n}"]]))
        for n in range(8)]
    time.sleep(moment)
    server.kill()
    server.start()
    trade.at(server)
    assert [trade.sender.wait(file)["status"] for file in sent] == ["processed"] * 9
    line = trade.sender.one("order", order["id"])["line"][0]
    assert (line["quantity"], line["dispatched"]) == (100, 8)
    assert trade.sender.client.read("/api/variant")["response"]["recordsFound"] == 1499
