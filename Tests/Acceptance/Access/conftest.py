"""An estate for each file of tests of `/v3`; tests that change what others see make places of their own in it."""

import itertools

import pytest

from Support.access import estate as new_estate

NUMBERS = itertools.count(100)


@pytest.fixture(scope="session")
def pattern_estate(binary, tmp_path_factory):
    """What estates begin as: firms, houses, people and their roles; see `Support.access`."""
    estate = new_estate(binary, tmp_path_factory.mktemp("estate"))
    estate.server.stop()
    return estate


@pytest.fixture(scope="module")
def make_estate(pattern_estate, tmp_path_factory):
    """Makes estates at servers of their own, which end with the tests of a file: `make_estate(settings)`."""
    made = []

    def make(settings=None):
        made.append(pattern_estate.copy(tmp_path_factory.mktemp("estates") / "estate", **(settings or {})))
        return made[-1]

    yield make
    for estate in made:
        estate.server.stop()


@pytest.fixture(scope="module")
def estate(make_estate):
    """The estate of a file of tests."""
    return make_estate()


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
