"""The least that reading or rewriting a workbook can cost on this machine, measured by floor.c in the same run."""

import pathlib
import struct
import subprocess
import zipfile

HERE = pathlib.Path(__file__).parent
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


class Floor:
    """Bare work on a workbook's sheet and strings; seconds of one core."""

    def __init__(self, book, folder):
        self.program = folder / "floor"
        if not self.program.exists():
            command = ["cc", "-O3", "-march=native", "-o", self.program, HERE / "floor.c", "-lisal"]
            subprocess.run(command, check=True)
        self.members = [packed(book, name, folder) for name in (SHEET, STRINGS)]

    def run(self):
        """Seconds of inflating, of looking at every cell, and of deflating the sheet again."""
        output = subprocess.run([self.program, *self.members], check=True, capture_output=True, text=True).stdout
        return [float(word) for word in output.split()[:3]]


def packed(book, name, folder):
    """A member's DEFLATE stream in a file of its own."""
    out = folder / f"{book.stem}-{pathlib.Path(name).stem}.deflate"
    with zipfile.ZipFile(book) as archive, open(book, "rb") as file:
        entry = archive.getinfo(name)
        file.seek(entry.header_offset + 26)
        file.seek(sum(struct.unpack("<HH", file.read(4))), 1)
        out.write_bytes(file.read(entry.compress_size))
    return out
