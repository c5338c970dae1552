"""The OpenAPI document: it is valid, it says what it shows, and the server does what it says."""

import base64
import json
import pathlib
import subprocess
import sys
import urllib.parse

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from Support.catalog import Shelves
from Support.client import Client
from Support.database import on_postgres
from Support.documents import Documents
from Support.filer import Filer, picture
from Support.installation import clean_environment
from Support.intercom import Intercom
from Support.panel import Panel
from Support.tus import Uploads, result
from Support.waiting import wait_until
from Support.workbooks import summary

HERE = pathlib.Path(__file__).parent
FLAT = {"apartment": 12, "key": "04A2B3C4D5", "user": "anna@example.com", "live": "yes"}
WORKBOOKS = [
    summary([FLAT, {"apartment": 14, "user": "+4520123456"}, {"apartment": 15}]),
    summary([FLAT | {"live": "no"}, {"apartment": 15, "key": "AABBCCDD00"}, {"apartment": 16}]),
    summary([{"apartment": 999, "key": "XYZ"}]),
    b"PK\x03\x04 is how archives begin, and this one ends here",
]
# Calls that schemathesis.toml switches off, with the reason.
UNTRIED = {
    "openEventStream", "openPanelStream",
    # A panel speaks by its own token; Tests/Acceptance/Panels does.
    "acknowledgeCommand", "ringUnit", "reportCallStatus", "decide", "fetchCredentials", "tellOpenings", "leaveMessage",
    "issueTokens", "revokeToken", "introspectToken", "authorize", "showSignOut", "changePassword", "patchPassword",
    "decideAuthorization", "submitSignIn", "signOutOfBrowser",
}
# All are tried on SQLite; on PostgreSQL as many as it takes for every call to succeed once.
EXAMPLES = "8" if on_postgres else "25"
METHODS = ("get", "put", "post", "patch", "delete")


@pytest.fixture(scope="module")
def document(client):
    return client.read("/openapi.json")


def calls(document):
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield f"{method.upper()} {path}", item[method]


def test_the_document_is_valid_openapi_3_1(document):
    assert document["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document).validate()


def test_every_call_has_an_id_of_its_own(document):
    ids = [call["operationId"] for _, call in calls(document)]
    assert len(set(ids)) == len(ids)


def test_every_reference_leads_somewhere_and_every_component_is_used(document):
    text = json.dumps(document)
    for kind, components in document["components"].items():
        for name in components:
            # Security schemes are named, and what is pushed or streamed stands in no HTTP answer.
            if kind != "securitySchemes" and name not in ("PushBody", "PanelCommand"):
                assert f'"#/components/{kind}/{name}"' in text, f"{kind}/{name} is not used"


def test_every_example_fits_its_schema(document):
    for holder in objects(document):
        if "schema" not in holder:
            continue
        shown = [holder["example"]] if "example" in holder else []
        shown += [example["value"] for example in holder.get("examples", {}).values()]
        for example in shown:
            validator(document, holder["schema"]).validate(example)
    for schema in objects(document["components"]["schemas"]):
        if isinstance(schema.get("examples"), list):
            for example in schema["examples"]:
                validator(document, schema).validate(example)


def objects(value):
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from objects(member)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item)


def validator(document, schema):
    return Draft202012Validator(schema | {"components": document["components"]}, format_checker=FormatChecker())


def test_the_document_is_the_same_after_a_restart(serve):
    server = serve()
    before = Client(server.url).get("/openapi.json").text
    server.restart()
    assert Client(server.url).get("/openapi.json").text == before


def test_the_document_has_the_paths_of_this_server(serve):
    server = serve(settings={"surface.intercom-admin.prefix": "/gate", "surface.push.enabled": "false"})
    paths = Client(server.url).read("/openapi.json")["paths"]
    assert "/gate/api/admin/v1/intercoms" in paths and "/api/admin/v1/intercoms" not in paths
    assert not [path for path in paths if path.startswith("/api/v1/") and path != "/api/v1/password"]


@pytest.mark.parametrize("query", [
    "sort=size", "dir=up", "from=yesterday", "to=2026-02-30", "user_id=me", "intercom_flat_id=12a", "user_id=-1",
])
def test_a_list_of_keys_refuses_what_its_schema_forbids(client, occupied, query):
    answer = client.get(f"{occupied.path}/keys?{query}")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [query.partition("=")[0]]


@pytest.mark.long
def test_schemathesis_finds_nothing(serve, furnish, tmp_path):
    installation = furnish()
    installation.user(
        "admin@acme.example", department="Head", head=True, rights=["administer-contacts", "edit-own-data"])
    server = serve(installation, settings={"surface.filer.rate": 100000, "surface.filer.burst": 100000})
    client = Client(server.url, installation.administrator)
    intercoms = [Intercom.create(client, installation) for _ in range(3)]
    intercoms[0].reject([{"apartment": 999}])
    for intercom in intercoms:
        intercom.load([{"apartment": flat, "key": f"00AABBCC{flat}"} for flat in (12, 14, 15, 16)])
    for _ in range(4):
        intercoms[2].stage([{"apartment": 1}])
    filer = Filer(client)
    filer.add("a.png", picture(), business_type="Avatar")
    keys = [filer.add()["file_key"] for _ in range(40)]
    (tmp_path / "filer-keys.txt").write_text("\n".join(f'"{key}"' for key in keys))

    documents = Documents(client, None)
    (tmp_path / "documents.txt").write_text("\n".join(f'"{documents.add()["_id"]}"' for _ in range(40)))
    installation.password("admin@acme.example", "correct horse battery")
    expires = give_uploads(Uploads(client), tmp_path)
    order, brand_file = give_catalogue(installation, client, tmp_path)
    command = give_panel(intercoms[2], server, tmp_path)

    # A document from a file, since schemathesis spares the address that it gets a document from.
    (tmp_path / "openapi.json").write_text(client.get("/openapi.json").text)
    (tmp_path / "workbooks.txt").write_text("\n".join(f'"{base64.b64encode(book).decode()}"' for book in WORKBOOKS))
    configuration = tmp_path / "schemathesis.toml"
    configuration.write_text(
        (HERE / "schemathesis.toml").read_text().replace("[0] }\nsignatures", f"[{expires}] }}\nsignatures")
        .replace("commands = { values = [0] }", f"commands = {{ values = [{command}] }}"))
    report = tmp_path / "report.ndjson"
    found = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "--config-file", configuration, "run", "openapi.json",
            "--url", server.url, "--header", f"Authorization: Bearer {installation.administrator.secret}",
            "--seed", "7", "--max-examples", EXAMPLES, "--generation-database", "none", "--no-color",
            # Access/test_openapi.py asks as people in their roles; panels have tokens of their own, visitors links.
            "--exclude-path-regex", "^/(v3|panel/v1|public)/",
            "--report", "ndjson", "--report-ndjson-path", str(report),
        ],
        capture_output=True, text=True, timeout=480, cwd=tmp_path,
        env=clean_environment() | {
            "PYTHONPATH": f"{HERE}:{HERE.parent}", "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "ORDER": json.dumps(order), "BRAND_FILE": brand_file,
            "NO_PROXY": "127.0.0.1"})
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2_000:]
    assert server.process.poll() is None, f"the server is gone:\n{server.text[-5_000:]}"
    # A run that meets nothing but refusals would prove little.
    wanted = {
        label for label, call in calls(client.read("/openapi.json"))
        if call["operationId"] not in UNTRIED and not any(f" /{root}/" in label for root in ("v3", "panel/v1", "public"))
    }
    assert wanted <= succeeded(report), f"never answered with success: {sorted(wanted - succeeded(report))}"


def give_panel(intercom, server, folder):
    """Calls that ring, and the id of a command to their panel."""
    panel = Panel.of(intercom, server)
    (folder / "calls.txt").write_text("\n".join(json.dumps(panel.ring("12")) for _ in range(40)))
    answer = intercom.client.post(f"{intercom.path}/keys", json={"flat": "12", "keys": ["00AABBCCEE"]})
    assert answer.status_code in (200, 201), answer.text
    with panel.listen() as stream:
        command = stream.wait_for("credentials_changed")[0]["data"]["id"]
    return command


def give_catalogue(installation, client, folder):
    """A catalogue with one of everything, each resource's ids in a file of its name; an order that can be placed."""
    installation.json(
        "catalog", "member", "set", "admin@acme.example", "--administrator", "--organization", installation.home)

    def make(resource, **fields):
        answer = client.post(f"/api/{resource}", json={"name": resource, "code": resource, **fields})
        assert answer.status_code == 201, answer.text
        return answer.json()["response"][resource][0]["id"]

    company = make("company")
    brand, warehouse = make("brand", fk_company=company), make("warehouse", fk_company=company)
    host = make("host", currency="EUR", host_brand=[brand])
    barcodes = Shelves(installation).fill("brand", "host", "warehouse", 2)
    order = {
        "fk_brand": brand, "fk_host": host,
        "line": [{"barcode": barcode, "quantity": 2, "price": 9.9} for barcode in barcodes]}
    make("order", number="1", **order)
    brand_file = f"stock,{brand},{warehouse}"
    rejected = give_brand_files(installation, client, brand_file)
    (folder / "rejected-ids.txt").write_text(json.dumps(rejected))
    for resource in (
        "file", "notification", "company", "brand", "warehouse", "host", "product", "variant", "stock", "price", "image",
        "order",
    ):
        ids = [record["id"] for record in client.read(f"/api/{resource}")["response"][resource]]
        (folder / f"{resource}-ids.txt").write_text("\n".join(json.dumps(id) for id in ids))
    return order, brand_file


def give_brand_files(installation, client, name):
    """A file that was processed and one that was rejected, whose id is returned; images that are stored."""
    def send(text):
        return client.post("/api/file", files=[(name, ("a.csv", text))]).json()["response"]["file"][0]["id"]

    ids = [send(b"Barcode,Quantity\n"), send(b"Barcode,Quantity\nx,1\n")]
    for id in ids:
        wait_until(
            lambda: client.read(f"/api/file/{id}")["response"]["file"][0]["status"] in ("processed", "rejected"),
            "the end of a file")
    digest = Shelves(installation).value("SELECT source FROM brand_file ORDER BY id LIMIT 1")
    Shelves(installation).execute(
        f"UPDATE product_image SET status = 'stored', digest = '{digest}', media_type = 'image/png', size = 17")
    return ids[1]


def give_uploads(uploads, folder):
    """Uploads that were begun, that are whole, and a link, what calls on them reach; when the link ends."""
    def note(name, values):
        (folder / f"{name}.txt").write_text("\n".join(json.dumps(str(value)) for value in values))

    def key(url):
        return urllib.parse.urlsplit(url).path.rpartition("/")[2]

    note("begun", [key(uploads.begin(1000, filename="a.txt")) for _ in range(40)])
    whole = [uploads.create(12, b"Twelve bytes", filename="a.txt") for _ in range(4)]
    note("whole", [key(answer.headers["Location"]) for answer in whole])
    file = result(whole[0])["file_key"]
    link = urllib.parse.urlsplit(uploads.client.request("POST", uploads.url("/uploads/links"), json={"file": file}).json()["url"])
    query = dict(urllib.parse.parse_qsl(link.query))
    note("linked", [link.path.rpartition("/")[2]])
    note("signatures", [query["signature"]])
    return int(query["expires"])


def succeeded(report):
    """The calls, as `GET /path`, that a run of schemathesis got a 2xx from."""
    labels = set()
    for line in report.read_text().splitlines():
        recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder", {})
        for name, interaction in recorder.get("interactions", {}).items():
            if ((interaction["response"] or {}).get("status_code", 0)) // 100 == 2:
                case = recorder["cases"][name]["value"]
                labels.add(f"{case['method']} {case['path']}")
    return labels
