"""Writes the rows that writing is measured with, as CSV: 100,000 rows of 13 typed columns, the same bytes each time.

Usage: python make_rows.py OUT.csv [ROWS]
"""

import csv
import datetime
import random
import sys

FIRST = ["Anna", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Irina", "Jonas"]
LAST = ["Adler", "Becker", "Castro", "Dvorak", "Eriksen", "Fischer", "Garcia", "Hansen", "Ivanova", "Jansen"]
CITIES = ["Berlin", "Praha", "Wien", "Łódź", "Zürich", "Москва", "København", "São Paulo"]
HEADERS = "id,name,city,born,seen,price,count,ratio,active,key,note,total,code".split(",")


def rows(count):
    rng = random.Random(20_240_229)
    day = datetime.datetime(1950, 1, 1)
    for row in range(1, count + 1):
        price = rng.randrange(1, 1_000_000) / 100
        number = rng.randrange(0, 500)
        yield [
            row,
            f"{rng.choice(FIRST)} {rng.choice(LAST)}",
            rng.choice(CITIES),
            (day + datetime.timedelta(days=rng.randrange(25_000))).date().isoformat(),
            (day + datetime.timedelta(seconds=rng.randrange(2_000_000_000))).isoformat(),
            price,
            number,
            rng.random(),
            "TRUE" if rng.random() < 0.5 else "FALSE",
            f"{rng.getrandbits(56):014X}",
            f"note {rng.randrange(2000)} & more, or less",
            round(price * number, 2),
            f"C-{rng.randrange(10_000):05d}",
        ]


def main(path, count):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(rows(count))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
