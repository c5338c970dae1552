"""Writes the workbook that reading is measured with: 100,000 rows of 13 typed columns, the same bytes each time.

Usage: python make_workbook.py OUT.xlsx [ROWS]     (needs XlsxWriter)
"""

import datetime
import random
import sys

import xlsxwriter

FIRST = ["Anna", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Irina", "Jonas"]
LAST = ["Adler", "Becker", "Castro", "Dvorak", "Eriksen", "Fischer", "Garcia", "Hansen", "Ivanova", "Jansen"]
CITIES = ["Berlin", "Praha", "Wien", "Łódź", "Zürich", "Москва", "København", "São Paulo"]


def main(path, rows):
    rng = random.Random(20_240_229)
    book = xlsxwriter.Workbook(path, {"constant_memory": False})
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    sheet = book.add_worksheet("Data")
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    stamp = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    money = book.add_format({"num_format": "#,##0.00"})
    headers = [
        "id",
        "name",
        "city",
        "born",
        "seen",
        "price",
        "count",
        "ratio",
        "active",
        "key",
        "note",
        "total",
        "code",
    ]
    sheet.write_row(0, 0, headers)
    day = datetime.datetime(1950, 1, 1)
    for row in range(1, rows + 1):
        price = rng.randrange(1, 1_000_000) / 100
        count = rng.randrange(0, 500)
        sheet.write_number(row, 0, row)
        sheet.write_string(row, 1, f"{rng.choice(FIRST)} {rng.choice(LAST)}")
        sheet.write_string(row, 2, rng.choice(CITIES))
        sheet.write_datetime(row, 3, day + datetime.timedelta(days=rng.randrange(25_000)), date)
        sheet.write_datetime(row, 4, day + datetime.timedelta(seconds=rng.randrange(2_000_000_000)), stamp)
        sheet.write_number(row, 5, price, money)
        sheet.write_number(row, 6, count)
        sheet.write_number(row, 7, rng.random())
        sheet.write_boolean(row, 8, rng.random() < 0.5)
        sheet.write_string(row, 9, f"{rng.getrandbits(56):014X}")
        sheet.write_string(row, 10, f"note {rng.randrange(2000)} & more")
        sheet.write_formula(row, 11, f"=F{row + 1}*G{row + 1}", money, round(price * count, 2))
        sheet.write_string(row, 12, f"C-{rng.randrange(10_000):05d}")
    book.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
