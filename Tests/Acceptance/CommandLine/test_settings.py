"""Settings: who decides, where surfaces answer, and on which port."""

import json
import socket

import pytest
import requests

from Support.client import Client
from Support.intercom import Intercom
from Support.waiting import wait_until
from Support.workbooks import sheet

ADMIN, PUSH = "/api/admin/v1/intercoms", "/api/v1/wsurl"


def app_key(server, installation):
    return Client(server.url, installation.administrator).read(PUSH)["app_key"]


def statuses(server, installation, prefix="", host=None):
    session = Client(server.url, installation.administrator).session
    headers = {"Host": host} if host else {}
    addresses = [server.url + prefix + path for path in (ADMIN, PUSH)]
    return tuple(session.get(address, headers=headers, timeout=10).status_code for address in addresses)


@pytest.mark.parametrize("file, environment, argument, decided", [
    (None, None, None, "gatehouse"), ("file", None, None, "file"), ("file", "environment", None, "environment"),
    ("file", "environment", "argument", "argument"), ("file", None, "argument", "argument"),
    (None, "environment", "argument", "argument"),
])
def test_the_argument_decides_then_the_environment_then_the_file(
    serve, furnish, tmp_path, file, environment, argument, decided
):
    installation = furnish()
    variables = {}
    if file:
        path = tmp_path / "gatehouse.json"
        path.write_text(json.dumps({"push": {"app-key": file}}))
        variables["GATEHOUSE_CONFIG"] = str(path)
    if environment:
        variables["GATEHOUSE_PUSH_APP_KEY"] = environment
    server = serve(installation, environment=variables, settings={"push.app-key": argument} if argument else {})
    assert app_key(server, installation) == decided


def test_a_file_can_be_named_by_argument(serve, furnish, tmp_path):
    installation = furnish()
    path = tmp_path / "named.json"
    path.write_text(json.dumps({"push": {"app-key": "named"}, "upload": {"limit": 1000}}))
    server = serve(installation, arguments=["--port", "0", "--config", str(path)])
    assert app_key(server, installation) == "named"
    intercom = Intercom(Client(server.url, installation.administrator), installation.intercom())
    assert intercom.upload(bytes(2000)).status_code == 413


def test_the_data_folder_may_come_from_the_environment(serve, furnish):
    installation = furnish()
    server = serve(installation, with_data=False, environment={"GATEHOUSE_DATA": str(installation.data)})
    assert Client(server.url, installation.administrator).get(ADMIN).status_code == 200


@pytest.mark.parametrize("content", ["{", "", '{"push": 5', "[1]"])
def test_a_file_that_is_no_json_object_is_refused(furnish, tmp_path, content):
    path = tmp_path / "broken.json"
    path.write_text(content)
    result = furnish().attempt("organization", "list", "--config", str(path))
    assert result.returncode != 0
    assert "broken.json" in result.stderr


def test_an_unknown_setting_is_refused(furnish):
    result = furnish().attempt("organization", "list", "--set", "upload.limits=5")
    assert result.returncode != 0
    assert "upload.limits" in result.stderr and "gatehouse settings" in result.stderr


def test_every_setting_is_listed_with_its_variable(installation):
    lines = installation.bare("settings").stdout.splitlines()
    assert len(lines) > 25
    rows = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]
    for row in rows:
        assert row[1] == "GATEHOUSE_" + row[0].upper().replace(".", "_").replace("-", "_")
        assert len(row[-1]) > 10
    assert {"upload.limit", "upload.hash-lifetime", "link.lifetime", "surface.push.enabled"} <= {row[0] for row in rows}


def test_port_0_picks_a_free_one_each_time(serve, furnish):
    installation = furnish()
    first, second = serve(installation), serve(installation)
    assert first.port != second.port
    assert min(first.port, second.port) > 1023


def test_a_port_that_is_taken_is_told(furnish):
    installation = furnish()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = installation.attempt("serve", "--port", taken.getsockname()[1])
    assert result.returncode not in (0, -4, -11)
    assert "in use" in result.stderr.lower()
    assert "Fatal error" not in result.stderr


@pytest.mark.parametrize("name, expected", [("intercom-admin", (404, 200)), ("push", (200, 404))])
def test_a_surface_can_be_switched_off(serve, furnish, name, expected):
    installation = furnish()
    server = serve(installation, settings={f"surface.{name}.enabled": "false"})
    assert statuses(server, installation) == expected
    document = requests.get(server.url + "/openapi.json", timeout=10).json()
    assert any(path.startswith("/api/admin/") for path in document["paths"]) == (expected[0] == 200)
    assert ("/api/v1/wsurl" in document["paths"]) == (expected[1] == 200)


def test_a_surface_can_be_under_a_prefix(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"surface.intercom-admin.prefix": "/gate"})
    assert statuses(server, installation) == (404, 200)
    assert statuses(server, installation, prefix="/gate") == (200, 404)
    client = Client(server.url, installation.administrator)
    id = installation.intercom()
    page = client.read(f"{server.url}/gate{ADMIN}")
    assert page["meta"]["path"] == server.url + "/gate" + ADMIN
    content = b"apartment"
    answer = client.session.post(f"{server.url}/gate{ADMIN}/{id}/upload", files={"file": ("a.xlsx", content)},
        timeout=10)
    assert answer.status_code == 422


def test_links_of_a_prefixed_surface_work(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"surface.intercom-admin.prefix": "/gate", "surface.push.prefix": "/news"})
    client = Client(server.url, installation.administrator)
    base = f"{server.url}/gate/api/admin/v1"
    posted = client.post(
        f"{base}/intercoms/{installation.intercom()}/upload", files={"file": ("a.xlsx", sheet([["apartment"], ["x"]]))})
    upload = f"{base}/uploads/{posted.headers['X-Upload-Id']}"
    wait_until(lambda: client.read(upload)["state"] == "rejected", "the rejection")
    url = client.read(upload)["error_file_url"]
    assert url.startswith(base)
    assert Client(server.url).get(url).status_code == 200
    assert client.read(f"{server.url}/news{PUSH}")["ws_url"] == server.url.replace("http", "ws") + "/news/pusher"


def test_a_surface_can_be_under_a_host_name(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"surface.intercom-admin.host": "admin.example"})
    assert statuses(server, installation) == (404, 200)
    for host in ("admin.example", "ADMIN.example", f"admin.example:{server.port}"):
        assert statuses(server, installation, host=host) == (200, 200)
    assert statuses(server, installation, host="other.example") == (404, 200)


def test_links_follow_the_public_url(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"public-url": "https://gate.example"})
    meta = Client(server.url, installation.administrator).read(ADMIN)["meta"]
    assert meta["path"] == "https://gate.example" + ADMIN


def test_signs_of_life(server):
    for path in ("/health/live", "/health/ready"):
        answer = requests.get(server.url + path, timeout=10)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    nothing = requests.get(server.url + "/nothing", timeout=10)
    assert nothing.status_code == 404 and nothing.json()["message"]


def test_the_version_is_shown(installation):
    result = installation.bare("--version")
    assert result.returncode == 0
    assert result.stdout.strip().count(".") == 2


def test_a_stopped_server_ends_with_0(serve):
    server = serve()
    process = server.process
    server.stop()
    assert process.returncode == 0


def test_migrate_brings_the_schema_up_to_date_once(installation, tmp_path):
    first, second = (installation.bare("migrate", "--data", str(tmp_path / "new")) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.startswith("applied ") and len(first.stdout.splitlines()) > 3
    assert second.stdout == "The schema is up to date.\n"
