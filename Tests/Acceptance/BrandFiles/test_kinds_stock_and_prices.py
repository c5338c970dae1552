"""Stock and price files: levels of a warehouse, and prices of a host for a time."""

import pytest

from Support.marks import red_cells
from Support.trade import ean, products
from Support.workbooks import opened, sheet

QUANTITY = ["Barcode", "Quantity"]
PRICE = ["Barcode", "Price", "RRP"]


@pytest.fixture
def goods(trade):
    """A trade whose brand has the variants 1, 2 and 3."""
    trade.sender.process(f"product,{trade.brand}", products(1, 2, 3))
    return trade


def marked(trade, name, rows):
    entry = trade.sender.reject(name, sheet(rows))
    return red_cells(opened(trade.sender.errors(entry)).worksheets[0])


def levels(trade, sender=None):
    return {row["barcode"]: row["inStock"] for row in (sender or trade.sender).list("stock", fk_warehouse=trade.warehouse)}


def test_stock_levels_are_set_and_others_stay(goods):
    name = f"stock,{goods.brand},{goods.warehouse}"
    goods.sender.process(name, sheet([QUANTITY, [ean(1), 5], [ean(2), "0"]]))
    goods.keeper.process(name, sheet([QUANTITY, [ean(2), 8], [ean(3), 1]]))
    assert levels(goods) == levels(goods, goods.keeper) == {ean(1): 5, ean(2): 8, ean(3): 1}


def test_only_what_changed_is_written(goods):
    name = f"stock,{goods.brand},{goods.warehouse}"
    goods.sender.process(name, sheet([QUANTITY, [ean(1), 5], [ean(2), 6]]))
    before = {row["barcode"]: row["modifiedDate"] for row in goods.sender.list("stock")}
    import time
    time.sleep(1.1)
    goods.sender.process(name, sheet([QUANTITY, [ean(1), 5], [ean(2), 7]]))
    after = {row["barcode"]: row["modifiedDate"] for row in goods.sender.list("stock")}
    assert after[ean(1)] == before[ean(1)] and after[ean(2)] != before[ean(2)]


@pytest.mark.parametrize("quantity", ["-1", "1.5", 1.5, "many", "1e3", "1000000000", True])
def test_a_wrong_quantity_is_marked(goods, quantity):
    assert marked(goods, f"stock,{goods.brand},{goods.warehouse}", [QUANTITY, [ean(1), quantity]]) == {"B2"}


def test_a_barcode_twice_in_a_stock_file_is_marked(goods):
    rows = [QUANTITY, [ean(1), 1], [ean(2), 1], [int(ean(1)), 2]]
    assert marked(goods, f"stock,{goods.brand},{goods.warehouse}", rows) == {"A4"}
    assert levels(goods) == {}


def test_variants_of_another_brand_are_missing(goods):
    other = goods.new_brand()
    entry = goods.sender.process(f"stock,{other},{goods.warehouse}", sheet([QUANTITY, [ean(1), 5]]))
    assert entry["detail"]["error"] == f"Warning - Missing Variants: {ean(1)}."
    assert levels(goods) == {}


def prices(trade, at):
    return {row["barcode"]: row["price"] for row in trade.seller.list("price", fk_host=trade.host, at=at)}


def test_a_price_holds_through_its_last_day_and_falls_back(goods):
    goods.sender.process(f"price,{goods.brand},{goods.host},01/01/2026", sheet([PRICE, [ean(1), "40.00", None]]))
    goods.seller.process(
        f"price,{goods.brand},{goods.host},10/01/2026,12/01/2026", sheet([PRICE, [ean(1), "30.555", "45"]]))
    days = {"2025-12-31": 49.9, "2026-01-01": 40, "2026-01-09T23:59:59Z": 40, "2026-01-10": 30.555, "2026-01-12T23:59:59Z": 30.555,
            "2026-01-13": 40}
    assert {day: prices(goods, day)[ean(1)] for day in days} == days


def test_a_later_upload_of_the_same_day_wins(goods):
    name = f"price,{goods.brand},{goods.host},01/01/2026"
    for price in (40, 35, 38):
        goods.sender.process(name, sheet([PRICE, [ean(1), price, None]]))
    assert prices(goods, "2026-02-01")[ean(1)] == 38


@pytest.mark.parametrize("row, cell", [
    ([ean(1), "-1", None], "B2"), ([ean(1), None, 5], "B2"), ([ean(1), "cheap", None], "B2"), ([ean(1), 5, "x"], "C2"),
    ([None, 5, 6], "A2")])
def test_a_wrong_price_row_is_marked(goods, row, cell):
    assert marked(goods, f"price,{goods.brand},{goods.host},01/01/2026", [PRICE, row]) == {cell}


def test_a_rejected_price_file_leaves_the_prices(goods):
    name = f"price,{goods.brand},{goods.host},01/01/2026"
    goods.sender.process(name, sheet([PRICE, [ean(1), 40, None]]))
    marked(goods, name, [PRICE, [ean(1), 1, None], [ean(2), "x", None]])
    assert prices(goods, "2026-02-01")[ean(1)] == 40
