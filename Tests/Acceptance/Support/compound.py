"""Compound files (MS-CFB), as old spreadsheets and encrypted workbooks are."""

import struct

END, FAT, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def compound(*names):
    """A compound file whose root holds empty streams of these names: header, one sector of directory, one of FAT."""
    header = struct.pack(
        "<8s16xHHHHH6x10I", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 0, 0, 4096, END, 0, END, 0, 1)
    header = header.ljust(512, b"\xff")
    entries = [entry("Root Entry", 5, child=1)]
    for number, name in enumerate(names, 1):
        entries.append(entry(name, 2, right=number + 1 if number < len(names) else FREE))
    directory = b"".join(entries).ljust(512, b"\0")
    table = struct.pack("<II", END, FAT).ljust(512, b"\xff")
    return header + directory + table + bytes(4096)


def entry(name, kind, right=FREE, child=FREE):
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16xI16xIQ", text.ljust(64, b"\0"), len(text), kind, 1, FREE, right, child, 0, END, 0)
