"""Two firms and their contacts, at a server that lets them ask as often as they like."""

import pytest

from Support.firms import CONTACTS, OFTEN, served, town


@pytest.fixture(scope="session")
def firms(binary, tmp_path_factory):
    """`firms.anna` and the others by name, `firms.by["head administrator"]`; see `Support.firms`."""
    with served(binary, tmp_path_factory.mktemp("filer")) as firms:
        yield firms


@pytest.fixture
def anna(firms):
    """A contact without any rights."""
    return firms.anna


@pytest.fixture
def alone(furnish, serve):
    """Makes a small town of a test's own: `alone("anna", "head both", settings={…})`."""
    def make(*names, settings=OFTEN, **options):
        installation = furnish()
        return town(
            installation, serve(installation, settings=settings, **options),
            {name: CONTACTS[name] for name in names or ["anna"]})

    return make
