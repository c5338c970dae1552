"""A reseller with two customers, somebody at every level in each, and a firm that has nothing to do with them."""

import io
from types import SimpleNamespace

import pytest
from PIL import Image

from Support.client import Client
from Support.documents import Documents
from Support.installation import Installation
from Support.server import Server

LEVELS = ["PERSONAL", "VIEWER", "MANAGER", "OWNER", "RESELLER", "RESELLER_ADMIN", "ADMIN"]


@pytest.fixture(scope="session")
def platform(binary, tmp_path_factory):
    """`documents(organization, level)` is what somebody of that level there can do."""
    installation = Installation(binary, tmp_path_factory.mktemp("documents"))
    tokens = {}
    parents = {"Reseller": None, "Anders": "Reseller", "Bering": "Reseller", "Elsewhere": None}
    customers = {}
    for organization, parent in parents.items():
        customers[organization] = f"{installation.organization(organization, under=parent)['id']:024x}"
        for level in LEVELS:
            login = f"{level.lower()}@{organization.lower()}.example"
            installation.user(login, organization, level=level)
            tokens[organization, level] = installation.token(login, organization)
    # A colleague at each level of the first customer, who did not upload anything.
    for level in LEVELS:
        login = f"{level.lower()}.colleague@anders.example"
        installation.user(login, "Anders", level=level)
        tokens["Anders", f"{level} colleague"] = installation.token(login, "Anders")
    with Server(installation) as server:
        def documents(organization="Anders", level="MANAGER"):
            return Documents(Client(server.url, tokens[organization, level]), customers[organization])

        yield SimpleNamespace(
            installation=installation, server=server, customers=customers, tokens=tokens, documents=documents,
            anonymous=Documents(Client(server.url), None))


@pytest.fixture
def anders(platform):
    """The manager of the first customer."""
    return platform.documents("Anders", "MANAGER")


@pytest.fixture(scope="session")
def png():
    """An image of 3 by 2 pixels."""
    stream = io.BytesIO()
    Image.new("RGB", (3, 2), "teal").save(stream, "PNG")
    return stream.getvalue()
