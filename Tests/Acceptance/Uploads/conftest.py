"""Callers of `/uploads` on the shared server, and servers of a test's own."""

import pytest

from Support.client import Client
from Support.documents import Documents
from Support.tus import Uploads


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    """tuspy asks the environment for proxies."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="session")
def uploads(client):
    return Uploads(client)


@pytest.fixture(scope="session")
def foreign(stranger):
    """Somebody of another organization."""
    return Uploads(stranger)


@pytest.fixture(scope="session")
def colleague(server, installation):
    """Somebody else of the same organization."""
    installation.user("colleague@acme.example", installation.home, level="ADMIN")
    return Uploads(Client(server.url, installation.token("colleague@acme.example", installation.home)))


@pytest.fixture(scope="session")
def documents(client):
    return Documents(client, client.read("/auth/validateToken")["customer"])


@pytest.fixture
def own(serve, furnish):
    """Starts a server of the test's own: `uploads, documents, server = own(settings)`."""
    def start(settings=None, quota=None):
        installation = furnish()
        if quota is not None:
            installation.quota(installation.home, quota)
        server = serve(installation, settings=settings or {})
        client = Client(server.url, installation.administrator)
        return Uploads(client), Documents(client, client.read("/auth/validateToken")["customer"]), server

    return start
