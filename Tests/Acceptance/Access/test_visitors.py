"""Visitors: the page and the QR code of their key, and the mail or the text in which they get it."""

import io
import itertools
import json
import re
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import zxingcpp
from PIL import Image

from Support.mailserver import MailServer
from Support.panel import Panel
from Support.receiver import Receiver
from Support.waiting import wait_until

NUMBERS = itertools.count(1)


def window(hours=24, begun=1):
    now = datetime.now(timezone.utc)
    return {
        "starts_at": (now - timedelta(hours=begun)).isoformat(), "ends_at": (now + timedelta(hours=hours)).isoformat()}


def invite(estate, *recipients, kind="custom", **attributes):
    """Anna's new keychain, with its virtual keys."""
    answer = estate.anna.post(f"/keychains/{kind}", "keychains", {
        "name": "Guest", **window(), "recipients": list(recipients), **attributes,
    }, {"tenant": ("tenants", estate.tenants["anna"])})
    assert answer.status_code == 201, answer.text
    document = answer.json()
    keys = [item for item in document["included"] if item["type"] == "virtual_keys"]
    return document["data"]["id"], keys


def panel_of(estate):
    token = estate.root.post(f"/panels/{estate.panel}/token", "panels").json()["data"]["attributes"]["token"]
    return Panel(estate.server.url, token)


def read_code(image):
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(image)))
    return found.text


def address():
    return f"guest{next(NUMBERS)}@example.org"


@pytest.fixture(scope="module")
def panel(estate):
    return panel_of(estate)


def test_the_page_shows_the_pin_and_a_code_that_opens(estate, panel):
    _, (key,) = invite(estate, address())
    attributes = key["attributes"]
    page = requests.get(attributes["instructions_url"], timeout=10)
    assert page.status_code == 200 and page.headers["content-type"] == "text/html; charset=utf-8"
    assert f"{attributes['pin'][:3]} {attributes['pin'][3:]}" in page.text and "North" in page.text
    assert page.headers["cache-control"] == "no-store" and page.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["content-security-policy"] and "<script" not in page.text
    image = requests.get(attributes["qr_code_image_url"], timeout=10)
    assert image.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(image.content))
    assert picture.format == "PNG" and picture.width == picture.height >= 200
    token = read_code(image.content)
    assert len(token) == 32 and token not in attributes["qr_code_image_url"]
    assert panel.decide(qr=token)["allow"]
    assert panel.decide(pin=attributes["pin"])["allow"]


def test_nobody_guesses_a_link(estate):
    _, (one, other) = invite(estate, address(), address())
    links = [key["attributes"]["instructions_url"] for key in (one, other)]
    codes = [re.search(r"/([0-9a-f]{32})$", link).group(1) for link in links]
    assert codes[0] != codes[1]
    swapped = links[0].replace(codes[0], codes[1])
    changed = links[0][:-1] + ("0" if links[0][-1] != "0" else "1")
    for wrong in (swapped, changed, links[0][:-1], links[0].replace(f"/{one['id']}/", "/999999999/"), links[0] + "x"):
        for path in (wrong, wrong + "/qr.png"):
            answer = requests.get(path, timeout=10)
            assert answer.status_code == 404 and one["attributes"]["pin"] not in answer.text, path


def test_a_link_dies_with_its_key(estate, panel):
    chain, (deleted, kept) = invite(estate, address(), address())
    _, (once,) = invite(estate, address(), kind="one_time")
    assert estate.anna.delete(f"/keychains/{chain}/virtual_keys/{deleted['id']}").status_code == 204
    assert panel.decide(pin=once["attributes"]["pin"])["allow"]
    _, (expired,) = invite(estate, address(), **window(hours=-1, begun=2))
    for key in (deleted, once, expired):
        for link in (key["attributes"]["instructions_url"], key["attributes"]["qr_code_image_url"]):
            answer = requests.get(link, timeout=10)
            assert answer.status_code == 410 and key["attributes"]["pin"] not in answer.text
    assert requests.get(kept["attributes"]["instructions_url"], timeout=10).status_code == 200
    assert estate.anna.delete(f"/keychains/{chain}").status_code == 204
    assert requests.get(kept["attributes"]["instructions_url"], timeout=10).status_code == 410


def test_names_on_the_page_are_text(estate):
    name = "<script>alert(1)</script>\"'&"
    _, (key,) = invite(estate, {"name": name, "deliver_to": address()})
    page = requests.get(key["attributes"]["instructions_url"], timeout=10).text
    assert "<script" not in page and "&lt;script&gt;" in page


# Mail and texts, at servers of ours that know where to hand them over.


def sent_at(estate, chain):
    document = estate.anna.read(f"/keychains/{chain}", include="virtual_keys")
    return [item["attributes"]["sent_at"] for item in document["included"]]


@pytest.fixture
def sending(pattern_estate, tmp_path):
    """Starts an estate whose server has these settings."""
    started = []

    def start(**settings):
        started.append(pattern_estate.copy(tmp_path / f"estate-{len(started)}", **settings))
        return started[-1]

    yield start
    for estate in started:
        estate.server.stop()


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_key_is_mailed_with_its_pin_its_code_and_its_page(sending, tmp_path, security):
    with MailServer(tmp_path, security, user="doors", password="secret of doors") as mail:
        estate = sending(**mail.settings, **{"public-url": "https://doors.example.org"})
        to = address()
        chain, (key,) = invite(estate, {"name": "Zoë &lt; <b>\"Bcc:\"", "deliver_to": to})
        (message,) = mail.wait()
        wait_until(lambda: sent_at(estate, chain) != [None], "sent_at is set")
        assert mail.signed_in == [True] and mail.envelopes[0].rcpt_tos == [to]
        assert mail.envelopes[0].mail_from == "doors@example.org"
        assert message["from"] == "The Doors <doors@example.org>" and message["to"] == to
        assert message["subject"] == "Your key for North" and "bcc" not in message and not message.defects
        plain = message.get_body(["plain"]).get_content()
        html = message.get_body(["html"]).get_content()
        pin = key["attributes"]["pin"]
        page = urlsplit(key["attributes"]["instructions_url"]).path
        for body in (plain, html):
            assert pin in body and f"https://doors.example.org{page}" in body and "Anna" in body
        (picture,) = [part for part in message.walk() if part.get_content_type() == "image/png"]
        assert picture["content-id"] == "<qr>" and 'src="cid:qr"' in html
        assert panel_of(estate).decide(qr=read_code(picture.get_content()))["allow"]
        assert to not in estate.server.text and pin not in estate.server.text


def test_a_mail_that_is_put_off_is_sent_again_and_one_that_is_refused_is_not(sending, tmp_path):
    with MailServer(tmp_path) as mail:
        estate = sending(**mail.settings)
        mail.answers = ["451 later, please"]
        chain, _ = invite(estate, address())
        wait_until(lambda: "with 451" in estate.server.text, "it was put off")
        assert sent_at(estate, chain) == [None]
        mail.wait(timeout=30)
        wait_until(lambda: sent_at(estate, chain) != [None], "sent_at is set")
        mail.answers = ["550 nobody is here"]
        chain, _ = invite(estate, address())
        wait_until(lambda: "refused the mail with 550" in estate.server.text, "it was refused")
        assert sent_at(estate, chain) == [None] and not mail.answers


def test_a_mail_server_that_is_not_believed_gets_nothing(sending, tmp_path):
    with MailServer(tmp_path, "starttls") as mail:
        estate = sending(**{**mail.settings, "mail.ca-file": ""})
        invite(estate, address())
        wait_until(lambda: "no encrypted connection" in estate.server.text, "it was not believed")
        assert not mail.mails
    with MailServer(tmp_path) as plain:
        estate = sending(**{**plain.settings, "mail.security": "starttls"})
        invite(estate, address())
        wait_until(lambda: "no encrypted connection" in estate.server.text, "it was not encrypted")
        assert not plain.mails


@pytest.mark.parametrize("form", ["json", "form", "get"])
def test_a_number_is_sent_a_text_through_the_gateway(sending, form):
    with Receiver() as gateway:
        settings = {"sms.url": f"{gateway.url}/ok/texts", "sms.headers": json.dumps({"X-Key": "key of the gateway"})}
        if form == "form":
            settings |= {
                "sms.content-type": "application/x-www-form-urlencoded", "sms.body": "phone={to}&body={text}&from=x"}
        if form == "get":
            settings |= {"sms.method": "GET", "sms.url": f"{gateway.url}/ok/texts?phone={{to}}&body={{text}}"}
        estate = sending(**settings, **{"public-url": "https://doors.example.org"})
        chain, (key,) = invite(estate, "+12125550102")
        (sent,) = gateway.wait("/ok/texts")
        assert sent.headers["x-key"] == "key of the gateway"
        if form == "json":
            assert sent.headers["content-type"] == "application/json"
            to, text = sent.json["to"], sent.json["text"]
        else:
            fields = parse_qs(sent.body.decode() if form == "form" else urlsplit(sent.path).query)
            to, text = fields["phone"][0], fields["body"][0]
            assert set(fields) <= {"phone", "body", "from"}
        assert to == "+12125550102" and key["attributes"]["pin"] in text and "North" in text
        assert f"https://doors.example.org{urlsplit(key['attributes']['instructions_url']).path}" in text
        wait_until(lambda: sent_at(estate, chain) != [None], "sent_at is set")
        assert "+12125550102" not in estate.server.text and "key of the gateway" not in estate.server.text
