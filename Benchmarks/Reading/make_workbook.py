"""Writes the workbooks that reading is measured with, the same bytes each time, straight as XML.

Usage: python make_workbook.py SHAPE OUT.xlsx [ROWS]     (prints how many bytes the distinct shared strings have)

    shared     13 typed columns, texts as shared strings       inline   the same, texts in the cells
    formulas   12 of 13 columns computed                       rich     texts of several runs, in several fonts
    numbers    13 columns of numbers                           wide     2,000 columns, a 200th of the rows
"""

import random
import sys
import zipfile

FIRST = ["Anna", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Irina", "Jonas"]
LAST = ["Adler", "Becker", "Castro", "Dvorak", "Eriksen", "Fischer", "Garcia", "Hansen", "Ivanova", "Jansen"]
CITIES = ["Berlin", "Praha", "Wien", "Łódź", "Zürich", "Москва", "København", "São Paulo"]
HEADERS = ["id", "name", "city", "born", "seen", "price", "count", "ratio", "active", "key", "note", "total", "code"]
DATE, STAMP, MONEY = 1, 2, 3

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def letters(column):
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return name


class Strings:
    """The texts of a workbook, each kept once; or, inline, none."""

    def __init__(self, shape):
        self.shape, self.places, self.uses = shape, {}, 0

    def cell(self, name, text):
        if self.shape == "inline":
            return f'<c r="{name}" t="inlineStr"><is><t>{escaped(text)}</t></is></c>'
        self.uses += 1
        return f'<c r="{name}" t="s"><v>{self.places.setdefault(text, len(self.places))}</v></c>'

    def part(self):
        yield f'{HEAD}<sst xmlns="{MAIN}" count="{self.uses}" uniqueCount="{len(self.places)}">'
        for text in self.places:
            yield self.rich(text) if self.shape == "rich" else f"<si><t>{escaped(text)}</t></si>"
        yield "</sst>"

    @staticmethod
    def rich(text):
        middle = len(text) // 2
        bold = '<rPr><b/><sz val="11"/><color theme="1"/><rFont val="Calibri"/><family val="2"/></rPr>'
        plain = '<rPr><sz val="11"/><color rgb="FF112233"/><rFont val="Arial"/><family val="2"/></rPr>'
        return (
            f'<si><r>{bold}<t xml:space="preserve">{escaped(text[:middle])}</t></r>'
            f'<r>{plain}<t xml:space="preserve">{escaped(text[middle:])}</t></r></si>'
        )


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def number(name, value, style=0):
    style = f' s="{style}"' if style else ""
    return f'<c r="{name}"{style}><v>{value:.16g}</v></c>'


def formula(name, text, value, style=0):
    style = f' s="{style}"' if style else ""
    return f'<c r="{name}"{style}><f>{text}</f><v>{value:.16g}</v></c>'


def typed_row(rng, row, strings):
    price, count = rng.randrange(1, 1_000_000) / 100, rng.randrange(0, 500)
    return (
        number(f"A{row}", row - 1),
        strings.cell(f"B{row}", f"{rng.choice(FIRST)} {rng.choice(LAST)}"),
        strings.cell(f"C{row}", rng.choice(CITIES)),
        number(f"D{row}", 18_264 + rng.randrange(25_000), DATE),
        number(f"E{row}", 18_264 + rng.randrange(2_000_000_000) / 86_400, STAMP),
        number(f"F{row}", price, MONEY),
        number(f"G{row}", count),
        number(f"H{row}", rng.random()),
        f'<c r="I{row}" t="b"><v>{int(rng.random() < 0.5)}</v></c>',
        strings.cell(f"J{row}", f"{rng.getrandbits(56):014X}"),
        strings.cell(f"K{row}", f"note {rng.randrange(2000)} & more"),
        formula(f"L{row}", f"F{row}*G{row}", round(price * count, 2), MONEY),
        strings.cell(f"M{row}", f"C-{rng.randrange(10_000):05d}"),
    )


def computed_row(rng, row, strings):
    base = rng.randrange(1, 100_000)
    cells = [number(f"A{row}", base)]
    for column in range(1, 11):
        name, left = letters(column), letters(column - 1)
        text = f"IF({left}{row}&gt;0,SUM($A{row}:{left}{row})*1.0{column},0)"
        cells.append(formula(f"{name}{row}", text, round(base * (1 + column / 100), 4)))
    cells.append(f'<c r="L{row}" t="b"><f>A{row}&gt;50000</f><v>{int(base > 50_000)}</v></c>')
    cells.append(f'<c r="M{row}" t="str"><f>"no "&amp;A{row}</f><v>no {base}</v></c>')
    return cells


def number_row(rng, row, strings):
    values = [row, rng.randrange(10**6), rng.randrange(10**9), rng.randrange(10**6) / 100, rng.random()]
    values += [-rng.randrange(10**5) / 1000, rng.randrange(100), rng.random() * 1e-5, rng.random() * 1e6]
    values += [rng.randrange(10**4) for _ in range(4)]
    return [number(f"{letters(column)}{row}", value) for column, value in enumerate(values)]


WIDE = [letters(column) for column in range(2000)]


def wide_row(rng, row, strings):
    for column, name in enumerate(WIDE):
        kind = column % 4
        if kind == 0:
            yield strings.cell(f"{name}{row}", f"{CITIES[rng.randrange(8)]} {column}")
        elif kind == 1:
            yield number(f"{name}{row}", rng.randrange(10**6) / 100, MONEY)
        else:
            yield number(f"{name}{row}", rng.randrange(10**5))


ROWS = {"formulas": computed_row, "numbers": number_row, "wide": wide_row}


def sheet(shape, rows, strings):
    rng = random.Random(20_240_229)
    make = ROWS.get(shape, typed_row)
    yield f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>'
    names = WIDE if shape == "wide" else HEADERS
    yield f'<row r="1" spans="1:{len(names)}">'
    yield "".join(strings.cell(f"{letters(column)}1", name) for column, name in enumerate(names)) + "</row>"
    for row in range(2, rows + 2):
        yield f'<row r="{row}" spans="1:{len(names)}">{"".join(make(rng, row, strings))}</row>'
    yield "</sheetData></worksheet>"


def write(book, name, pieces):
    info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    with book.open(info, "w", force_zip64=True) as part:
        gathered = []
        for piece in pieces:
            gathered.append(piece)
            if len(gathered) == 1000:
                part.write("".join(gathered).encode())
                gathered.clear()
        part.write("".join(gathered).encode())


def relationships(lines):
    body = "".join(
        f'<Relationship Id="rId{index}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(lines, 1)
    )
    return [f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>']


def main(shape, path, rows):
    strings = Strings(shape)
    with zipfile.ZipFile(path, "w") as book:
        parts = {"/xl/workbook.xml": "sheet.main", "/xl/worksheets/sheet1.xml": "worksheet"}
        parts |= {"/xl/styles.xml": "styles", "/xl/sharedStrings.xml": "sharedStrings"}
        overrides = "".join(
            f'<Override PartName="{part}" ContentType="{SHEET_TYPE}.{kind}+xml"/>' for part, kind in parts.items()
        )
        rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        types = f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{rels}{overrides}</Types>'
        write(book, "[Content_Types].xml", [types])
        write(book, "_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")]))
        lines = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]
        write(book, "xl/_rels/workbook.xml.rels", relationships(lines + [("sharedStrings", "sharedStrings.xml")]))
        tab = '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets>'
        write(book, "xl/workbook.xml", [f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{tab}</workbook>'])
        formats = "".join(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0"/>' for number in (0, 14, 22, 4))
        looks = (
            '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            f'<cellXfs count="4">{formats}</cellXfs>'
        )
        write(book, "xl/styles.xml", [f'{HEAD}<styleSheet xmlns="{MAIN}">{looks}</styleSheet>'])
        write(book, "xl/worksheets/sheet1.xml", sheet(shape, rows // 200 if shape == "wide" else rows, strings))
        write(book, "xl/sharedStrings.xml", strings.part())
    print(sum(len(text.encode()) for text in strings.places))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100_000)
