"""Servers for tests of what goes wrong."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from fault_disk import SmallDisk  # noqa: E402
from fault_house import House  # noqa: E402
from fault_workbooks import summary  # noqa: E402


@pytest.fixture
def make_house(tmp_path):
    """Makes installations that end with the test."""
    made = []

    def make(settings=None, **more):
        made.append(House(tmp_path / f"house{len(made)}", settings, **more))
        return made[-1]

    yield make
    for house in made:
        house.close()


@pytest.fixture(scope="module")
def loaded_house(tmp_path_factory):
    """A server whose intercom holds 40 apartments; the tests of one file share it."""
    house = House(tmp_path_factory.mktemp("shared") / "house")
    try:
        house.start()
        assert house.load(summary(40, seed=1))["state"] == "loaded"
        house.expected = house.state()
        yield house
    finally:
        house.close()


@pytest.fixture
def disk(tmp_path):
    """A small disk of the test's own."""
    disk = SmallDisk(tmp_path / "disk")
    yield disk
    disk.close()
