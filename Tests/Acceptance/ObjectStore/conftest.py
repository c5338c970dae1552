"""Installations whose files are in a bucket, behind a proxy that can take the store away."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from ObjectStore.cutting_proxy import CuttingProxy
from Support import files
from Support.client import Client
from Support.intercom import Intercom


@pytest.fixture
def proxy(bucket):
    endpoint = urlsplit(dict(item.split("=", 1) for item in bucket.partition("?")[2].split("&"))["endpoint"])
    proxy = CuttingProxy(endpoint.hostname, endpoint.port)
    yield proxy
    proxy.close()


@pytest.fixture
def location(bucket, proxy):
    """A prefix of the test's own, reached through the proxy."""
    return files.below(bucket, proxy.url)


@pytest.fixture
def house(furnish, serve, location):
    """A server whose files are in the bucket, and an intercom with something in it."""
    installation = furnish()
    environment = {"GATEHOUSE_FILES": location, "GATEHOUSE_FILES_TIMEOUT": "6"} | files.KEYS
    server = serve(installation, environment=environment)
    client = Client(server.url, installation.administrator)
    intercom = Intercom.create(client, installation)
    return SimpleNamespace(
        installation=installation, server=server, client=client, intercom=intercom, environment=environment)
