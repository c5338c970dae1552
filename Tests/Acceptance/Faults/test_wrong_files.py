"""Files that are no workbook, or not a whole one, are refused in words that say what they are."""

import io
import re
import struct
import zlib

import pytest
import xlwt

from fault_house import CORPUS
from fault_workbooks import PARTS, archive, summary


def old_workbook():
    book, out = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("Summary").write(0, 0, "apartment")
    book.save(out)
    return out.getvalue()


def picture():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def office(part, kind):
    types = (
        PARTS["[Content_Types].xml"]
        .replace("/xl/workbook.xml", f"/{part}")
        .replace(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            f"application/vnd.openxmlformats-officedocument.{kind}.main+xml",
        )
    )
    return archive(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": PARTS["_rels/.rels"].replace("xl/workbook.xml", part),
            part: "<document/>",
        }
    )


WRONG = {
    "text": (b"this is no archive at all\n", "text or CSV"),
    "binary": (bytes(range(256)) * 20, "another kind"),
    "csv": (b"apartment,key\n1,00AABBCCDDEEFF\n", "CSV"),
    "html": (b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>", "HTML"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "PDF"),
    "png": (picture(), "PNG"),
    "xls": (old_workbook(), r"\.xls"),
    "docx": (office("word/document.xml", "wordprocessingml.document"), "Word"),
    "pptx": (office("ppt/presentation.xml", "presentationml.presentation"), "PowerPoint"),
    "ods": (archive({"content.xml": "<x/>"}, "application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
    "plain zip": (archive({"readme.txt": "hello"}), "archive"),
    "password": ((CORPUS / "pass_protected.xlsx").read_bytes(), "password"),
}


def assert_refused(house, answer, words=None):
    assert answer.status_code == 422, f"{answer.status_code} {answer.text}"
    body = answer.json()
    assert body["message"] and body["errors"]["file"], body
    assert "internal" not in body["message"].lower() and "request_id" not in body
    assert "X-Upload-Id" not in answer.headers
    if words:
        assert re.search(words, body["errors"]["file"][0]), body
    house.assert_alive()
    assert house.state() == house.expected


@pytest.mark.parametrize("kind", WRONG)
def test_a_file_of_another_kind_is_refused_by_its_name(loaded_house, kind):
    content, words = WRONG[kind]
    assert_refused(loaded_house, loaded_house.upload(content), words)


def test_an_empty_file_is_refused(loaded_house):
    answer = loaded_house.upload(b"")
    assert answer.status_code == 422 and answer.json()["errors"]["file"], answer.text
    loaded_house.assert_alive()


@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 0.999])
def test_a_truncated_workbook_is_refused(loaded_house, share):
    whole = summary(300, seed=2)
    assert_refused(loaded_house, loaded_house.upload(whole[: int(len(whole) * share)]))


@pytest.mark.parametrize("missing", [1, 2, 21, 22, 23, 60])
def test_a_workbook_without_its_last_bytes_is_refused(loaded_house, missing):
    assert_refused(loaded_house, loaded_house.upload(summary(300, seed=2)[:-missing]))


def test_what_was_refused_leaves_no_file_behind(loaded_house):
    loaded_house.sweep()
