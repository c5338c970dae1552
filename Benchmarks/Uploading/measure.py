"""Uploads a workbook of 200 MB and watches the server's memory."""

import pathlib

from measuring import MB, RUNS, Figure, megabytes, python
from serving import Server

HERE = pathlib.Path(__file__).parent


def measure(folder):
    small, big = folder / "small.xlsx", folder / "big.xlsx"
    python(HERE / "make_workbook.py", small, 0)
    python(HERE / "make_workbook.py", big, 199)
    growths = []
    with Server(folder / "data") as server:
        server.wait(server.upload(small).headers["X-Upload-Id"])
        for _ in range(RUNS):
            assert server.upload(small).status_code == 201
            server.forget_peak()
            before = server.memory("VmRSS")
            answer = server.send(big)
            assert answer.status_code == 201, answer.text
            growths.append(server.memory("VmHWM") - before)
    size, growth = big.stat().st_size, max(growths)
    yield Figure("memory of an upload", megabytes(growth), f"a file of {megabytes(size)}", growth / MB, "MB", ("<", 32))
