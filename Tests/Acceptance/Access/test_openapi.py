"""What the OpenAPI document says of `/v3` is what the server does, whatever it is sent."""

import subprocess
import sys

import pytest

from Support.database import on_postgres
from Support.installation import clean_environment

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# What is refused before a database is asked, which is most of the phase called coverage, is the same on both.
PHASES = "fuzzing" if on_postgres else "coverage,fuzzing"


@pytest.mark.long
def test_nothing_that_is_sent_makes_the_server_fail(estate, house, unit, tmp_path):
    """By a Building Admin of a house of their own, who can spoil nothing else."""
    fuzzer = estate.person("fuzzer")
    estate.root.make(
        "/roles", "roles", {"role": "building_admin"},
        {"user": ("users", fuzzer.user_id), "building": ("buildings", house)})
    (tmp_path / "openapi.json").write_text(fuzzer.request("GET", f"{estate.server.url}/openapi.json").text)
    found = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "run", "openapi.json", "--url", estate.server.url,
            "--header", f"Authorization: Bearer {fuzzer.token.secret}", "--include-path-regex", "^/v3/",
            "--checks", CHECKS, "--phases", PHASES, "--seed", "7", "--max-examples", "3",
            "--generation-database", "none", "--no-color",
        ],
        capture_output=True, text=True, timeout=900, cwd=tmp_path, env=clean_environment() | {"NO_PROXY": "127.0.0.1"})
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2_000:]
    assert estate.server.process.poll() is None, f"the server is gone:\n{estate.server.text[-5_000:]}"
