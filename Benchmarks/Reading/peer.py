"""Prints the seconds that fastexcel takes to read a sheet, without the start of Python."""

import sys
import time

import fastexcel

started = time.perf_counter()
fastexcel.read_excel(sys.argv[1]).load_sheet(0)
print(time.perf_counter() - started)
