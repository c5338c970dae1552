"""A house of each test's own with one flat, and its panel."""

import pytest

from Support.intercom import Intercom
from Support.panel import Panel


@pytest.fixture
def house(client, installation):
    intercom = Intercom.create(client, installation)
    intercom.load([{"apartment": 1}])
    return intercom


@pytest.fixture
def panel(house, server):
    return Panel.of(house, server)
