import pytest

from Support.programs import Accounts


@pytest.fixture(scope="session")
def accounts(server, installation):
    """A public program `app`, a confidential `partner`, and `anna`, who has a password."""
    return Accounts(server, installation)
