"""A catalogue with two companies, and somebody in each part; another organization's beside it; senders of files."""

from types import SimpleNamespace

import pytest

from Support.catalog import Catalogue, Shelves
from Support.trade import Trade


@pytest.fixture(scope="module")
def market(server):
    """Company A has the brands a1 and a2, B has b. The host sells a1 and b, the other host nothing but a2."""
    trade = Catalogue(server)
    made = SimpleNamespace(trade=trade, administrator=trade.administrator)
    made.A, made.B = trade.make("company"), trade.make("company")
    made.a1, made.a2 = (trade.make("brand", fk_company=made.A["id"]) for _ in range(2))
    made.b = trade.make("brand", fk_company=made.B["id"])
    made.wa, made.wb = (trade.make("warehouse", fk_company=company["id"]) for company in (made.A, made.B))
    made.host = trade.make("host", currency="EUR", host_brand=[made.a1["id"], made.b["id"]])
    made.other_host = trade.make("host", currency="SEK", host_brand=[{"__KEY": made.a2["id"]}])
    made.company_user = trade.member("company", "--company", made.A["id"])
    made.both_companies = trade.member("company", "--company", made.A["id"], "--company", made.B["id"])
    made.host_user = trade.member("host", "--host", made.host["id"])
    made.warehouse_user = trade.member("warehouse", "--warehouse", made.wa["id"])
    made.nobody = trade.member("nobody")
    shelves = Shelves(server.installation)
    made.barcodes = {
        "a1": shelves.fill(made.a1["code"], made.host["code"], made.wa["code"], 5),
        "a2": shelves.fill(made.a2["code"], made.other_host["code"], made.wa["code"], 3),
        "b": shelves.fill(made.b["code"], made.host["code"], made.wb["code"], 2),
    }
    made.orders = {
        brand: trade.one(
            trade.administrator.post("/api/order", json={
                "number": f"O-{brand}", "fk_brand": getattr(made, brand)["id"], "fk_host": host["id"],
                "line": [{"barcode": made.barcodes[brand][0], "quantity": 4, "price": 12.5}]}),
            "order", status=201)
        for brand, host in (("a1", made.host), ("a2", made.other_host), ("b", made.host))
    }
    made.elsewhere = Catalogue(server)
    made.foreign_company = made.elsewhere.make("company")
    return made


@pytest.fixture
def trade(server, installation):
    """A company of the test's own, with nothing in its catalogue, and people who send files for it."""
    return Trade(server, installation)
