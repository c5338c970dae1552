"""Dispatch files: order lines that have been sent."""

import datetime

import pytest

from Support.marks import red_cells
from Support.trade import ean, products
from Support.workbooks import csv_text, opened, sheet

DISPATCH = ["OrderNumber", "Barcode", "Quantity", "Carrier", "TrackingNumber", "DispatchDate"]


@pytest.fixture
def ordered(trade):
    """A trade with the order SO-1 of two variants."""
    trade.sender.process(f"product,{trade.brand}", products(1, 2))
    trade.order_id = trade.order("SO-1", (ean(1), 3), (ean(2), 2))["id"]
    return trade


def send(trade, *rows):
    return trade.sender.process(f"orderDispatch,{trade.brand}", sheet([DISPATCH, *rows]))


def order(trade):
    return trade.sender.one("order", trade.order_id)


def test_lines_are_dispatched_part_by_part(ordered):
    send(ordered, ["SO-1", ean(1), 1, "DHL", "JD1", datetime.date(2026, 11, 20)])
    shown = order(ordered)
    assert shown["status"] == "partDispatched"
    assert {line["barcode"]: line["dispatched"] for line in shown["line"]} == {ean(1): 1, ean(2): 0}
    assert len(shown["dispatch"]) == 1
    dispatch = shown["dispatch"][0]
    assert (dispatch["carrier"], dispatch["trackingNumber"]) == ("DHL", "JD1")
    assert dispatch["dispatchDate"].startswith("2026-11-20")
    send(ordered, ["SO-1", ean(1), 2, "DHL", "JD2", "21/11/2026"], ["SO-1", ean(2), 2, "DHL", "JD2", "21/11/2026"])
    shown = order(ordered)
    assert shown["status"] == "dispatched" and len(shown["dispatch"]) == 2
    assert {line["barcode"]: line["dispatched"] for line in shown["line"]} == {ean(1): 3, ean(2): 2}


@pytest.mark.parametrize("rows, cells", [
    ([["SO-9", ean(1), 1]], {"A2"}),
    ([["SO-1", ean(3), 1]], {"B2"}),
    ([["SO-1", ean(1), 4]], {"C2"}),
    ([["SO-1", ean(1), 2], ["SO-1", ean(1), 2]], {"C3"}),
    ([["SO-1", ean(1), 0]], {"C2"}),
    ([["SO-1", ean(1), 1, None, None, "31/02/2026"]], {"F2"}),
    ([["SO-1", ean(1), 1], [None, ean(1), 1]], {"A3"}),
])
def test_what_cannot_be_dispatched_rejects_the_file(ordered, rows, cells):
    entry = ordered.sender.reject(f"orderDispatch,{ordered.brand}", sheet([DISPATCH, *rows]))
    assert red_cells(opened(ordered.sender.errors(entry)).worksheets[0]) == cells
    shown = order(ordered)
    assert shown["status"] == "open" and shown["dispatch"] == []


def test_more_than_is_left_rejects_a_later_file(ordered):
    send(ordered, ["SO-1", ean(1), 2, None, None, None])
    entry = ordered.sender.reject(f"orderDispatch,{ordered.brand}", csv_text([DISPATCH[:3], ["SO-1", ean(1), 2]]), "d.csv")
    assert "1 can still be sent" in entry["detail"]["error"]
