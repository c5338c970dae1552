"""Servers for tests of what goes wrong."""
import pytest

from fault_house import House
from fault_workbooks import summary


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
    house = House(tmp_path_factory.mktemp("shared") / "house", {"sweep.interval": 1, "sweep.grace": 0})
    house.start()
    try:
        assert house.load(summary(40, seed=1))["state"] == "loaded"
        house.expected = house.state()
        yield house
    finally:
        house.close()
