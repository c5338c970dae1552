"""What the server asks of others' servers never reaches a private address, whatever a name or a redirect makes of it."""

import io
import itertools
import urllib.parse

import pytest
from PIL import Image

from Support.access import OFTEN, Estate
from Support.installation import Installation
from Support.island import PORT, PRIVATE, PUBLIC, Island, name
from Support.panel import Panel
from Support.server import Server
from Support.trade import Trade, ean, products
from Support.waiting import wait_until
from Support.workbooks import sheet

NUMBERS = itertools.count(1)
REFUSED = "not on the public Internet"
# Ways to write 127.0.0.1 that some take for something else.
DISGUISES = [
    "127.0.0.1", "127.0.0.1.", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0",
    "localhost", "localhost.", "LocalHost", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "%31%32%37.0.0.1", "①②⑦.0.0.1", "127.0.0.1%00.example.org", f"{PUBLIC}@127.0.0.1",
    f"127.0.0.1\\@{PUBLIC}",
]


@pytest.fixture(scope="module")
def island():
    picture = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(picture, "PNG")
    with Island() as island:
        (island.folder / "picture").write_bytes(picture.getvalue())
        yield island


def serve(island, installation, **settings):
    """A server in there; its address is one out here."""
    server = Server(installation, settings=OFTEN | settings).start()
    server.url = island.open(server.url)
    return server


@pytest.fixture(scope="module")
def world(island, binary, tmp_path_factory):
    """Buildings whose webhooks lead into the island."""
    installation = Installation(island.wrap(binary), tmp_path_factory.mktemp("world"))
    server = serve(island, installation)
    world = Estate(installation, server)
    token = world.root.post(f"/panels/{world.panel}/token", "panels").json()["data"]["attributes"]["token"]
    world.door = Panel(server.url, token)
    yield world
    server.stop()


def make(world, host, path):
    return world.manager.post(f"/buildings/{world.north}/integrations", "integrations", {
        "integrator": "webhook", "configuration": {"url": f"http://{host}:{PORT}{path}", "method": "post"},
        "bindings": [{"resource_type": "call", "actions": ["create"]}]})


def attempts(world, answer, count=1):
    """What became of the calls of a webhook that was made, the newest first; then it is taken away."""
    assert answer.status_code == 201, answer.text
    place = f"/buildings/{world.north}/integrations/{answer.json()['data']['id']}"
    for number in range(1, count + 1):
        world.door.ring("1")
        wait_until(lambda: len(world.manager.read(f"{place}/deliveries")["data"]) >= number, "an attempt on record")
    found = [one["attributes"] for one in world.manager.read(f"{place}/deliveries")["data"]]
    assert world.manager.delete(place).status_code == 204
    return found


def test_a_name_that_answers_otherwise_a_moment_later_gains_nothing(world, island):
    path = f"/ok/{next(NUMBERS)}"
    later, first = attempts(world, make(world, name([PUBLIC], PRIVATE, of=f"n{next(NUMBERS)}"), path), 2)[-2:]
    # The address that was looked at is the one that was asked.
    assert (first["response_status"], first["outcome"]) == (200, "delivered")
    assert len(island.asked_at(PUBLIC, path)) == 1
    assert later["response_status"] is None and REFUSED in later["error"]
    assert not island.asked_at(PRIVATE, path)


@pytest.mark.parametrize("addresses", [
    [PRIVATE], [PUBLIC, PRIVATE], [PRIVATE, PUBLIC], ["10.0.0.1"], ["169.254.169.254"], ["100.64.0.1"], ["::1"],
    [PUBLIC, "::1"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["fd00::1"], ["fe80::1"],
])
def test_a_name_with_a_private_address_is_not_asked(world, island, addresses):
    path = f"/ok/{next(NUMBERS)}"
    found = attempts(world, make(world, name(addresses, of=f"n{next(NUMBERS)}"), path))[0]
    assert found["response_status"] is None and REFUSED in found["error"]
    assert not island.asked_at(PRIVATE, path) and not island.asked_at(PUBLIC, path)


@pytest.mark.parametrize("host", DISGUISES)
def test_an_address_in_disguise_is_not_asked(world, island, host):
    path = f"/ok/{next(NUMBERS)}"
    answer = make(world, host, path)
    if answer.status_code == 422:
        assert answer.json()["errors"][0]["source"]["pointer"] == "/data/attributes/configuration/url"
    else:
        assert REFUSED in attempts(world, answer)[0]["error"]
    assert not island.asked_at(PRIVATE, path)


def test_a_webhook_is_not_led_to_a_private_address(world, island):
    path, target = f"/to/{next(NUMBERS)}", f"/ok/{next(NUMBERS)}"
    found = attempts(world, make(world, PUBLIC, f"{path}?http://{PRIVATE}:{PORT}{target}"))[0]
    assert found["response_status"] == 302 and island.asked_at(PUBLIC, path)
    assert not island.asked_at(PRIVATE, target)


@pytest.fixture(scope="module")
def trade(island, binary, tmp_path_factory):
    """A brand whose images are fetched from the island."""
    installation = Installation.furnished(island.wrap(binary), tmp_path_factory.mktemp("trade"))
    server = serve(island, installation)
    trade = Trade(server, installation)
    trade.sender.process(f"product,{trade.brand}", products(1))
    yield trade
    server.stop()


def fetch(trade, url):
    """The image of this address, when it was asked for."""
    trade.sender.process(f"image,{trade.brand}", sheet([["Barcode", "Code", "ImageURL", "Sequence"], [ean(1), None, url, 1]]))

    def settled():
        (image,) = [image for image in trade.sender.list("image") if image["sourceURL"] == url]
        return image["status"] != "queued" and image

    return wait_until(settled, "the image", timeout=30)


def test_an_image_is_fetched_from_the_address_that_was_looked_at(trade, island):
    path = f"/{next(NUMBERS)}.png"
    image = fetch(trade, f"http://{name([PUBLIC], PRIVATE, of=f'n{next(NUMBERS)}')}:{PORT}{path}")
    assert image["status"] == "stored"
    assert island.asked_at(PUBLIC, path) and not island.asked_at(PRIVATE, path)


def test_a_redirect_is_looked_at_like_the_first_address(trade, island):
    path = f"/{next(NUMBERS)}.png"
    host = name([PUBLIC], PRIVATE, of=f"n{next(NUMBERS)}")
    assert fetch(trade, f"http://{PUBLIC}:{PORT}/to/a?http://{host}:{PORT}{path}")["status"] == "stored"
    assert island.asked_at(PUBLIC, path) and not island.asked_at(PRIVATE, path)


@pytest.mark.parametrize("place", [
    f"http://{PRIVATE}:{PORT}", f"//{PRIVATE}:{PORT}", f"http://localhost.:{PORT}", f"http://2130706433:{PORT}",
    f"http://[::ffff:127.0.0.1]:{PORT}", f"http://{name([PRIVATE])}:{PORT}", f"http://{PUBLIC}@{PRIVATE}:{PORT}",
])
def test_a_redirect_to_a_private_address_is_not_followed(trade, island, place):
    path = f"/{next(NUMBERS)}.png"
    image = fetch(trade, f"http://{PUBLIC}:{PORT}/to/{next(NUMBERS)}?{urllib.parse.quote(place + path, safe='')}")
    assert image["status"] == "failed"
    assert not island.asked_at(PRIVATE, path)
