"""Logos of buildings and avatars of people: sent, replaced, removed, refused, and shown by links without a token."""

import base64
import io
import json
import re

import pytest
from PIL import Image

from Support.access import document, estate as new_estate, form
from Support.filer import kind, picture
from Support.pictures import colour, data_uri, fetch, seen, with_metadata
from Support.residents import errors
from Support.waiting import wait_until

RED, BLUE = (255, 0, 0), (0, 0, 255)
LOGOS = ["panel_logo", "mobile_logo"]
MEBIBYTE = 1 << 20


def logos(app, building):
    attributes = app.read(f"/buildings/{building}")["data"]["attributes"]
    return {name: attributes[f"{name}_url"] for name in LOGOS}


def set_logo(app, building, name, content, **more):
    answer = app.patch(f"/buildings/{building}", "buildings", {name: data_uri(content), **more})
    assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
    return answer.json()["data"]["attributes"][f"{name}_url"]


def avatar(app):
    return app.read("/me")["data"]["attributes"]["avatar"]


def send(app, method, path, type, name, content, way):
    """A picture in each way that apps send one."""
    if way == "json":
        return app.send(method, path, type, {name: data_uri(content)})
    if way == "form":
        return app.request(method, path, data=form(document(type, {name: data_uri(content)})))
    return app.request(method, path, files={
        "data[type]": (None, type), f"data[attributes][{name}]": ("anything.bin", content, "text/plain")})


@pytest.mark.parametrize("way", ["json", "form", "multipart"])
@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_is_set_in_every_way_and_needs_no_token(estate, house, name, way):
    answer = send(estate.root, "PATCH", f"/buildings/{house}", "buildings", name, picture("red", (300, 200)), way)
    assert answer.status_code == 200, answer.text
    attributes = answer.json()["data"]["attributes"]
    other, = set(LOGOS) - {name}
    assert attributes[f"{other}_url"] is None and name not in attributes
    shown = fetch(attributes[f"{name}_url"])
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/png")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert colour(attributes[f"{name}_url"]) == RED and seen(attributes[f"{name}_url"]).size == (300, 200)
    assert logos(estate.root, house) == {name: attributes[f"{name}_url"], other: None}


def test_a_building_is_made_with_its_logos(estate):
    made = estate.root.make("/buildings", "buildings", {
        "name": "Logical", "panel_logo": data_uri(picture("red")), "mobile_logo": data_uri(picture("blue"))})
    assert colour(made["attributes"]["panel_logo_url"]) == RED
    assert colour(made["attributes"]["mobile_logo_url"]) == BLUE


def test_its_administrator_and_those_who_live_there_see_it(estate):
    set_logo(estate.manager, estate.north, "mobile_logo", picture("blue"))
    for app in (estate.manager, estate.anna):
        building = next(
            one for one in app.read("/me", include="buildings")["included"] if one["id"] == estate.north)
        assert colour(building["attributes"]["mobile_logo_url"]) == BLUE


def test_another_picture_takes_the_place_of_the_first(estate, house):
    first = set_logo(estate.root, house, "panel_logo", picture("red"))
    second = set_logo(estate.root, house, "panel_logo", picture("blue"))
    assert colour(second) == BLUE
    assert fetch(first).status_code == 404


@pytest.mark.parametrize("removal", [
    {"remove_panel_logo": True}, {"remove_panel_logo": "1"}, {"panel_logo": None},
    {"panel_logo": None, "remove_panel_logo": True},
])
def test_a_logo_is_removed(estate, house, removal):
    link = set_logo(estate.root, house, "panel_logo", picture("red"), mobile_logo=data_uri(picture("blue")))
    answer = estate.root.patch(f"/buildings/{house}", "buildings", removal)
    assert answer.status_code == 200 and answer.json()["data"]["attributes"]["panel_logo_url"] is None
    assert fetch(link).status_code == 404
    assert colour(logos(estate.root, house)["mobile_logo"]) == BLUE


@pytest.mark.parametrize("attributes", [
    {}, {"name": "Other"}, {"panel_logo": ""}, {"remove_panel_logo": False}, {"remove_panel_logo": "0"},
    {"remove_panel_logo": None}, {"remove_mobile_logo": True},
])
def test_what_is_not_sent_stays(estate, house, attributes):
    link = set_logo(estate.root, house, "panel_logo", picture("red"))
    assert estate.root.patch(f"/buildings/{house}", "buildings", attributes).status_code == 200
    assert colour(logos(estate.root, house)["panel_logo"]) == colour(link) == RED


def test_a_field_for_a_file_that_is_left_empty_changes_nothing(estate, house):
    set_logo(estate.root, house, "panel_logo", picture("red"))
    answer = estate.root.request("PATCH", f"/buildings/{house}", files={
        "data[type]": (None, "buildings"), "data[attributes][city]": (None, "Oslo"),
        "data[attributes][panel_logo]": ("", b"", "application/octet-stream"),
        "data[attributes][other]": ("other.txt", b"x" * 100_000)})
    assert answer.status_code == 200 and answer.json()["data"]["attributes"]["city"] == "Oslo"
    assert colour(logos(estate.root, house)["panel_logo"]) == RED


@pytest.mark.parametrize("width", [64, 128, 256, 512, 1024])
def test_widths_are_asked_for(estate, house, width):
    link = set_logo(estate.root, house, "panel_logo", picture("red", (900, 600)))
    assert seen(f"{link}&w={width}").width == min(width, 900)


@pytest.mark.parametrize("width", ["65", "0", "-1", "x", "1e3"])
def test_other_widths_are_refused(estate, house, width):
    answer = fetch(set_logo(estate.root, house, "panel_logo", picture()) + f"&w={width}")
    assert answer.status_code == 400 and answer.json()["errors"][0]["source"] == {"parameter": "w"}


def test_a_large_picture_is_kept_smaller(estate, house):
    assert seen(set_logo(estate.root, house, "panel_logo", picture("red", (400, 3000)))).size == (137, 1024)


def test_a_camera_tells_nothing_and_the_picture_stands_upright(estate, house):
    sent = with_metadata()
    assert b"Camera of somebody" in sent and Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)
    link = set_logo(estate.root, house, "mobile_logo", sent)
    for url in (link, f"{link}&w=64"):
        answer = fetch(url)
        assert b"Camera" not in answer.content and b"at home" not in answer.content
        assert not seen(url).getexif() and seen(url).size == (40, 60)


@pytest.mark.parametrize(("name", "type"), [
    ("picture.jpg", "image/jpeg"), ("picture.png", "image/png"), ("picture.webp", "image/webp"),
    ("picture.gif", "image/png"), ("picture.heic", "image/jpeg"), ("cmyk.jpg", "image/jpeg"),
])
def test_pictures_are_taken_by_their_bytes(estate, house, name, type):
    link = set_logo(estate.root, house, "panel_logo", kind(name))
    assert fetch(link).headers["Content-Type"] == type
    seen(link)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("content", [
    SVG, b"<html><script>alert(1)</script></html>", b"GIF", b"\x89PNG\r\n\x1a\n", kind("picture.png")[:60],
    kind("letter.pdf"), kind("picture.bmp"), kind("tone.mp3"), b"\x00",
    picture("red", (20, 20)) + b"PK\x03\x04", kind("picture.png") + kind("letter.docx"),
], ids=lambda content: repr(content[:12]))
@pytest.mark.parametrize("way", ["json", "multipart"])
def test_what_is_no_picture_is_refused(estate, house, content, way):
    answer = send(estate.root, "PATCH", f"/buildings/{house}", "buildings", "panel_logo", content, way)
    if content.startswith(b"\x89PNG") and answer.status_code == 200:
        # A picture with something behind it may be taken: what is kept is the picture alone.
        assert b"PK\x03\x04" not in fetch(answer.json()["data"]["attributes"]["panel_logo_url"]).content
        return
    assert [where for where, _ in errors(answer)] == ["/data/attributes/panel_logo"]
    assert logos(estate.root, house)["panel_logo"] is None


@pytest.mark.parametrize("value", [
    "picture.png", "https://example.org/logo.png", "data:image/png,plain", "data:image/png;base64,", "data:image/png;base64,!",
    {"url": "x"}, ["x"], True,
])
def test_what_is_no_data_uri_is_refused(estate, house, value):
    answer = estate.root.patch(f"/buildings/{house}", "buildings", {"panel_logo": value, "name": "Other"})
    assert [where for where, _ in errors(answer)] == ["/data/attributes/panel_logo"]
    assert estate.root.read(f"/buildings/{house}")["data"]["attributes"]["name"] != "Other"


def test_a_data_uri_may_have_line_breaks(estate, house):
    text = base64.encodebytes(picture("red", (50, 50))).decode()
    answer = estate.root.patch(f"/buildings/{house}", "buildings", {"panel_logo": f"data:image/png;base64,{text}"})
    assert colour(answer.json()["data"]["attributes"]["panel_logo_url"]) == RED


def test_a_picture_is_sent_or_removed_and_not_both(estate, house):
    answer = estate.root.patch(
        f"/buildings/{house}", "buildings", {"panel_logo": data_uri(picture()), "remove_panel_logo": True})
    assert errors(answer) == [("/data/attributes/remove_panel_logo", "cannot be true where panel_logo is sent")]


@pytest.mark.parametrize("way", ["json", "form", "multipart"])
def test_a_picture_may_have_four_mebibytes(estate, house, way):
    # What stands behind the end of a JPEG is not looked at by those who decode it.
    fits = picture("red", (20, 20), "JPEG") + bytes(4 * MEBIBYTE - 5000)
    answer = send(estate.root, "PATCH", f"/buildings/{house}", "buildings", "panel_logo", fits, way)
    assert answer.status_code == 200, answer.text
    answer = send(estate.root, "PATCH", f"/buildings/{house}", "buildings", "panel_logo", fits + bytes(10_000), way)
    assert answer.status_code == 413, answer.text
    answer = send(estate.root, "PATCH", f"/buildings/{house}", "buildings", "panel_logo", bytes(14 * MEBIBYTE), way)
    assert answer.status_code == 413


def test_everything_else_is_as_small_as_without_pictures(estate, house):
    attributes = {"panel_logo": data_uri(picture()), "city": "x" * 300_000}
    assert estate.root.patch(f"/buildings/{house}", "buildings", attributes).status_code == 413
    attributes = {"city": "x" * 300_000}
    assert estate.root.patch(f"/buildings/{house}", "buildings", attributes).status_code == 413


def test_a_picture_with_very_many_pixels_is_refused(estate, house):
    answer = estate.root.patch(f"/buildings/{house}", "buildings", {"panel_logo": data_uri(picture("red", (12000, 9000)))})
    (where, what), = errors(answer)
    assert where == "/data/attributes/panel_logo" and "12000 × 9000" in what


@pytest.mark.parametrize(("who", "status"), [
    ("anna", 403), ("unit_admin", 403), ("zone_admin", 403), ("nobody", 403), ("south_manager", 404),
    ("far_root", 404), ("anonymous", 401),
])
@pytest.mark.parametrize("way", ["json", "multipart"])
def test_nobody_else_sets_a_logo(estate, who, status, way):
    before = logos(estate.manager, estate.north)["panel_logo"]
    answer = send(
        getattr(estate, who), "PATCH", f"/buildings/{estate.north}", "buildings", "panel_logo", picture("green"), way)
    assert answer.status_code == status, answer.text
    after = logos(estate.manager, estate.north)["panel_logo"]
    assert (before is None) == (after is None) and (before or "").split("?")[0] == (after or "").split("?")[0]


@pytest.mark.parametrize("way", ["json", "form", "multipart"])
def test_everybody_sets_their_own_avatar(estate, way):
    answer = send(estate.ben, "PATCH", "/me", "users", "avatar", picture("red", (700, 600)), way)
    assert answer.status_code == 200, answer.text
    shown = answer.json()["data"]["attributes"]["avatar"]
    assert shown == avatar(estate.ben) and colour(shown["thumb_url"]) == RED
    assert seen(shown["thumb_url"]).width == 128 and seen(shown["medium_url"]).width == 512
    # Who administers the house sees it, with the tenant.
    tenant = estate.manager.read(f"/tenants/{estate.tenants['ben']}", include="user")["included"][0]
    assert colour(tenant["attributes"]["avatar"]["medium_url"]) == RED
    answer = estate.ben.patch("/me", "users", {"remove_avatar": True})
    assert answer.json()["data"]["attributes"]["avatar"] == {"thumb_url": None, "medium_url": None}
    assert fetch(shown["thumb_url"]).status_code == 404


@pytest.mark.parametrize(("value", "status"), [
    (data_uri(SVG), 422), (data_uri(b"x"), 422), ("x", 422), ({"thumb_url": None}, 422), (data_uri(bytes(4 * MEBIBYTE + 1)), 413),
])
def test_an_avatar_that_is_none_is_refused(estate, value, status):
    answer = estate.tom.patch("/me", "users", {"avatar": value})
    assert [where for where, _ in errors(answer, status)] == ["/data/attributes/avatar"]
    assert avatar(estate.tom) == {"thumb_url": None, "medium_url": None}


def test_a_link_opens_what_it_was_made_for_alone(estate, house):
    link = set_logo(estate.root, house, "panel_logo", picture("red"), mobile_logo=data_uri(picture("blue")))
    other = logos(estate.root, house)["mobile_logo"]
    path, query = link.split("?")
    signature = re.search("signature=([0-9a-f]+)", query)[1]
    wrong = [
        path, f"{path}?{query.replace(signature, signature[::-1])}", f"{path}?{query.replace('expires=', 'expires=9')}",
        f"{other.split('?')[0]}?{query}", f"{path[:-1]}{'0' if path[-1] != '0' else '1'}?{query}",
        link.replace("panel_logos", "mobile_logos"), link.replace(f"/{house}/", f"/{int(house) + 1}/"),
    ]
    for address in wrong:
        assert fetch(address).status_code == 401, address
    for address in (link.replace("panel_logos", "nothing"), link.replace(f"/{house}/", "/x/")):
        assert fetch(address).status_code == 404
    assert fetch(link).status_code == 200


def test_browsers_keep_what_they_have_and_ask_for_parts(estate, house):
    link = set_logo(estate.root, house, "panel_logo", picture("red", (50, 50)))
    whole = fetch(link)
    assert "max-age=" in whole.headers["Cache-Control"] and "private" in whole.headers["Cache-Control"]
    assert fetch(link, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    assert fetch(link, headers={"Range": "bytes=1-4"}).content == whole.content[1:5]


@pytest.fixture
def own(binary, tmp_path):
    """An estate of a test's own, with these settings."""
    estates = []

    def make(**settings):
        estates.append(new_estate(binary, tmp_path / "own", **settings))
        return estates[-1]

    yield make
    for estate in estates:
        estate.server.stop()


def test_a_link_lapses(own):
    estate = own(**{"link.lifetime": 2})
    link = set_logo(estate.root, estate.north, "panel_logo", picture("red"))
    wait_until(lambda: fetch(link).status_code == 401, "the link lapses", timeout=20)
    assert fetch(logos(estate.root, estate.north)["panel_logo"]).status_code in (200, 401)


def files(estate):
    return {path.name for path in (estate.installation.data / "files/blobs").rglob("*") if path.is_file()}


def test_sweeps_keep_what_is_shown_and_take_the_rest_with_its_sizes(own):
    estate = own(**{"sweep.interval": 1, "sweep.grace": 1})
    links = [
        set_logo(estate.root, estate.north, "panel_logo", picture("red", (300, 300))),
        set_logo(estate.root, estate.north, "mobile_logo", picture("blue", (301, 301)))]
    estate.anna.patch("/me", "users", {"avatar": data_uri(picture("green", (702, 702)))})
    links += avatar(estate.anna).values()
    for link in links[:2]:
        seen(f"{link}&w=64")
    kept = [fetch(link).content for link in links]
    # Two logos with a size each, and an avatar with two; what was sent goes.
    wait_until(lambda: len(files(estate)) == 7, "what was sent is swept", timeout=60)
    assert [fetch(link).content for link in links] == kept
    estate.root.patch(f"/buildings/{estate.north}", "buildings", {"remove_panel_logo": True, "remove_mobile_logo": True})
    estate.anna.patch("/me", "users", {"avatar": None})
    wait_until(lambda: files(estate) == set(), "all of it is swept", timeout=60)
    # The same picture again is made small again.
    link = set_logo(estate.root, estate.north, "panel_logo", picture("red", (300, 300)))
    assert seen(f"{link}&w=64").size == (64, 64)


def test_an_avatar_is_part_of_what_is_handed_out_and_goes_with_its_person(own):
    estate = own()
    estate.sue.patch("/me", "users", {"avatar": data_uri(picture("red", (30, 30)))})
    link = avatar(estate.sue)["thumb_url"]
    person = json.loads(estate.installation.run("user", "export", estate.logins["sue"]))
    head, text = person["avatar"].split(",")
    assert head == "data:image/png;base64"
    assert Image.open(io.BytesIO(base64.b64decode(text))).size == (30, 30)
    assert json.loads(estate.installation.run("user", "export", estate.logins["anna"]))["avatar"] is None
    estate.installation.run("user", "erase", estate.logins["sue"], "--yes")
    assert fetch(link).status_code == 404
    assert json.loads(estate.installation.run("user", "export", estate.sue.user_id))["avatar"] is None
