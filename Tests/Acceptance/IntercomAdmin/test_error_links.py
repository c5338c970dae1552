"""The link to the returned workbook: its name, whom it opens for and how long."""

import email
import re
import time
import urllib.parse

import pytest
import requests

from Support.client import Client
from Support.intercom import Intercom
from Support.marks import CELLS
from Support.workbooks import sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize("name, returned", [
    ("list.xlsx", "list_errors.xlsx"), ("gate.list.v2.xlsx", "gate.list.v2_errors.xlsx"),
    ("вход.xlsx", "вход_errors.xlsx"),
    ("no ending", "no ending_errors"), ("a;b 100%.xlsx", "a;b 100%_errors.xlsx"),
])
def test_the_returned_workbook_is_named_after_the_original(intercom, name, returned):
    upload = intercom.reject(sheet(CELLS), name=name)
    disposition = intercom.client.get(upload["error_file_url"]).headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    extended = re.search(r"filename\*=UTF-8''(\S+)", disposition).group(1)
    assert urllib.parse.unquote(extended) == returned


def test_the_link_works_without_a_token_and_the_path_with_one(intercom, viewer, stranger, server):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    assert url.startswith(server.url + "/")
    anonymous = Client(server.url)
    answer = anonymous.get(url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, XLSX)
    bare = url.partition("?")[0]
    assert viewer.get(bare).content == answer.content
    assert anonymous.get(bare).status_code == 401
    assert stranger.get(bare).status_code == 404


def test_the_link_is_good_for_a_day(intercom):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    expires = int(urllib.parse.parse_qs(url.partition("?")[2])["expires"][0])
    assert abs(expires - time.time() - 86_400) < 60


@pytest.mark.parametrize("spoil", [
    lambda url: re.sub("signature=.", "signature=" + ("0" if "signature=1" in url else "1"), url),
    lambda url: url.partition("&")[0],
    lambda url: re.sub(r"expires=(\d)", r"expires=9\1", url),
    lambda url: url[:-1],
    lambda url: re.sub(r"signature=\w+", "signature=", url),
    lambda url: re.sub(r"uploads/(\d+)", lambda found: f"uploads/{int(found[1]) - 1}", url),
], ids=["signature", "no signature", "later", "cut", "empty", "another upload"])
def test_a_spoilt_link_is_refused(intercom, server, spoil):
    intercom.reject(sheet(CELLS))
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    assert spoil(url) != url
    answer = Client(server.url).get(spoil(url))
    assert answer.status_code == 401
    assert answer.json() == {"message": "Unauthenticated."}


def test_an_expired_link_is_refused_but_the_token_still_opens(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"link.lifetime": 1})
    intercom = Intercom(Client(server.url, installation.administrator), installation.intercom())
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    anonymous, deadline = Client(server.url), time.monotonic() + 5
    while (answer := anonymous.get(url)).status_code == 200 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert answer.status_code == 401
    assert intercom.client.get(url.partition("?")[0]).status_code == 200


def test_an_upload_without_errors_has_no_workbook_to_return(intercom):
    upload = intercom.load([{"apartment": 1}])
    assert intercom.client.get(f"/uploads/{upload['id']}/errors.xlsx").status_code == 404


def test_a_copy_that_is_known_already_is_not_sent_again(intercom):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    first = requests.get(url, timeout=10)
    again = requests.get(url, headers={"If-None-Match": first.headers["ETag"]}, timeout=10)
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    tag = again.headers["ETag"]
    for known in (f'"x", {tag}', f"W/{tag}", "*"):
        assert requests.get(url, headers={"If-None-Match": known}, timeout=10).status_code == 304, known
    assert requests.get(url, headers={"If-None-Match": '"x", W/"y"'}, timeout=10).status_code == 200


def test_a_copy_is_sent_only_if_it_is_the_one_that_is_expected(intercom):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    tag = requests.get(url, timeout=10).headers["ETag"]
    for expected, status in ((tag, 200), (f'"x", {tag}', 200), ("*", 200), ('"x"', 412), (f"W/{tag}", 412)):
        answer = requests.get(url, headers={"If-Match": expected}, timeout=10)
        assert answer.status_code == status, expected
        assert answer.headers["ETag"] == tag


def test_a_head_tells_everything_but_the_bytes(intercom):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    whole = requests.get(url, timeout=10)
    head = requests.head(url, headers={"Range": "bytes=0-1"}, timeout=10)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Length", "Content-Type", "Content-Disposition", "ETag", "Accept-Ranges", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]


def test_a_browser_runs_nothing_of_it(intercom):
    headers = requests.get(intercom.reject(sheet(CELLS))["error_file_url"], timeout=10).headers
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Content-Disposition"].startswith("attachment;")


def parts_of(answer):
    """The parts of a `multipart/byteranges` answer: their headers, and their bytes."""
    head = f"Content-Type: {answer.headers['Content-Type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + answer.content)
    assert message.is_multipart()
    boundary = answer.headers["Content-Type"].partition("boundary=")[2].encode()
    bodies = answer.content.split(b"\r\n--" + boundary)[1:-1]
    return [(part, body.partition(b"\r\n\r\n")[2]) for part, body in zip(message.get_payload(), bodies)]


@pytest.mark.parametrize("asked, given", [
    ("bytes=0-1,10-19", [(0, 2), (10, 20)]), ("bytes=10-19, 0-1", [(10, 20), (0, 2)]),
    ("bytes=0-0,-3", [(0, 1), (-3, None)]), ("bytes=5-9,0-6,20-29", [(0, 10), (20, 30)]),
    ("bytes=0-1,,30-,99999999-", [(0, 2), (30, None)]),
])
def test_several_parts_can_be_asked_for(intercom, asked, given):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    whole = requests.get(url, timeout=10)
    answer = requests.get(url, headers={"Range": asked}, timeout=10)
    assert answer.status_code == 206
    assert answer.headers["Content-Length"] == str(len(answer.content))
    size, found = len(whole.content), parts_of(answer)
    assert len(found) == len(given)
    for (part, content), (first, last) in zip(found, given):
        assert content == whole.content[first:last]
        start, end, _ = slice(first, last).indices(size)
        assert part["Content-Range"] == f"bytes {start}-{end - 1}/{size}"
        assert part["Content-Type"] == whole.headers["Content-Type"]


@pytest.mark.parametrize("asked, end", [("bytes=0-5,6-9", 10), ("bytes=0-9,2-3", 10), ("bytes=0-3,99999999-", 4)])
def test_parts_that_make_one_are_given_as_one(intercom, asked, end):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    whole = requests.get(url, timeout=10)
    answer = requests.get(url, headers={"Range": asked}, timeout=10)
    assert (answer.status_code, answer.content) == (206, whole.content[:end])
    assert answer.headers["Content-Range"] == f"bytes 0-{end - 1}/{len(whole.content)}"


@pytest.mark.parametrize("range", ["bytes=0-0", "bytes=10-99", "bytes=100-", "bytes=-50", "bytes=0-99999999999999999999"])
def test_a_part_can_be_asked_for(intercom, range):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    whole = requests.get(url, timeout=10)
    size = len(whole.content)
    answer = requests.get(url, headers={"Range": range, "If-Range": whole.headers["ETag"]}, timeout=10)
    first, last = range.removeprefix("bytes=").split("-")
    start = int(first) if first else size - int(last)
    end = min(int(last) + 1, size) if first and last else size
    assert (answer.status_code, answer.content) == (206, whole.content[start:end])
    assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{size}"
    assert answer.headers["Content-Length"] == str(end - start)


def test_a_part_behind_the_end_is_refused(intercom):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    size = len(requests.get(url, timeout=10).content)
    for range in (f"bytes={size}-", f"bytes={size}-{size}", "bytes=99999999999999999999-", "bytes=-0"):
        answer = requests.get(url, headers={"Range": range}, timeout=10)
        assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{size}"), range


@pytest.mark.parametrize("headers", [
    {"Range": "bytes=0-1,x-4"}, {"Range": "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 40, 2))}, {"Range": "lines=0-1"},
    {"Range": "bytes=,"}, {"Range": "bytes=0-1", "If-Range": "Sun, 06 Nov 1994 08:49:37 GMT"}, {"Range": "bytes=1"}, {"Range": "bytes=b-c"},
    {"Range": "bytes=5-4"}, {"Range": "bytes=-"}, {"Range": "bytes=0-1", "If-Range": '"another"'}])
def test_what_is_no_range_of_this_file_gives_the_whole(intercom, headers):
    url = intercom.reject(sheet(CELLS))["error_file_url"]
    whole = requests.get(url, timeout=10)
    answer = requests.get(url, headers=headers, timeout=10)
    assert (answer.status_code, answer.content) == (200, whole.content)
    assert answer.headers["Accept-Ranges"] == "bytes"
