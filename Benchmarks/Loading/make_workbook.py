"""Writes a summary workbook of 100,000 rows: four tenants to an apartment, each with a key; the same bytes each time.

Usage: python make_workbook.py OUT.xlsx [WRONG]     (needs XlsxWriter; so many keys are none)
"""

import datetime
import random
import sys

import xlsxwriter

ROWS, TO_AN_APARTMENT = 100_000, 4
HEADER = [
    "Apartment",
    "Key",
    "User",
    "User name",
    "Landline",
    "SIP",
    "Live",
    "Archive",
    "Open by key",
    "Open by code",
    "Open by face",
    "Open by app",
]


def main(path, wrong):
    rng = random.Random(20_240_301)
    bad = set(random.Random(7).sample(range(1, ROWS + 1), wrong))
    book = xlsxwriter.Workbook(path, {"constant_memory": False})
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    sheet = book.add_worksheet("Summary")
    sheet.write_row(0, 0, HEADER)
    for row in range(1, ROWS + 1):
        apartment = (row - 1) // TO_AN_APARTMENT + 1
        key = f"{rng.getrandbits(56):014X}"
        sheet.write_number(row, 0, apartment)
        sheet.write_string(row, 1, "no key" if row in bad else key)
        sheet.write_string(row, 2, f"tenant{row}@example.org")
        sheet.write_string(row, 3, f"Tenant {rng.randrange(50_000)}")
        sheet.write_string(row, 4, str(100_000 + apartment))
        sheet.write_string(row, 5, f"sip-{apartment}")
        for column in range(6, 12):
            sheet.write_string(row, column, rng.choice(["yes", "no"]))
    book.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
