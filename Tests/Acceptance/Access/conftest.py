"""An estate for each file of tests of `/v3`; tests that change what others see make places of their own in it."""

import itertools

import pytest

from Support.access import estate as new_estate

NUMBERS = itertools.count(100)


@pytest.fixture(scope="module")
def estate(binary, tmp_path_factory):
    """Firms, houses, people and their roles; see `Support.access`."""
    estate = new_estate(binary, tmp_path_factory.mktemp("estate"))
    yield estate
    estate.server.stop()


@pytest.fixture
def house(estate):
    """A building of a test's own: its id, made by `estate.root`."""
    return estate.building(estate.root, f"House {next(NUMBERS)}")


@pytest.fixture
def zone(estate, house):
    """The zone in which that building's units live unless told otherwise."""
    return estate.default_zone(estate.root, house)


@pytest.fixture
def unit(estate, zone):
    """A unit of that building."""
    return estate.unit(estate.root, str(next(NUMBERS)), zone)
