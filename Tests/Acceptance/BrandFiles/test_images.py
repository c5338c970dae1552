"""Image files: addresses are fetched behind a guard, and what became of each is on record."""

import contextlib
import http.server
import io
import threading

import pytest
from PIL import Image

from Support.marks import red_cells
from Support.trade import Trade, ean, products
from Support.waiting import wait_until
from Support.workbooks import opened, sheet

IMAGE = ["Barcode", "Code", "ImageURL", "Sequence"]


def png(colour="red", size=(20, 10)):
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


class Site:
    """A web server of the test's own: path to status, headers and body; it remembers what was asked."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append(self.path)
                page = site.pages.get(self.path, (404, {}, b"nothing"))
                status, headers, body = page() if callable(page) else page
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def add(self, path, body, status=200, **headers):
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
        return self.url(path)

    def url(self, path):
        return f"http://127.0.0.1:{self.server.server_port}{path}"


@pytest.fixture
def site():
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def open_trade(serve, furnish):
    """A trade with the variants 1 and 2, at a server that may ask this machine."""
    installation = furnish()
    trade = Trade(serve(installation, settings={"outbound.private": "true", "image.limit": 20_000}), installation)
    trade.sender.process(f"product,{trade.brand}", products(1, 2))
    return trade


def send(trade, *rows):
    return trade.sender.process(f"image,{trade.brand}", sheet([IMAGE, *rows]))


def images(trade):
    """Address to image, when none waits any more."""
    def settled():
        found = trade.sender.list("image")
        return found if all(image["status"] != "queued" for image in found) else None

    return {image["sourceURL"]: image for image in wait_until(settled, "all images", timeout=30)}


def test_images_are_fetched_and_kept(open_trade, site):
    first, second = site.add("/a", png("red"), Content_Type="text/html"), site.add("/b.jpg", png("blue"))
    send(open_trade, [ean(1), None, first, 3], [None, "P2", second, None])
    found = images(open_trade)
    assert {url: image["status"] for url, image in found.items()} == {first: "stored", second: "stored"}
    assert (found[first]["sequence"], found[second]["sequence"]) == (3, 2)
    variants = {row["code"]: row for row in open_trade.sender.list("variant")}
    assert found[first]["fk_variant"] == variants["V1"]["id"]
    assert found[second]["fk_product"] == variants["V2"]["fk_product"]
    answer = open_trade.sender.client.get(f"/api/image/{found[first]['id']}/content")
    assert answer.content == png("red") and answer.headers["Content-Type"] == "image/png"
    assert open_trade.keeper.client.get(f"/api/image/{found[first]['id']}/content").status_code in (200, 404)


@pytest.mark.parametrize("name", ["missing", "page", "large", "script", "loop", "away", "empty"])
def test_what_is_no_image_fails_and_says_so(open_trade, site, name):
    url = {
        "missing": lambda: site.url("/missing"),
        "page": lambda: site.add("/page.png", b"<html><body>no</body></html>", Content_Type="image/png"),
        "large": lambda: site.add("/large.png", png() + bytes(30_000)),
        "script": lambda: site.add("/x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        "loop": lambda: site.add("/loop", b"", 302, Location="/loop"),
        "away": lambda: site.add("/away", b"", 302, Location="ftp://example.org/a.png"),
        "empty": lambda: site.add("/empty", b""),
    }[name]()
    send(open_trade, [ean(1), None, url, None])
    image = images(open_trade)[url]
    assert image["status"] == "failed"
    assert open_trade.sender.client.get(f"/api/image/{image['id']}/content").status_code == 404


def test_redirects_are_followed(open_trade, site):
    site.add("/c.png", png())
    url = site.add("/go", b"", 301, Location="c.png")
    send(open_trade, [ean(1), None, url, None])
    assert images(open_trade)[url]["status"] == "stored"


def test_an_image_that_is_listed_again_is_not_fetched_again(open_trade, site):
    url = site.add("/a.png", png())
    send(open_trade, [ean(1), None, url, 1])
    first = images(open_trade)[url]
    send(open_trade, [ean(1), None, url, 2])
    again = images(open_trade)[url]
    assert (again["id"], again["status"], again["sequence"]) == (first["id"], "stored", 2)
    assert site.asked == ["/a.png"]


def test_a_file_replaces_the_images_of_what_it_names(open_trade, site):
    one, two, three = (site.add(f"/{n}.png", png()) for n in "123")
    send(open_trade, [ean(1), None, one, None], [ean(2), None, two, None])
    images(open_trade)
    send(open_trade, [ean(1), None, three, None])
    assert set(images(open_trade)) == {two, three}


@pytest.mark.parametrize("address", [
    "http://127.0.0.1:{port}/a.png", "http://localhost:{port}/a.png", "http://[::1]:{port}/a.png",
    "http://[::ffff:127.0.0.1]:{port}/a.png", "http://10.0.0.1/a.png", "http://169.254.169.254/latest/meta-data",
    "http://192.168.0.1/", "http://0.0.0.0:{port}/a.png"])
def test_addresses_of_this_machine_and_its_network_are_not_asked(trade, site, address):
    site.add("/a.png", png())
    trade.sender.process(f"product,{trade.brand}", products(1))
    url = address.format(port=site.server.server_port)
    send(trade, [ean(1), None, url, None])
    assert images(trade)[url]["status"] == "failed"
    assert site.asked == []


@pytest.mark.parametrize("row, cell", [
    ([None, None, "http://example.org/a.png", None], "A2"), ([ean(1), None, None, None], "C2"),
    ([ean(1), None, "ftp://example.org/a.png", None], "C2"), ([ean(1), None, "http://127.1/a", None], "C2"),
    ([ean(1), None, "http://user@example.org/a", None], "C2"), ([ean(1), None, "a.png", None], "C2"),
    ([ean(1), None, "http://example.org/a.png", "first"], "D2"), (["x", None, "http://example.org/a.png", None], "A2")])
def test_a_wrong_row_is_marked(trade, row, cell):
    entry = trade.sender.reject(f"image,{trade.brand}", sheet([IMAGE, row]))
    assert red_cells(opened(trade.sender.errors(entry)).worksheets[0]) == {cell}


def test_what_the_brand_does_not_have_is_told(trade):
    url = "http://images.example/a.png"
    entry = send(trade, [ean(8), None, url, None], [None, "NONE", url, None])
    assert entry["detail"]["error"] == f"Warning - Missing Variants: {ean(8)}. Missing Products: NONE."
    assert trade.sender.list("image") == []
