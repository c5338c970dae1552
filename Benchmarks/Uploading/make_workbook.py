"""Writes a summary of 40 apartments with a picture of so many megabytes in it; the same bytes each time.

Usage: python make_workbook.py OUT.xlsx MEGABYTES     (needs XlsxWriter)
"""

import datetime
import random
import sys
import zipfile

import xlsxwriter


def main(path, megabytes):
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    sheet = book.add_worksheet("Summary")
    sheet.write_row(0, 0, ["Apartment", "Key"])
    for row in range(1, 41):
        sheet.write_row(row, 0, [row, f"{row:014X}"])
    book.close()
    if megabytes:
        block = random.Random(1).randbytes(1 << 20)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
            with archive.open(zipfile.ZipInfo("xl/media/image1.png"), "w") as picture:
                for _ in range(megabytes):
                    picture.write(block)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
