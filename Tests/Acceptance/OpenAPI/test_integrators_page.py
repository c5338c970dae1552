"""docs/api/intercom-admin.md is true: its examples are run as they stand, one after the other."""

import json
import os
import pathlib
import re
import subprocess

import pytest

from Support.client import Client
from Support.installation import Installation
from Support.workbooks import sheet

PAGE = pathlib.Path(__file__).resolve().parents[3] / "docs/api/intercom-admin.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

HEADER = ["apartment", "key", "user", "user name", "landline", "live", "archive", "open by app"]
ANNA = [12, "04A2B3C4D5", "anna@example.com", "Anna Berg", "101", "yes", "no", "yes"]
WORKBOOKS = {
    "residents.xlsx": [HEADER, ANNA, [12, "04A2B3C4D6"], [14, None, "+4520123456", "Bo Holm"], [15]],
    "june.xlsx": [HEADER, [*ANNA[:6], "yes", "yes"], [15, "0B1C2D3E4F"], [16]],
    "wrong.xlsx": [HEADER, [12, "04A2"], [612, None, "+4520123456"]],
}
# What differs from run to run; everything else must be as the page has it.
PASSING = re.compile(r"(_at|url|hash|links|path|user\.id|users\[\d\]\.id)$")


def examples():
    """Each command with the answer that the page shows, or none."""
    blocks = [match.groups() for match in BLOCK.finditer(PAGE.read_text())]
    for number, (language, text) in enumerate(blocks):
        if language == "sh":
            after = blocks[number + 1] if number + 1 < len(blocks) else ("", "")
            yield text, after[1] if after[0] in ("json", "http") else None


@pytest.fixture
def page(binary, serve, tmp_path):
    """Runs a command of the page where its files are."""
    installation = Installation(binary, tmp_path / "data")
    installation.organization(Installation.home)
    installation.user("admin@acme.example")
    token = installation.token("admin@acme.example")
    installation.intercom(title="Main gate", address="1 Park Row")
    server = serve(installation)
    for name, rows in WORKBOOKS.items():
        (tmp_path / name).write_bytes(sheet(rows, title="Summary"))
    environment = os.environ | {"GATE": server.url, "TOKEN": token.secret, "NO_PROXY": "*"}
    client = Client(server.url, token)

    def run(command):
        for upload in range(1, 5):
            if client.get(f"/uploads/{upload}").status_code == 200 and client.look(upload)["state"] != "staged":
                client.wait(upload)
        return subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=30,
            check=True).stdout

    run.folder = tmp_path
    return run


def test_every_example_of_the_page_is_true(page):
    hashes = {}
    for command, shown in examples():
        for ours, theirs in hashes.items():
            command = command.replace(ours, theirs)
        answer = page(command).replace("\r\n", "\n")
        if shown is None:
            continue
        if shown.startswith("HTTP/1.1"):
            (ours, shown), (theirs, answer) = (text.partition("\n\n")[::2] for text in (shown, answer))
            first, *headers = ours.splitlines()
            assert theirs.splitlines()[0].split()[1] == first.split()[1], command
            assert set(headers) <= set(theirs.splitlines()), command
        if shown.strip():
            expected, found = json.loads(shown), json.loads(answer)
            compare(expected, found, command)
            if "hash" in expected:
                hashes[expected["hash"]] = found["hash"]
    assert {"intercom-1-template.xlsx", "wrong_errors.xlsx"} <= {path.name for path in page.folder.iterdir()}


def compare(expected, found, where):
    """Members, types and values are the same, but for values that pass."""
    assert type(found) is type(expected), f"{where}: {found!r} instead of {expected!r}"
    if isinstance(expected, dict):
        assert set(found) == set(expected), f"{where}: {sorted(found)} instead of {sorted(expected)}"
        for name, value in expected.items():
            if not PASSING.search(f"{where}.{name}"):
                compare(value, found[name], f"{where}.{name}")
            else:
                assert type(found[name]) is type(value), f"{where}.{name}"
    elif isinstance(expected, list):
        assert bool(found) == bool(expected), where
        for number, (value, other) in enumerate(zip(expected, found)):
            compare(value, other, f"{where}[{number}]")
    else:
        assert found == expected, f"{where}: {found!r} instead of {expected!r}"
