"""Makes the fuzzers' seeds: whole workbooks of the corpus, and their parts, as each target wants them."""
import pathlib
import sys
import zipfile

corpus, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
LARGEST = 64 << 10


def keep(target, name, data):
    folder = out / target
    folder.mkdir(parents=True, exist_ok=True)
    if 0 < len(data) <= LARGEST:
        (folder / name).write_bytes(data)


for path in sorted(corpus.glob("xlsx/*.xls*")):
    keep("zip", path.name, path.read_bytes())
    keep("workbook", path.name, path.read_bytes())
    try:
        archive = zipfile.ZipFile(path)
        parts = {name.lower().replace("\\", "/"): archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, RuntimeError, OSError):
        continue
    styles = next((data for name, data in parts.items() if "styles" in name), b"")
    notes = next((data for name, data in parts.items() if "comments" in name and name.endswith(".xml")), b"")
    drawing = next((data for name, data in parts.items() if name.endswith(".vml")), b"")
    for name, data in parts.items():
        flat = f"{path.name}-{name.replace('/', '-')}"
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        keep("xml", flat, data)
        if "worksheets/sheet" in name and name.endswith(".xml"):
            keep("sheet", flat, data)
            keep("patch", flat, b"\x1e".join([data, notes, drawing, styles]))
        elif "sharedstrings" in name:
            keep("strings", flat, data)
        elif "styles" in name:
            keep("styles", flat, data)

TEXTS = {
    "plain": b"a,b,c\r\n1,2,3\r\n",
    "quoted": b'"a ""b""","c\r\nd",e\n\n"",,\n',
    "marked": "\ufeffé;ü;🙂\r1;2;3".encode(),
    "wide": "a\tb\nc\td".encode("utf-16"),
    "western": "é;1\nß;2\n".encode("windows-1252"),
    "stray": b'5" nails,6" nails\n"a"b,c\n',
    "long": b",".join([b"x" * 200] * 20) + b"\n" + b'"' + b"y\n" * 100 + b'"',
}
for name, data in TEXTS.items():
    for choice in range(6):
        keep("text", f"{name}-{choice}", bytes([choice]) + data)
