"""A company with a brand, a warehouse and a host that sells it, and the people who send files for them."""

import functools
import itertools

from Support.client import Client
from Support.waiting import wait_until
from Support.workbooks import sheet

ENDED = {"processed", "rejected"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NONE = "0" * 32
NO_DATE = "0000-00-00T00:00:00.000Z"

PRODUCT = [
    "Code", "Title", "Description", "Category", "Colour", "Size", "Sequence", "VariantCode", "Barcode", "RRP", "SellPrice",
]

_numbers = itertools.count(1)


def ean(number):
    """The EAN-13 of twelve digits."""
    digits = f"{number:012d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-total % 10)


def product(number, **more):
    """A right row of a product file, as a list; the variant's barcode is `ean(number)`."""
    row = {
        "Code": f"P{number}", "Title": f"Product {number}", "Description": "As it is.", "Category": "Shirts",
        "Colour": "Blue", "Size": "M", "VariantCode": f"V{number}", "Barcode": ean(number), "RRP": "49.90",
    } | more
    return [row.get(name) for name in PRODUCT]


def products(*rows):
    """A product workbook of rows, or of numbers."""
    return sheet([PRODUCT, *(product(row) if isinstance(row, int) else row for row in rows)])


class Sender:
    """`/api/file` as one caller sees it."""

    def __init__(self, url, token, name="sender"):
        self.client = Client(url, token)
        self.name = name

    def post(self, name, content, file_name="upload.xlsx", **options):
        return self.client.post("/api/file", files=[(name, (file_name, content))], **options)

    def send(self, name, content, file_name="upload.xlsx"):
        """The entry of a file that must be taken."""
        answer = self.post(name, content, file_name)
        assert answer.status_code == 201, f"{answer.status_code} {answer.text}"
        return answer.json()["response"]["file"][0]

    def file(self, id):
        return self.one("file", id)

    def one(self, resource, id):
        return self.client.read(f"/api/{resource}/{id}")["response"][resource][0]

    def list(self, resource, **parameters):
        return self.client.read(f"/api/{resource}", params={"pageSize": 1000, **parameters})["response"][resource]

    def wait(self, entry, timeout=30):
        """The entry of a file when it has ended."""
        def ended():
            found = self.file(entry["id"])
            return found if found["status"] in ENDED else None

        return wait_until(ended, f"the end of file {entry['id']}", timeout=timeout)

    def process(self, name, content, file_name="upload.xlsx"):
        """Sends a file that must be processed."""
        ended = self.wait(self.send(name, content, file_name))
        assert ended["status"] == "processed", ended["detail"]["error"]
        return ended

    def reject(self, name, content, file_name="upload.xlsx"):
        """Sends a file that must be rejected."""
        ended = self.wait(self.send(name, content, file_name))
        assert ended["status"] == "rejected", ended["detail"]
        assert ended["detail"]["error"].startswith("Error - ")
        return ended

    def errors(self, entry):
        """The marked workbook, as bytes."""
        answer = self.client.get(f"/api/file/{entry['id']}/errors.xlsx")
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        return answer.content


def refusal(answer):
    """The status and the field of a refusal in this API's form."""
    error = answer.json()["response"]["error"]
    assert error["code"] == answer.status_code and error["message"]
    return answer.status_code, error["field"]


class Trade:
    """One company's brand, warehouse and host, and a caller for each part, made when first asked for."""

    def __init__(self, server, installation):
        self.server = server
        self.installation = installation
        self.number = number = next(_numbers)
        self.code = f"C{number}"
        self.admin = Sender(server.url, _administrator(installation), "catalogue")
        self.company = self.make("company", name=f"Company {number}", code=self.code)["id"]
        self.brand = self.make("brand", name="Signature line", code="SIGLINE", fk_company=self.company)["id"]
        self.warehouse = self.make("warehouse", name="North", code="NORTH", fk_company=self.company)["id"]
        self.host = self.make(
            "host", name="Shop", code=f"SHOP{number}", currency="EUR", host_brand=[self.brand])["id"]

    @functools.cached_property
    def sender(self):
        return self._caller("company", self.company)

    @functools.cached_property
    def seller(self):
        return self._caller("host", self.host)

    @functools.cached_property
    def keeper(self):
        return self._caller("warehouse", self.warehouse)

    def make(self, resource, **fields):
        answer = self.admin.client.post(f"/api/{resource}", json=fields)
        assert answer.status_code in (200, 201), f"{answer.status_code} {answer.text}"
        return answer.json()["response"][resource][0]

    def new_brand(self, code="OTHER"):
        return self.make("brand", name=f"Brand {code}", code=code, fk_company=self.company)["id"]

    def order(self, number, *lines):
        """An open order of `(barcode, quantity)` lines."""
        body = {
            "number": number, "fk_brand": self.brand, "fk_host": self.host,
            "line": [{"barcode": barcode, "quantity": quantity} for barcode, quantity in lines],
        }
        answer = self.seller.client.post("/api/order", json=body)
        assert answer.status_code == 201, f"{answer.status_code} {answer.text}"
        return answer.json()["response"]["order"][0]

    def at(self, server):
        """The same people at a server that was started anew."""
        for sender in vars(self).values():
            if isinstance(sender, Sender):
                sender.client.url = server.url
        self.server = server
        return self

    def _caller(self, part, id):
        name = f"{part}{self.number}"
        return Sender(self.server.url, _member(self.installation, name, f"--{part}", id), name)


@functools.cache
def _administrator(installation):
    """The token of somebody who administers the catalogue of the home organization."""
    return _member(installation, f"catalogue{next(_numbers)}", "--administrator")


def _member(installation, name, *part):
    login = f"{name}@trade.example"
    installation.user(login, installation.home, name=name.capitalize())
    installation.json("catalog", "member", "set", login, *part, "--organization", installation.home)
    return installation.token(login)
