"""Writes the rows with one of several Python packages; prints the seconds without the start of Python and the reading.

Usage: python peer.py NAME ROWS.csv OUT.xlsx
"""

import csv
import datetime
import sys
import time


def typed(row):
    return [
        int(row[0]),
        row[1],
        row[2],
        datetime.date.fromisoformat(row[3]),
        datetime.datetime.fromisoformat(row[4]),
        float(row[5]),
        int(row[6]),
        float(row[7]),
        row[8] == "TRUE",
        row[9],
        row[10],
        float(row[11]),
        row[12],
    ]


def with_xlsxwriter(headers, rows, path):
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    styles = {3: book.add_format({"num_format": "yyyy-mm-dd"}), 4: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})}
    sheet.write_row(0, 0, headers)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            sheet.write(number, column, value, styles.get(column))
    book.close()


def with_pyexcelerate(headers, rows, path):
    import pyexcelerate

    book = pyexcelerate.Workbook()
    book.new_sheet("Data", data=[headers] + rows)
    book.save(path)


def with_rustpy(headers, rows, path):
    from rustpy_xlsxwriter import write_worksheet

    write_worksheet([dict(zip(headers, row)) for row in rows], path, sheet_name="Data")


def with_fastxlsx(headers, rows, path):
    from fastxlsx import WriteOnlyWorkbook

    book = WriteOnlyWorkbook()
    sheet = book.create_sheet("Data")
    for number, row in enumerate([headers] + rows):
        sheet.write_row((number, 0), row)
    book.save(path)


def with_openpyxl(headers, rows, path):
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(headers)
    for row in rows:
        sheet.append(row)
    book.save(path)


def with_polars(headers, rows, path):
    import polars

    frame = polars.DataFrame(rows, schema=headers, orient="row")
    started = time.perf_counter()
    frame.write_excel(path, worksheet="Data")
    return started


def main(name, source, path):
    with open(source, newline="", encoding="utf-8") as file:
        headers, *rows = csv.reader(file)
    rows = [typed(row) for row in rows]
    started = time.perf_counter()
    started = globals()[f"with_{name}"](headers, rows, path) or started
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main(*sys.argv[1:])
