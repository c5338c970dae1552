"""Files of brands come in at any server and are worked on by whichever worker is free."""

import itertools

import pytest

from Support.trade import Sender, Trade, ean, products
from Support.waiting import wait_until
from Support.workbooks import csv_text, sheet


@pytest.fixture
def trade(platform):
    return Trade(platform.servers[0], platform.installation)


@pytest.fixture
def senders(platform, trade):
    """The company's sender at each server."""
    return [Sender(server.url, trade.sender.client.token) for server in platform.servers]



def test_a_brands_files_are_done_in_their_order_though_two_workers_race(platform, trade, senders):
    brands = [trade.brand, trade.new_brand("SECOND"), trade.new_brand("THIRD")]
    sent = []
    for number, brand in enumerate(brands):
        # Codes and barcodes are one company's.
        first = 1 + number * 1000
        sent.append(senders[number].send(f"product,{brand}", products(*range(first, first + 300))))
    turns = itertools.cycle(senders)
    for quantity in range(10):
        for number, brand in enumerate(brands):
            content = sheet([["Barcode", "Quantity"], [ean(1 + number * 1000), quantity]])
            sent.append(next(turns).send(f"stock,{brand},{trade.warehouse}", content))
    ended = [trade.sender.wait(file, timeout=60) for file in sent]
    # Had one overtaken another, a variant would have been missing or the last number another.
    assert {file["status"] for file in ended} == {"processed"}
    assert {file["detail"]["error"] for file in ended} == {""}
    assert [row["inStock"] for row in senders[2].list("stock")] == [9, 9, 9]


def test_a_worker_killed_over_a_file_is_replaced_and_nothing_is_applied_twice(platform, trade):
    trade.sender.process(f"product,{trade.brand}", products(1))
    order = trade.order("SO-1", (ean(1), 100))
    long = trade.sender.send(f"product,{trade.brand}", products(*range(2, 15_000)))
    line = [["OrderNumber", "Barcode", "Quantity", "TrackingNumber"], ["SO-1", ean(1), 1, "T1"]]
    dispatch = trade.sender.send(f"orderDispatch,{trade.brand}", csv_text(line))
    wait_until(lambda: trade.sender.file(long["id"])["status"] == "processing", "the beginning of the long file")
    for worker in platform.workers:
        worker.kill()
        worker.start()
    assert trade.sender.wait(long, timeout=60)["status"] == "processed"
    assert trade.sender.wait(dispatch, timeout=60)["status"] == "processed"
    assert trade.sender.one("order", order["id"])["line"][0]["dispatched"] == 1
    assert trade.sender.client.read("/api/variant")["response"]["recordsFound"] == 14_999
