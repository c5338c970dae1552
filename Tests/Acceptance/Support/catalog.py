"""A catalogue of brands: who has a part in it, over the command line and HTTP, and goods straight in the database."""

import itertools
import sqlite3

from Support import database
from Support.client import Client

DAY = 86_400_000_000
numbers = itertools.count(1)


def barcode(number):
    """The EAN-13 with this number in it."""
    digits = f"{400_000_000_000 + number:012d}"
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


class Catalogue:
    """One organization's catalogue: `catalogue.administrator` makes companies, brands, warehouses and hosts."""

    def __init__(self, server, name=None):
        self.server = server
        self.installation = server.installation
        self.name = name or f"Catalogue {next(numbers)}"
        self.installation.organization(self.name)
        self.administrator = self.member("administrator", "--administrator")

    def member(self, word, *part):
        """A client of somebody new with a part in the catalogue."""
        login = f"{word}{next(numbers)}@{self.name.replace(' ', '').lower()}.example"
        self.installation.user(login, self.name, name=word.title())
        if part:
            self.installation.json("catalog", "member", "set", login, *part, "--organization", self.name)
        return Client(self.server.url, self.installation.token(login, self.name))

    def make(self, resource, **fields):
        """The new entity."""
        number = next(numbers)
        return self.one(
            self.administrator.post(
                f"/api/{resource}", json={"name": f"{resource} {number}", "code": f"C{number}", **fields}),
            resource, status=201)

    @staticmethod
    def one(answer, resource, status=200):
        assert answer.status_code == status, f"{answer.status_code} {answer.text}"
        response = answer.json()["response"]
        assert (response["page"], response["pageCount"]) == (1, 1)
        assert (response["recordsSent"], response["recordsFound"]) == (1, 1)
        return response[resource][0]


def records(client, resource, **parameters):
    """The ids of a list, and the envelope that they came in."""
    answer = client.get(f"/api/{resource}", params=parameters)
    assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
    response = answer.json()["response"]
    assert response["recordsSent"] == len(response[resource])
    return response


def refusal(answer):
    """The status and the field of a failure."""
    error = answer.json()["response"]["error"]
    assert set(error) == {"code", "message", "field"}
    assert error["code"] == answer.status_code and error["message"]
    return answer.status_code, error["field"]


class Shelves:
    """Goods, written into the database as files would have made them."""

    def __init__(self, installation):
        self.data = installation.data

    def fill(self, brand_code, host_code, warehouse_code, count=3):
        """`count` products of one variant each, with stock, a permanent price, an image; all of it counted."""
        first = next(numbers) * 10_000
        brand = self.number("brand", brand_code)
        company = self.value(f"SELECT company_id FROM brand WHERE id = {brand}")
        organization = self.value(f"SELECT organization_id FROM brand WHERE id = {brand}")
        host, warehouse = self.number("host", host_code), self.number("warehouse", warehouse_code)
        for number in range(first, first + count):
            product = self.insert(
                "product", company_id=company, brand_id=brand, code=f"P{number}", title=f"Product {number}",
                description="d", category="c", sequence=number, created_at=DAY, modified_at=DAY)
            variant = self.insert(
                "variant", company_id=company, brand_id=brand, product_id=product, code=f"V{number}",
                barcode=int(barcode(number)), colour="red", size="L", sequence=1, rrp="19.90", sell_price=None,
                created_at=DAY, modified_at=DAY)
            self.insert(
                "stock_level", warehouse_id=warehouse, variant_id=variant, brand_id=brand, in_stock=7, modified_at=DAY)
            self.insert(
                "price", brand_id=brand, host_id=host, variant_id=variant, price="12.345", rrp=None, start_day=20_000,
                end_day=None, upload=1, created_at=DAY)
            self.insert(
                "product_image", organization_id=organization, brand_id=brand, product_id=product, variant_id=variant,
                source_url="https://images.example/1.png", sequence=1, status="queued", created_at=DAY,
                modified_at=DAY)
        self.execute(
            f"UPDATE brand SET product_count = product_count + {count}, variant_count = variant_count + {count},"
            f" image_count = image_count + {count} WHERE id = {brand}")
        self.execute(
            f"UPDATE host_brand SET price_count = price_count + {count} WHERE host_id = {host} AND brand_id = {brand}")
        self.execute(f"INSERT INTO warehouse_brand VALUES ({warehouse}, {brand}, {count})")
        return [barcode(number) for number in range(first, first + count)]

    def number(self, table, code):
        return self.value(f"SELECT id FROM {table} WHERE code = '{code}'")

    def value(self, query):
        return self.execute(query)[0][0]

    def insert(self, table, **fields):
        names = ", ".join(fields)
        marks = ", ".join(["%s" if database.on_postgres else "?"] * len(fields))
        return self.execute(f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id", tuple(fields.values()))[0][0]

    def execute(self, statement, values=()):
        if database.on_postgres:
            cursor = database.execute(database.url(self.data), statement, values or None)
            return cursor.fetchall() if cursor.description else []
        with sqlite3.connect(f"{self.data}/gatehouse.sqlite", timeout=20) as base:
            found = base.execute(statement, values).fetchall()
        base.close()
        return found
