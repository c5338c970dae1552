"""Fixtures of the push tests: a caller whose channel nobody else hears."""

import pytest

from Support.client import Client
from Support.intercom import Intercom


@pytest.fixture
def caller(server, installation):
    """An administrator with a token of the test's own, hence with a channel of its own."""
    return Client(server.url, installation.token("admin@acme.example"))


@pytest.fixture
def intercom(caller, installation):
    return Intercom.create(caller, installation)
