"""Fills a catalogue by files of 100,000 rows, and asks for prices in force among 10⁴ and among 10⁶."""

import http.client
import json
import pathlib
import re
import shutil
import sqlite3
import statistics
import time
import urllib.parse

import requests

from measuring import Figure, alternating, median, python, seconds
from serving import Server

HERE = pathlib.Path(__file__).parent
ROWS = 100_000
ROUNDS, WARMING = 300, 20
DAY = 86_400_000_000


def barcode(number):
    digits = f"{400_000_000_000 + number:012d}"
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


class Shop(Server):
    """A server with a brand, a warehouse and a host."""

    def __init__(self, data):
        super().__init__(data)
        self._make("catalog", "member", "set", "bench@example.org", "--administrator", "--organization", "Bench")

    def furnish(self):
        company = self.make("company")
        self.brand, self.warehouse = self.make("brand", fk_company=company), self.make("warehouse", fk_company=company)
        self.host = self.make("host", currency="EUR", host_brand=[self.brand])

    def make(self, resource, **fields):
        answer = requests.post(
            f"{self.url}/api/{resource}", json={"name": resource, "code": resource, **fields}, headers=self.headers,
            timeout=30)
        assert answer.status_code == 201, answer.text
        return answer.json()["response"][resource][0]["id"]

    def load(self, name, path):
        """Waits until a file is processed."""
        with open(path, "rb") as file:
            answer = requests.post(
                f"{self.url}/api/file", files={name: (path.name, file)}, headers=self.headers, timeout=300)
        assert answer.status_code == 201, answer.text
        file = answer.json()["response"]["file"][0]
        while file["status"] not in ("processed", "rejected"):
            time.sleep(0.05)
            answer = requests.get(f"{self.url}/api/file/{file['id']}", headers=self.headers, timeout=60)
            file = answer.json()["response"]["file"][0]
        assert file["status"] == "processed", file["detail"]

    @property
    def database(self):
        return pathlib.Path(self.data) / "gatehouse.sqlite"


class Loading:
    def __init__(self, folder):
        self.folder, self.count = folder, 0
        self.products = folder / "products.csv"
        with self.products.open("w") as file:
            file.write(
                "Code,Title,Description,Category,Colour,Size,Sequence,VariantCode,Barcode,RRP,SellPrice\n")
            for number in range(ROWS):
                file.write(
                    f"P{number},Linen shirt {number},A shirt of linen with a collar and buttons,Shirts,Blue,M,{number},"
                    f"V{number},{barcode(number)},{number % 90 + 10}.90,{number % 90 + 9}.90\n")
        self.empty = self.loaded = None

    def load(self):
        self.count += 1
        data = self.folder / f"data{self.count}"
        with Shop(data) as shop:
            shop.furnish()
            if not self.empty:
                self.empty = self.folder / "empty.sqlite"
                with sqlite3.connect(shop.database) as base:
                    base.execute("VACUUM INTO ?", (str(self.empty),))
            shop.load(f"product,{shop.brand}", self.products)
            if not self.loaded:
                self.loaded = self.folder / "loaded.sqlite"
                self.written = self.stock(shop)
                with sqlite3.connect(shop.database) as base:
                    base.execute("VACUUM INTO ?", (str(self.loaded),))
        log = shop.log.read_text()
        shutil.rmtree(data)
        return int(re.search(r"brand-file\S* milliseconds=(\d+)", log).group(1)) / 1000

    def stock(self, shop):
        """Rows that a stock file in which one in a hundred differs has written."""
        for turn in range(2):
            path = self.folder / f"stock{turn}.csv"
            with path.open("w") as file:
                file.write("Barcode,Quantity\n")
                file.writelines(
                    f"{barcode(number)},{5 + turn * (number % 100 == 7)}\n" for number in range(ROWS))
            with sqlite3.connect(shop.database) as base:
                before = base.execute("SELECT COALESCE(MAX(modified_at), 0) FROM stock_level").fetchone()[0]
            shop.load(f"stock,{shop.brand},{shop.warehouse}", path)
        with sqlite3.connect(shop.database) as base:
            return base.execute("SELECT COUNT(*) FROM stock_level WHERE modified_at > ?", (before,)).fetchone()[0]

    def insert(self):
        """Seconds of the bare inserts."""
        return float(python(HERE / "peer.py", self.empty, self.loaded, self.folder / "peer.sqlite", "product", "variant").output)


class Prices:
    """A server with n prices, ten for each variant: five permanent ones, and five that hold for a week each."""

    def __init__(self, folder, n):
        self.n, self.server = n, Shop(folder / f"prices{n}")

    def __enter__(self):
        self.server.__enter__()
        self.server.furnish()
        self.fill(self.n // 10)
        place = urllib.parse.urlsplit(self.server.url)
        self.connection = http.client.HTTPConnection(place.hostname, place.port)
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.server.__exit__()

    def fill(self, variants):
        base = sqlite3.connect(self.server.database, isolation_level=None, timeout=60)
        base.execute("PRAGMA synchronous = OFF")
        base.execute("BEGIN IMMEDIATE")
        base.executemany(
            "INSERT INTO product VALUES (?, 1, 1, ?, 'Shirt', 'Of linen', 'Shirts', 1, 0, 0)",
            ((number, f"P{number}") for number in range(1, variants + 1)))
        base.executemany(
            "INSERT INTO variant VALUES (?, 1, 1, ?, ?, ?, 'Blue', 'M', 1, '19.90', NULL, 0, 0)",
            ((number, number, f"V{number}", int(barcode(number))) for number in range(1, variants + 1)))
        base.executemany(
            "INSERT INTO price (brand_id, host_id, variant_id, price, start_day, end_day, upload, created_at)"
            " VALUES (1, 1, ?, '12.50', ?, ?, ?, 0)",
            ((number, 20_000 + 10 * upload, 20_006 + 10 * upload if upload % 2 else None, upload)
             for upload in range(10) for number in range(1, variants + 1)))
        base.execute("UPDATE brand SET product_count = ?, variant_count = ?", (variants, variants))
        base.execute("UPDATE host_brand SET price_count = ?", (10 * variants,))
        base.execute("COMMIT")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.close()

    def ask(self, more):
        # Within the week of the last one that ends.
        started = time.perf_counter()
        self.connection.request(
            "GET", f"/api/price?fk_host={self.server.host}&at=2025-01-04&{more}", headers=self.server.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        elapsed = time.perf_counter() - started
        assert answer.status == 200 and json.loads(body)["response"]["recordsSent"] in (1, 100), body
        return elapsed


def prices(folder):
    with Prices(folder, 10**4) as few, Prices(folder, 10**6) as many:
        for question, more in [
            ("a page of 100 prices in force", "pageSize=100&page=5"),
            ("the price of one variant in force", f"barcode={barcode(500)}"),
        ]:
            rounds = [(few.ask(more), many.ask(more)) for _ in range(ROUNDS + WARMING)][WARMING:]
            first, last = (statistics.median(times) for times in zip(*rounds))
            yield Figure(
                question, f"{first * 1000:.2f} / {last * 1000:.2f} ms", "among 10⁴ / 10⁶ prices", last / first,
                "times as long", ("≤", 1.3))


def measure(folder):
    loading = Loading(folder)
    ours, theirs = alternating(loading.load, loading.insert, runs=3)
    mine, peer = median(ours), median(theirs)
    yield Figure(
        "100,000 products checked and applied", seconds(mine), f"bare inserts {seconds(peer)}", mine / peer,
        "times as long", ("≤", 3))
    yield Figure(
        "a stock file of 100,000 rows, 1 % of them new", f"{loading.written:,} rows written", f"{ROWS:,} rows read",
        100 * loading.written / ROWS, "% written", ("≤", 1))
    yield from prices(folder)
