"""Workbooks that are made to do harm cost little and change nothing."""

import io
import struct
import zipfile

import pytest

from fault_outcomes import assert_ends_well, bounded
from fault_workbooks import HEAD, MAIN, SHEET, cell, column_name, package, repeated, sheet, summary

MB = 1 << 20


def assert_refused(house, content, words):
    outcome, found = assert_ends_well(house, content)
    assert outcome == "refused" and words in found, (outcome, found)


def test_a_bomb_that_unpacks_to_many_times_its_size_is_refused(loaded_house):
    bomb = package(
        repeated(f'<worksheet xmlns="{MAIN}"><sheetData>', " " * 1024, 700 * 1024, "</sheetData></worksheet>"), level=9
    )
    assert len(bomb) < 2 * MB
    with bounded(loaded_house, seconds=10, growth=64 * MB):
        assert_refused(loaded_house, bomb, "")


def test_a_bomb_that_claims_an_enormous_size_is_refused(loaded_house):
    content = bytearray(package(sheet("")))
    at = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02"))
    while SHEET.encode() not in content[at + 46 : at + 46 + len(SHEET)]:
        at = content.index(b"PK\x01\x02", at + 1)
    content[at + 24 : at + 28] = struct.pack("<I", 0xF0000000)
    with bounded(loaded_house, seconds=5, growth=32 * MB):
        assert_refused(loaded_house, bytes(content), "")


def test_overlapping_entries_are_refused(loaded_house):
    """Many names for the same bytes: small in the archive, endless when unpacked."""
    content = bytearray(package(sheet(""), parts={f"xl/media/{n:03d}.bin": b"0" * 1000 for n in range(50)}))
    first = None
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        name = content[at + 46 : at + 46 + struct.unpack_from("<H", content, at + 28)[0]]
        if name.startswith(b"xl/media/"):
            first = first if first is not None else content[at + 42 : at + 46]
            content[at + 42 : at + 46] = first
        at = content.find(b"PK\x01\x02", at + 1)
    assert_refused(loaded_house, bytes(content), "")


def test_a_million_formatted_rows_without_cells_are_quick_and_small(loaded_house):
    content = package(
        repeated(
            f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD}<row r="2">{cell("A2", "1")}</row>',
            '<row s="1" customFormat="1" ht="15" customHeight="1"/>',
            1_000_000,
            "</sheetData></worksheet>",
        )
    )
    with bounded(loaded_house, seconds=5, growth=32 * MB):
        outcome, words = assert_ends_well(loaded_house, content)
    assert outcome == "staged", words


def test_a_million_rows_of_formatted_empty_cells_are_quick_and_small(loaded_house):
    def rows():
        yield f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD}'.encode()
        for start in range(2, 1_048_577, 10_000):
            yield "".join(
                f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>'
                for n in range(start, min(start + 10_000, 1_048_577))
            ).encode()
        yield b"</sheetData></worksheet>"

    content = package(rows(), level=1)
    with bounded(loaded_house, seconds=8, growth=32 * MB):
        outcome, words = assert_ends_well(loaded_house, content)
    assert outcome == "staged", words


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE worksheet [<!ENTITY % x SYSTEM "http://127.0.0.1:1/"> %x;]>',
    ],
)
def test_a_document_type_is_refused(loaded_house, prolog):
    assert_refused(loaded_house, package(sheet(f'<row r="2">{cell("A2", "&b;")}</row>', prolog=prolog)), "DTD")


def test_an_entity_that_nobody_declared_is_refused(loaded_house):
    assert_refused(loaded_house, package(sheet(f'<row r="2">{cell("A2", "&xxe;")}</row>')), "XML")


@pytest.mark.parametrize("reference", ["A1048577", "XFE2", "ZZZZZZ1", "A99999999999999999999", "A0", "A-1", "2A", "Ä2"])
def test_a_cell_outside_the_sheet_is_refused(loaded_house, reference):
    outcome, words = assert_ends_well(loaded_house, package(sheet(f"<row>{cell(reference, '1')}</row>")))
    assert outcome == "refused", (outcome, words)


@pytest.mark.parametrize("row", ["1048577", "0", "-5", "99999999999999999999", "x"])
def test_a_row_outside_the_sheet_is_refused(loaded_house, row):
    outcome, words = assert_ends_well(loaded_house, package(sheet(f'<row r="{row}"><c><v>1</v></c></row>')))
    assert outcome == "refused", (outcome, words)


@pytest.mark.parametrize("columns, taken", [(16_384, True), (16_385, False)])
def test_a_sheet_ends_at_its_16384th_column(loaded_house, columns, taken):
    header = "".join(
        cell(f"{column_name(n)}1", f"apartment {n}" if n > 1 else "apartment") for n in range(1, columns + 1)
    )
    body = "".join(cell(f"{column_name(n)}2", str(n)) for n in range(1, columns + 1))
    content = package(sheet(f'<row r="2">{body}</row>', head=f'<row r="1">{header}</row>'))
    with bounded(loaded_house, seconds=10, growth=64 * MB):
        outcome, words = assert_ends_well(loaded_house, content)
    assert outcome == ("staged" if taken else "refused"), (outcome, words)


def test_a_hundred_megabytes_of_shared_strings_stay_bounded(loaded_house):
    def strings():
        yield f'<sst xmlns="{MAIN}">'.encode()
        for block in range(100):
            yield "".join(f"<si><t>{block * 1000 + n:08d}{'x' * 1024}</t></si>" for n in range(1000)).encode()
        yield b"</sst>"

    content = package(
        sheet('<row r="2"><c r="A2" t="s"><v>99999</v></c></row>'), level=1, parts={"xl/sharedStrings.xml": strings()}
    )
    with bounded(loaded_house, seconds=20, growth=320 * MB):
        outcome, words = assert_ends_well(loaded_house, content)
    assert outcome in ("refused", "rejected"), words


@pytest.mark.parametrize(
    "name", ["../../../escaped.txt", "/escaped.txt", "..\\..\\escaped.txt", "xl/../../escaped.txt"]
)
def test_names_that_lead_outside_write_nothing_there(loaded_house, name):
    outcome, words = assert_ends_well(
        loaded_house, package(sheet(f'<row r="2">{cell("A2", "none")}</row>'), parts={name: "escaped"})
    )
    assert outcome in ("refused", "rejected"), words
    assert not list(loaded_house.view.parent.rglob("escaped.txt"))


def test_a_path_in_a_file_name_leads_nowhere(loaded_house):
    answer = loaded_house.upload(summary(3, seed=3), name="../../../etc/passwd.xlsx")
    assert answer.status_code == 201
    found = loaded_house.get_upload(answer.headers["X-Upload-Id"])
    assert found["file_name"] == "passwd.xlsx"


def test_elements_nested_without_end_are_refused(loaded_house):
    deep = "<x>" * 200_000 + "</x>" * 200_000
    with bounded(loaded_house, seconds=5, growth=32 * MB):
        assert_refused(loaded_house, package(sheet(f'<row r="2"><c r="A2">{deep}</c></row>')), "")


def test_an_enormous_attribute_is_refused(loaded_house):
    content = package(
        repeated(
            f'<worksheet xmlns="{MAIN}"><sheetData><row r="1" spans="', "1:2 ", 25 * MB, '"/></sheetData></worksheet>'
        )
    )
    with bounded(loaded_house, seconds=5, growth=48 * MB):
        assert_refused(loaded_house, content, "")


def test_an_enormous_text_is_refused(loaded_house):
    content = package(
        repeated(
            f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>',
            "text",
            25 * MB,
            "</t></is></c></row></sheetData></worksheet>",
        )
    )
    with bounded(loaded_house, seconds=5, growth=96 * MB):
        assert_refused(loaded_house, content, "")


def test_a_wrong_checksum_is_refused(loaded_house):
    content = bytearray(package(sheet(f'<row r="2">{cell("A2", "1")}</row>')))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as book:
        checksum = struct.pack("<I", book.getinfo(SHEET).CRC)
    assert content.count(checksum) == 2
    assert_refused(loaded_house, bytes(content).replace(checksum, b"\1\2\3\4"), "")


def test_a_thousand_wrong_rows_come_back_marked_from_a_hand_made_workbook(loaded_house):
    body = "".join(f'<row r="{n}">{cell(f"A{n}", "nine")}{cell(f"B{n}", "=1+1")}</row>' for n in range(2, 1002))
    answer = loaded_house.upload(package(sheet(body)))
    ended = loaded_house.load(package(sheet(body)))
    assert answer.json()["errors"] == ended["error_count"] == 2000
    assert ended["state"] == "rejected" and ended["error_file_url"], ended["warnings"]


def test_what_hostile_workbooks_left_is_swept(loaded_house):
    loaded_house.sweep()
