"""Workbooks, made by the programs that people make them with."""

import csv
import io
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

import openpyxl
import xlsxwriter

COLUMNS = [
    "apartment", "key", "user", "user name", "landline", "sip",
    "live", "archive", "open by key", "open by code", "open by face", "open by app",
]


def columns_of(rows):
    """The columns that the rows name, in the summary's order, then the others."""
    named = {name: None for row in rows for name in row}
    return [name for name in COLUMNS if name in named] + [name for name in named if name not in COLUMNS]


def grid(rows, columns=None):
    """Rows that are dictionaries (column to value) as lists below a header."""
    columns = columns or columns_of(rows) or ["apartment"]
    return [list(columns)] + [[row.get(name) for name in columns] for row in rows]


def summary(rows, columns=None):
    """A summary workbook by openpyxl, as bytes."""
    return sheet(grid(rows, columns))


def sheet(cells, title="Sheet1"):
    """One sheet of literal rows by openpyxl."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = title
    for number, row in enumerate(cells, 1):
        for position, value in enumerate(row, 1):
            if value is not None:
                page.cell(number, position, value)
    return saved(workbook)


def saved(workbook):
    """An openpyxl workbook as bytes."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def long(rows):
    """A right summary of one apartment in so many rows, which takes a while to check and no time to load."""
    buffer = io.BytesIO()
    body = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}" t="inlineStr"><is><t>account</t></is></c></row>'
        for n in range(2, rows + 2))
    with zipfile.ZipFile(io.BytesIO(sheet([["apartment", "sip"], [1, "account"]]))) as source:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            for name in source.namelist():
                data = source.read(name).decode()
                if name == "xl/worksheets/sheet1.xml":
                    start, end = data.index('<row r="2"'), data.index("</sheetData>")
                    data = data[:start] + body + data[end:]
                target.writestr(name, data)
    return buffer.getvalue()


def opened(content):
    """Bytes as an openpyxl workbook."""
    return openpyxl.load_workbook(io.BytesIO(content))


def by_xlsxwriter(cells, arrange=None):
    """One sheet of literal rows by XlsxWriter, texts as texts; `arrange(workbook, sheet)` may add to it."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = workbook.add_worksheet()
    for number, row in enumerate(cells):
        for position, value in enumerate(row):
            if value is not None:
                page.write(number, position, value)
    if arrange:
        arrange(workbook, page)
    workbook.close()
    return buffer.getvalue()


def has_libreoffice():
    return shutil.which("soffice") is not None


def by_libreoffice(content, ending, to="xlsx"):
    """What LibreOffice makes of a file; CSV is taken as UTF-8 with commas."""
    filter = ["--infilter=CSV:44,34,76"] if ending == "csv" else []
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "source." + ending)
        source.write_bytes(content)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *filter,
             "--convert-to", to, "--outdir", folder + "/out", str(source)],
            check=True, capture_output=True, timeout=120)
        return pathlib.Path(folder, "out", "source." + to).read_bytes()


def csv_text(cells):
    text = io.StringIO()
    csv.writer(text).writerows([["" if value is None else value for value in row] for row in cells])
    return text.getvalue().encode()


def values(content, title=None):
    """The values of a sheet, as lists, without empty rows."""
    workbook = opened(content)
    page = workbook[title] if title else workbook.worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    return [row for row in rows if any(value is not None for value in row)]
