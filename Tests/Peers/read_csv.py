"""Reads texts as CSV, strictly, by Python's own csv; prints for each its records, or null where it refuses it.

Usage: python read_csv.py TEXTS.json DELIMITER
"""

import csv
import io
import json
import sys


def records(text, delimiter):
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None


with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps([records(text, sys.argv[2]) for text in json.load(file)]))
