"""Requests by the `curl` program, as scripts send them."""

import json
import subprocess
import tempfile
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    body: bytes

    def json(self):
        return json.loads(self.body)


def curl(url, *words, token=None, timeout=60):
    """Runs `curl` with these words on a URL; header names of the answer are lower case."""
    with tempfile.NamedTemporaryFile() as head:
        command = ["curl", "--silent", "--show-error", "--noproxy", "*", "--dump-header", head.name, *map(str, words)]
        if token is not None:
            command += ["--header", f"Authorization: Bearer {token.secret}"]
        result = subprocess.run([*command, url], capture_output=True, timeout=timeout)
        text = open(head.name, encoding="latin-1").read()
    # Interim answers (100 Continue) come first; the last head counts.
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.startswith("HTTP/")]
    assert blocks, f"curl ended with {result.returncode}: {result.stderr.decode()}"
    lines = blocks[-1].splitlines()
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return Answer(int(lines[0].split()[1]), headers, result.stdout)
