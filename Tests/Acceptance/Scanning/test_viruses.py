"""A virus scanner at the gate: what it finds is kept from everybody, and said (clamd with one signature of our own)."""

import os
from types import SimpleNamespace

import pytest

from Support import documents as document_forms
from Support.client import Client
from Support.documents import Documents
from Support.filer import Filer
from Support.ports import free_port
from Support.tus import Uploads

VIRUS = b"harmless at first, then gatehouse-test-virus, then harmless\n"
CLEAN = b"harmless from the first byte to the last\n"


@pytest.fixture(scope="module")
def scanner():
    """The addresses that `bin/scanner start` prints: a socket's and a port's."""
    addresses = os.environ.get("GATEHOUSE_SCANNER")
    if not addresses:
        assert not os.environ.get("CI"), "set GATEHOUSE_SCANNER to what `bin/scanner start` prints"
        pytest.skip("needs GATEHOUSE_SCANNER=$(bin/scanner start)")
    return addresses.split()


@pytest.fixture
def gate(serve, furnish):
    """Starts a server that asks this scanner."""
    def start(address, **settings):
        installation = furnish()
        server = serve(installation, settings={"file.scanner": address, **settings})
        client = Client(server.url, installation.administrator)
        own = Documents(client, client.read("/auth/validateToken")["customer"])
        return SimpleNamespace(
            installation=installation, server=server, documents=own, filer=Filer(client), uploads=Uploads(client))

    return start


@pytest.mark.parametrize("way", [0, 1], ids=["socket", "port"])
def test_a_virus_is_refused_at_every_surface(gate, scanner, way):
    gate = gate(scanner[way])
    answer = gate.documents.upload("letter.txt", VIRUS)
    assert document_forms.refusal(answer) == (422, "file")
    assert "Gatehouse.Test" in answer.json()["error"]["description"]
    answer = gate.filer.upload("letter.txt", VIRUS)
    assert (answer.status_code, answer.json()["error"]) == (400, "file.infected")
    url = gate.uploads.begin(len(VIRUS), filename="letter.txt", target="document")
    answer = gate.uploads.append(url, VIRUS)
    assert document_forms.refusal(answer) == (422, "file")
    assert gate.documents.list()["total"] == 0
    assert gate.documents.storage().json()["used"] == 0


def test_the_operator_sees_what_was_put_aside(gate, scanner):
    gate = gate(scanner[0])
    gate.documents.upload("letter.txt", VIRUS)
    [found] = gate.installation.json("file", "quarantined")
    assert (found["name"], found["size"]) == ("letter.txt", len(VIRUS))
    assert "Gatehouse.Test" in found["signature"]
    assert VIRUS.decode().strip() not in gate.server.text


def test_what_is_clean_comes_in(gate, scanner):
    gate = gate(scanner[0])
    id = gate.documents.add("letter.txt", CLEAN)["_id"]
    assert gate.documents.content(id).content == CLEAN
    assert gate.installation.json("file", "quarantined") == []


def test_a_file_larger_than_the_scanner_takes_is_refused(gate, scanner):
    """The tests' scanner takes 2 MiB."""
    gate = gate(scanner[0])
    answer = gate.documents.upload("large.txt", b"a" * (3 << 20))
    assert document_forms.refusal(answer) == (422, "filesize")
    assert gate.documents.list()["total"] == 0


def test_nothing_comes_in_unseen_while_the_scanner_is_away(gate):
    gate = gate(f"tcp:127.0.0.1:{free_port()}")
    answer = gate.documents.upload("letter.txt", CLEAN)
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert gate.documents.list()["total"] == 0
    assert gate.documents.storage().json()["used"] == 0
