"""Logos and avatars: replaced, read without a token, in other sizes, and without what a camera wrote."""

import base64
import itertools
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from Support.client import Client
from Support.filer import Filer, image, kind, picture, refusal

SIZES = [64, 128, 256, 512, 1024]
colours = itertools.cycle(["teal", "navy", "olive", "maroon", "purple", "gray"])


def with_metadata(colour="red", size=(60, 40), orientation=6):
    """A JPEG that tells where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of somebody"
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 45.0, 7.0), 3: "E", 4: (37.0, 36.0, 56.0)})
    return picture(colour, size, "JPEG", exif=exif, comment=b"at home")


@pytest.fixture
def chief(firms):
    """May change the logo."""
    return firms.by["head both"]


@pytest.mark.parametrize("type", ["Avatar", "Logo"])
def test_a_second_picture_replaces_the_first(firms, chief, type):
    used = lambda: firms.installation.quota("Haul")["used"]  # noqa: E731
    first = chief.add("first.png", picture("red"), business_type=type)["file_key"]
    room = used()
    second = chief.add("second.png", picture("blue"), business_type=type)["file_key"]
    assert refusal(chief.get(first)) == (404, "file.unknown")
    assert chief.keys(ati_id=str(chief.firm), business_type=type, contact_id=chief.contact) == [second]
    shown = image(chief.logo() if type == "Logo" else chief.avatar())
    assert shown.convert("RGB").getpixel((0, 0)) == (0, 0, 255)
    assert used() - room <= 50, "the room of the first is given back"


def test_another_contact_replaces_the_logo_too(firms, chief):
    first = chief.add("a.png", picture("red"), business_type="Logo")["file_key"]
    second = firms.by["head administrator"].add("b.png", picture("blue"), business_type="Logo")["file_key"]
    assert chief.get(first).status_code == 404
    assert firms.rival.keys(ati_id=str(chief.firm), business_type="Logo") == [second]


def test_of_two_at_once_one_stays(firms, chief):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(
            lambda number: Filer(Client(firms.server.url, chief.client.token)).upload(
                f"{number}.png", picture((number, 0, 0)), business_type="Avatar"), range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert len(chief.keys(ati_id=str(chief.firm), business_type="Avatar", contact_id=chief.contact)) == 1


def test_avatars_of_different_contacts_stand_side_by_side(firms):
    anna, ben = firms.anna, firms.ben
    for filer, colour in ((anna, "red"), (ben, "blue")):
        filer.add("a.png", picture(colour), business_type="Avatar")
    assert image(anna.avatar()).convert("RGB").getpixel((0, 0)) == (255, 0, 0)
    assert image(ben.avatar()).convert("RGB").getpixel((0, 0)) == (0, 0, 255)


@pytest.mark.parametrize("caller", ["anonymous", "rival", "anna"])
def test_pictures_need_no_token(firms, chief, caller):
    for type in ("Avatar", "Logo"):
        chief.add("a.png", picture(next(colours)), business_type=type)
    filer = firms.by[caller]
    assert image(filer.logo(chief.firm)).size == (3, 2)
    assert image(filer.avatar(chief.contact, chief.firm)).size == (3, 2)


@pytest.mark.parametrize("path", [
    "/v1/filer/logo/default", "/v1/filer/avatar/default", "/v1/filer/logo/{firm}", "/v1/filer/avatar/{firm}/{contact}",
])
def test_a_wrong_token_is_refused_even_there(firms, chief, path):
    path = path.format(firm=chief.firm, contact=chief.contact)
    assert firms.wrong.client.get(path).status_code == 401
    assert firms.anonymous.client.get(path).status_code == 200


def test_who_has_set_none_has_the_default_picture(alone):
    firms = alone("rival")
    rival = firms.rival
    for shown, path in ((rival.logo(), "logo/default"), (rival.avatar(), "avatar/default")):
        default = firms.anonymous.client.get(f"/v1/filer/{path}")
        assert shown.content == default.content and shown.headers["Content-Type"] == "image/png"
        assert image(default).size == (256, 256)


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("path", ["logo/default", "avatar/default"])
def test_default_pictures_come_in_the_width_that_is_asked_for(firms, path, width):
    shown = image(firms.anonymous.client.get(f"/v1/filer/{path}", params={"w": width}))
    assert shown.width == min(width, 256)


@pytest.mark.parametrize("firm", [0, 999_999, 2**31 - 1, 2**31, "x", "1x", "-1"])
def test_an_unknown_firm_is_not_found(firms, firm):
    assert firms.anonymous.logo(firm).status_code == 404
    assert firms.anonymous.avatar(firms.anna.contact, firm).status_code == 404


def test_a_contact_of_another_firm_is_not_found(firms):
    assert firms.anonymous.avatar(firms.rival.contact, firms.anna.firm).status_code == 404
    assert firms.anonymous.avatar(2**31, firms.anna.firm).status_code == 404
    assert firms.anonymous.avatar("me", firms.anna.firm).status_code == 404


def test_a_withdrawn_firm_shows_nothing_any_more(alone):
    firms = alone("rival head")
    chief = firms.by["rival head"]
    key = chief.add("a.png", picture(), business_type="Logo")["file_key"]
    assert firms.anonymous.get(key).status_code == 200
    firms.installation.run("organization", "revoke", chief.firm)
    assert firms.anonymous.get(key).status_code == 404
    assert firms.anonymous.logo(chief.firm).status_code == 404


@pytest.mark.parametrize("type", ["Avatar", "Logo"])
def test_what_the_camera_wrote_is_gone(chief, type):
    content = with_metadata()
    assert b"Camera of somebody" in content and b"at home" in content
    key = chief.add("a.jpg", content, business_type=type)["file_key"]
    shown = image(chief.get(key))
    assert shown.size == (40, 60), "it stands upright"
    assert not dict(shown.getexif()) and "comment" not in shown.info
    assert b"Camera" not in chief.get(key).content and b"at home" not in chief.get(key).content


def test_a_plain_image_stays_as_it_was_sent(chief):
    content = with_metadata()
    assert chief.get(chief.add("a.jpg", content)["file_key"]).content == content


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_an_image_comes_in_the_width_that_is_asked_for(chief, width, format):
    key = chief.add(f"a.{format.lower()}", picture(next(colours), (600, 300), format))["file_key"]
    shown = image(chief.get(key, params={"w": width}))
    assert shown.format == format
    assert shown.size == ((width, width // 2) if width < 600 else (600, 300)), "never enlarged"
    # What was made is kept: the second answer is the first one.
    assert chief.get(key, params={"w": width}).content == chief.get(key, params={"w": width}).content


@pytest.mark.parametrize("width", ["0", "63", "65", "100000", "-64", "x", "", "64.0", "064"])
def test_any_other_width_is_refused(chief, width):
    key = chief.add("a.png", picture())["file_key"]
    assert refusal(chief.get(key, params={"w": width})) == (400, "image.width")
    assert refusal(chief.client.get("/v1/filer/logo/default", params={"w": width})) == (400, "image.width")


def test_what_is_no_image_has_no_width(chief):
    assert refusal(chief.get(chief.add()["file_key"], params={"w": 64})) == (400, "image.none")


@pytest.mark.parametrize("name", ["picture.heic", "picture.tif"])
def test_a_browser_that_does_not_take_the_kind_gets_a_jpeg(chief, name):
    content = kind(name)
    key = chief.add(name, content)["file_key"]
    for accept in ("*/*", "image/*", "image/heic, image/tiff"):
        assert chief.get(key, headers={"Accept": accept}).content == content
    for accept in ("image/jpeg", "image/webp, image/jpeg;q=0.8", "text/html, image/jpeg", "image/heic;q=0, image/tiff;q=0, */*"):
        answer = chief.get(key, headers={"Accept": accept})
        assert image(answer).format == "JPEG" and answer.headers["Content-Type"] == "image/jpeg"
        assert ".jpg" in answer.headers["Content-Disposition"] and "Accept" in answer.headers["Vary"]


def test_a_watermark_is_on_what_others_download(firms):
    content = picture("white", (400, 300))
    file = firms.anna.add("a.png", content, access_type="Public", with_watermark="true")
    assert file["with_watermark"] is True
    for caller in ("anna", "ben"):
        assert firms.by[caller].get(file["file_key"]).content == content
    for caller in ("rival", "anonymous"):
        shown = image(firms.by[caller].get(file["file_key"]))
        assert shown.size == (400, 300)
        assert len(shown.convert("RGB").getcolors(1 << 20)) > 1, "something is drawn on the white"
        small = image(firms.by[caller].get(file["file_key"], params={"w": 128}))
        assert small.size == (128, 96) and len(small.convert("RGB").getcolors(1 << 20)) > 1
        encoded = firms.by[caller].get(file["file_key"], headers={"Accept": "application/json"})
        assert encoded.status_code == 200 and encoded.json() != ""
        assert base64.b64decode(encoded.json()) != content


def test_only_images_have_a_watermark(firms):
    assert refusal(firms.anna.upload(with_watermark="true")) == (400, "file.watermark")


def test_a_damaged_picture_is_refused(chief):
    content = picture("red", (400, 300), "JPEG")
    answer = chief.upload("a.jpg", content[: len(content) // 2], business_type="Avatar")
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert image(chief.avatar()).size == (400, 300), "what could be read was written anew"


def test_a_picture_of_many_pixels_is_refused(chief):

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0))
    bomb += chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    assert refusal(chief.upload("a.png", bomb, business_type="Avatar"))[0] == 400
    # As a file like any other it is kept, but nobody makes a smaller one of it.
    key = chief.add("a.png", bomb)["file_key"]
    assert refusal(chief.get(key, params={"w": 64}))[0] == 400
