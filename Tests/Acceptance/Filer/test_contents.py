"""How bytes go out: as they are, as Base64, in part, and with what a browser is told of them."""

import base64

import pytest

from Support.filer import kind

PNG, JSON = "image/png", "application/json"


@pytest.fixture(scope="module")
def file(firms):
    """Anna's picture: its key and its bytes."""
    content = kind("picture.png")
    return firms.anna.add("picture.png", content)["file_key"], content


@pytest.mark.parametrize("accept, sent, encoded", [
    (None, None, False), ("*/*", None, False), (PNG, None, False), (JSON, None, True), (JSON, JSON, True),
    (f"{JSON}, */*", None, False), (f"{JSON}, {PNG}", None, False), (f"{JSON}, image/*", None, False),
    (f"{JSON}, text/html", None, True), (f"{JSON};q=0.5", None, True), (f"{JSON};q=0", None, False),
    (f"{JSON}, */*;q=0", None, True), ("Application/JSON", None, True),
    ("*/*", JSON, True), (None, JSON, True), (PNG, JSON, False), ("*/*", f"{JSON}; charset=utf-8", True),
    ("*/*", "text/plain", False), ("text/html", None, False), ("text/html", JSON, False),
])
def test_base64_is_for_those_who_ask_for_json(anna, file, accept, sent, encoded):
    key, content = file
    answer = anna.get(key, headers={"Accept": accept, "Content-Type": sent})
    assert answer.status_code == 200
    if encoded:
        assert answer.headers["Content-Type"] == JSON
        assert base64.b64decode(answer.json(), validate=True) == content
    else:
        assert answer.headers["Content-Type"] == PNG and answer.content == content


@pytest.mark.parametrize("headers", [{"Accept": JSON}, {"Content-Type": JSON}])
def test_raw_always_gives_bytes(anna, file, headers):
    key, content = file
    assert anna.get(key, headers=headers, params={"raw": "1"}).content == content
    assert anna.get(key, headers=headers, params={"raw": "0"}).headers["Content-Type"] == JSON


@pytest.mark.parametrize("path", ["logo/default", "avatar/default", "logo/{firm}"])
def test_pictures_come_as_base64_too(firms, path):
    path = f"/v1/filer/{path.format(firm=firms.rival.firm)}"
    answer = firms.anonymous.client.get(path, headers={"Accept": JSON})
    assert base64.b64decode(answer.json(), validate=True) == firms.anonymous.client.get(path).content


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 393_215, 393_216, 393_217, 1_000_000])
def test_base64_is_whole_at_every_length(anna, size):
    content = (b"0123456789abcde\n" * (size // 16 + 1))[:size]
    key = anna.add("a.txt", content)["file_key"]
    answer = anna.get(key, headers={"Accept": JSON})
    assert base64.b64decode(answer.json(), validate=True) == content
    assert int(answer.headers["Content-Length"]) == len(answer.content)


def test_what_cannot_run_is_shown_and_the_rest_is_saved(anna, file):
    shown = anna.get(file[0]).headers
    assert shown["Content-Disposition"].startswith("inline") and "picture.png" in shown["Content-Disposition"]
    saved = anna.get(anna.add("a.txt")["file_key"]).headers
    assert saved["Content-Disposition"].startswith("attachment")
    for headers in (shown, saved):
        assert headers["X-Content-Type-Options"] == "nosniff" and "sandbox" in headers["Content-Security-Policy"]


def test_a_name_in_another_script_survives(anna):
    answer = anna.get(anna.add("Рейс 7.txt")["file_key"])
    assert "filename*=UTF-8''%D0%A0%D0%B5%D0%B9%D1%81%207.txt" in answer.headers["Content-Disposition"]


def test_parts_and_conditions(anna, file):
    key, content = file
    whole = anna.get(key)
    part = anna.get(key, headers={"Range": "bytes=4-9"})
    assert part.status_code == 206 and part.content == content[4:10]
    assert anna.get(key, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    assert anna.get(key, headers={"Range": f"bytes={len(content)}-"}).status_code == 416


def test_a_variant_has_a_tag_of_its_own(anna):
    content = kind("picture.heic")
    key = anna.add("picture.heic", content)["file_key"]
    plain = anna.get(key).headers["ETag"]
    assert anna.get(key, headers={"Accept": "image/jpeg"}).headers["ETag"] != plain


def test_caches_keep_only_what_is_public(firms, anna):
    public = anna.add("a.txt", access_type="Public")["file_key"]
    assert firms.anonymous.get(public).headers["Cache-Control"].startswith("public")
    assert anna.get(anna.add("b.txt")["file_key"]).headers["Cache-Control"].startswith("private")
