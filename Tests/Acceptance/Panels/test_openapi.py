"""What the OpenAPI document says of `/panel/v1` is what the server does, whatever a panel sends."""

import json
import subprocess
import sys

import pytest

from Support.client import Client
from Support.installation import clean_environment
from Support.intercom import Intercom
from Support.panel import Panel

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# The stream of commands has no end, so no answer to it is ever whole.
CALLS = ["acknowledgeCommand", "ringUnit", "reportCallStatus", "decide", "fetchCredentials", "tellOpenings", "leaveMessage"]


@pytest.fixture
def door(serve, furnish):
    """A panel at a server of its own, with a command that waits and calls that ring."""
    installation = furnish()
    server = serve(installation, settings={"surface.panel.rate": 100_000, "surface.panel.burst": 100_000})
    intercom = Intercom.create(Client(server.url, installation.administrator), installation)
    intercom.load([{"apartment": flat, "key": f"00AABBCC{flat}"} for flat in (12, 14)])
    panel = Panel.of(intercom, server)
    panel.server, panel.calls = server, [panel.ring("12") for _ in range(40)]
    answer = intercom.client.post(f"{intercom.path}/keys", json={"flat": "12", "keys": ["00AABBCCEE"]})
    assert answer.status_code in (200, 201), answer.text
    with panel.listen() as stream:
        panel.command = stream.wait_for("credentials_changed")[0]["data"]["id"]
    return panel


def configuration(door):
    """What some requests are given, so that they reach what is there."""
    return f"""
[dictionaries]
calls = {{ values = {json.dumps(door.calls)} }}
commands = {{ values = [{door.command}] }}
units = {{ values = ["12", "14"] }}

[[operations]]
include-operation-id = "acknowledgeCommand"
parameters."path.command" = {{ dictionary = "commands", probability = 0.9 }}

[[operations]]
include-operation-id = "reportCallStatus"
parameters."path.guid" = {{ dictionary = "calls", probability = 0.9 }}

[[operations]]
include-operation-id = ["ringUnit", "leaveMessage"]
parameters."body.unit" = {{ dictionary = "units", probability = 0.9 }}
"""


def test_nothing_that_a_panel_sends_makes_the_server_fail(door, tmp_path):
    (tmp_path / "openapi.json").write_text(door.session.get(f"{door.url}/openapi.json", timeout=30).text)
    (tmp_path / "schemathesis.toml").write_text(configuration(door))
    report = tmp_path / "report.ndjson"
    only = [word for call in CALLS for word in ("--include-operation-id", call)]
    found = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run", "openapi.json",
            "--url", door.url, "--header", f"Authorization: Bearer {door.token}", *only,
            "--checks", CHECKS, "--phases", "examples,coverage,fuzzing", "--seed", "7", "--max-examples", "5",
            "--generation-database", "none", "--no-color", "--report", "ndjson", "--report-ndjson-path", str(report),
        ],
        capture_output=True, text=True, timeout=480, cwd=tmp_path, env=clean_environment() | {"NO_PROXY": "127.0.0.1"})
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2_000:]
    assert door.server.process.poll() is None, f"the server is gone:\n{door.server.text[-5_000:]}"
    # A run that meets nothing but refusals would prove little.
    assert len(succeeded(report)) == len(CALLS), succeeded(report)


def succeeded(report):
    """The calls that were answered with success at least once."""
    calls = set()
    for line in report.read_text().splitlines():
        recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder", {})
        for name, interaction in recorder.get("interactions", {}).items():
            if ((interaction["response"] or {}).get("status_code", 0)) // 100 == 2:
                case = recorder["cases"][name]["value"]
                calls.add(f"{case['method']} {case['path']}")
    return calls
