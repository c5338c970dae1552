"""What is no workbook is refused at once, on `file`, with what it is instead; what is too large, early."""

import io
import socket
import time
import zipfile

import openpyxl
import pytest

from Support.client import Client
from Support.compound import compound
from Support.intercom import Intercom
from Support.workbooks import opened, saved, sheet, summary

ROWS = [{"apartment": 1, "key": "AABBCCDD"}]
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def without(content, name):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.namelist():
            if member != name:
                target.writestr(member, source.read(member))
    return buffer.getvalue()


def chart_sheet_only():
    workbook = openpyxl.Workbook()
    workbook.create_chartsheet("Chart")
    workbook.active.sheet_state = "hidden"
    workbook.active = 1
    return saved(workbook)


REFUSED = {
    "text": b"apartment,key\n1,AABBCCDD\n",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "pdf": b"%PDF-1.7\n" + bytes(200),
    "old xls or encrypted": COMPOUND + bytes(2048),
    "zip of something else": archive(readme_xml="<a/>"),
    "word document": archive(**{"[Content_Types]_xml": "<Types/>", "word__document_xml": "<w/>"}),
    "truncated": summary(ROWS)[:-200],
    "half": summary(ROWS)[: len(summary(ROWS)) // 2],
    "one byte": b"P",
    "no sheet part": without(summary(ROWS), "xl/worksheets/sheet1.xml"),
    "no workbook part": without(summary(ROWS), "xl/workbook.xml"),
    "no cells": sheet([]),
    "chart sheet and hidden sheet alone": chart_sheet_only(),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_no_readable_workbook_is_refused(intercom, occupied, content):
    for where in (intercom, occupied):
        answer = where.upload(content)
        assert answer.status_code == 422, answer.text
        assert list(answer.json()["errors"]) == ["file"]
        assert len(answer.json()["errors"]["file"][0]) > 20
        assert "X-Upload-Id" not in answer.headers
    assert intercom.flats == {}


def with_a_password(content):
    """The archive with the bit that says that its entries are encrypted."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = -1
        while (position := content.find(signature, position + 1)) >= 0:
            changed[position + offset] |= 1
    return bytes(changed)


@pytest.mark.parametrize("content, word", [
    (compound("EncryptionInfo", "EncryptedPackage"), "password"), (with_a_password(summary(ROWS)), "password"),
    (compound("Workbook"), ".xls"), (b"%PDF-1.7\n" + bytes(200), "pdf"), (b"apartment,key\n1,AABBCCDD\n", "text"),
    (b"", "required"), (b"\x89PNG\r\n\x1a\n" + bytes(200), "xlsx"),
], ids=["encrypted", "encrypted zip", "xls", "pdf", "csv", "nothing", "picture"])
def test_the_refusal_says_what_it_is_instead(intercom, content, word):
    answer = intercom.upload(content)
    assert answer.status_code == 422
    assert word in answer.json()["errors"]["file"][0].lower()


def test_a_bomb_is_refused(intercom):
    inside = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(summary(ROWS)))
    with source, zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as bomb:
        for member in source.namelist():
            if member != "xl/sharedStrings.xml":
                bomb.writestr(member, source.read(member))
        shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        bomb.writestr("xl/sharedStrings.xml", shared + b"a" * 300_000_000 + b"</t></si></sst>")
    started = time.monotonic()
    answer = intercom.upload(inside.getvalue())
    assert answer.status_code == 422
    assert time.monotonic() - started < 10


@pytest.fixture
def narrow(serve, furnish):
    """An intercom at a server that takes 20,000 bytes."""
    installation = furnish()
    server = serve(installation, settings={"upload.limit": 20_000})
    return Intercom(Client(server.url, installation.administrator), installation.intercom())


def test_past_the_limit_the_answer_is_413(narrow):
    answer = narrow.upload(bytes(40_000))
    assert answer.status_code == 413
    assert answer.json()["message"]
    assert narrow.upload(ROWS).status_code == 204, "the next upload works"


def test_the_limit_holds_without_a_content_length(narrow):
    def pieces():
        yield (b'--gate\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n')
        for _ in range(100):
            yield bytes(1000)
        yield b"\r\n--gate--\r\n"

    answer = narrow.client.post(
        narrow.path + "/upload", data=pieces(), headers={"Content-Type": "multipart/form-data; boundary=gate"})
    assert answer.status_code == 413


def test_the_413_comes_before_the_body_is_read_to_its_end(narrow):
    """The client sends the head of a 1 GB body and 100,000 bytes of it, and hears the answer."""
    port = int(narrow.client.url.rsplit(":", 1)[1])
    head = (
        f"POST /api/admin/v1{narrow.path}/upload HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: Bearer {narrow.client.token.secret}\r\n"
        "Content-Type: multipart/form-data; boundary=gate\r\nContent-Length: 1000000000\r\n\r\n")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(head.encode() + b"--gate\r\n" + bytes(1000))
        assert b" 413 " in line.recv(4096).splitlines()[0]


def test_the_standard_limit_is_200_mib(installation):
    assert "| `upload.limit` | `GATEHOUSE_UPLOAD_LIMIT` | `209715200` |" in installation.bare("settings").stdout


def test_a_refused_upload_leaves_no_file_behind(serve, furnish):
    installation = furnish()
    server = serve(installation)
    id = installation.intercom()
    lonely = Intercom(Client(server.url, installation.administrator), id)
    lonely.upload(b"no workbook" * 100_000)
    lonely.client.post(lonely.path + "/upload", files=[("file", ("a", b"x" * 9999)), ("file", ("b", b"y" * 9999))])
    leftovers = [path for path in (installation.data / "temporary").rglob("*") if path.is_file()]
    assert leftovers == []


def test_what_openpyxl_saved_again_is_taken(intercom):
    assert intercom.upload(saved(opened(summary(ROWS)))).status_code == 204
