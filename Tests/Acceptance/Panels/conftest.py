"""A house of the tests' own with an intercom that speaks for itself."""

import pytest

from Support.intercom import Intercom
from Support.panel import Panel

ROWS = [
    {"apartment": 1, "key": "0000AA01", "user": "admin@acme.example", "user name": "Ada"},
    {"apartment": 2, "key": "0000AA02", "user": "second@example.org", "user name": "Sepp"},
    {"apartment": 3, "key": "0000AA03", "user": "third@example.org", "user name": "Tina", "open by key": "no"},
    {"apartment": 4, "key": "0000AA04"},
]


@pytest.fixture(scope="module")
def house(client, installation):
    """An intercom with four apartments; the administrator lives in the first."""
    intercom = Intercom.create(client, installation)
    intercom.load(ROWS)
    return intercom


@pytest.fixture(scope="module")
def panel(house, server):
    return Panel.of(house, server)
