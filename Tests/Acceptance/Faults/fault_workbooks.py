"""Workbooks, whole and broken on purpose; the same bytes each time."""

import datetime
import io
import random
import zipfile

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADER = ["apartment", "key", "user", "user name", "live"]


def rows(count, seed):
    """A row for each apartment from 1; another seed gives other keys, users and names."""
    rng = random.Random(seed)
    return [
        [
            number,
            f"{rng.getrandbits(56):014X}",
            f"user{number}.{seed}@tenants.example",
            f"Tenant {rng.randrange(10**6)}",
            rng.choice(["yes", "no"]),
        ]
        for number in range(1, count + 1)
    ]


def workbook(body, header=HEADER):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    sheet = book.add_worksheet("Summary")
    for place, values in enumerate([header, *body]):
        sheet.write_row(place, 0, values)
    book.close()
    return out.getvalue()


def summary(count, seed):
    return workbook(rows(count, seed))


def wrong_summary(count, seed, wrong=20):
    """With keys that are none in so many rows."""
    body = rows(count, seed)
    for place in random.Random(seed).sample(range(count), wrong):
        body[place][1] = "no key"
    return workbook(body)


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SPREADSHEET}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SPREADSHEET}.sharedStrings+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ),
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
}


def cell(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{cell("A1", "apartment")}{cell("B1", "key")}</row>'


def sheet(content, head=HEAD, prolog=""):
    return f'{prolog}<worksheet xmlns="{MAIN}"><sheetData>{head}{content}</sheetData></worksheet>'


def package(sheet_part, level=6, parts=()):
    """A workbook by hand: the sheet as text, bytes or an iterable of bytes; `parts` replace or add others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in {**PARTS, SHEET: sheet_part, **dict(parts)}.items():
            if isinstance(content, (str, bytes)):
                archive.writestr(entry(name), content, zipfile.ZIP_DEFLATED, level)
            else:
                with archive.open(name, "w", force_zip64=True) as part:
                    for piece in content:
                        part.write(piece)
    return out.getvalue()


def entry(name):
    """An entry whose date is always the same."""
    return zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))


def repeated(start, piece, times, end):
    """Content that is too long to be held at once, in pieces of about a megabyte."""
    block = max(1, (1 << 20) // len(piece))
    yield start.encode()
    for _ in range(times // block):
        yield piece.encode() * block
    yield piece.encode() * (times % block) + end.encode()


def archive(entries, mimetype=None):
    """A plain archive with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        if mimetype:
            zipped.writestr(entry("mimetype"), mimetype)
        for name, content in entries.items():
            zipped.writestr(entry(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def column_name(number):
    name = ""
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(65 + digit) + name
    return name


def mutations(source, count, seed):
    """Copies with bytes changed, taken out, doubled or cut off: in the archive, or in a part before it is packed."""
    rng = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(source)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for number in range(count):
        if number % 2:
            yield _mutated(source, rng)
        else:
            chosen = rng.choice(sorted(parts))
            yield archive({**parts, chosen: _mutated(parts[chosen], rng)})


def _mutated(content, rng):
    content = bytearray(content)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        if not content:
            break
        place, length = rng.randrange(len(content)), rng.choice([1, 1, 4, 40])
        match rng.randrange(6):
            case 0:
                content[place] ^= 1 << rng.randrange(8)
            case 1:
                content[place : place + length] = rng.randbytes(length)
            case 2:
                del content[place : place + length]
            case 3:
                content[place:place] = content[place : place + length]
            case 4:
                content[place:place] = rng.choice([b"<", b">", b"&", b'"', b"\0", b"\xff", b"<!--", b"]]>", b"</c>"])
            case 5 if rng.random() < 0.3:
                del content[place:]
    return bytes(content)
