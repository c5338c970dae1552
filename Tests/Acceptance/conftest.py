"""Fixtures of the acceptance suite: the real binary, its data folder, and callers of its surfaces."""

import os
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from Support.client import Client  # noqa: E402
from Support.installation import Installation  # noqa: E402
from Support.intercom import Intercom  # noqa: E402
from Support.server import Server  # noqa: E402


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The long tests first, and as many for each of the workers, who begin with equal shares of this list."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.get_closest_marker("long")]
    rest = [item for item in items if not item.get_closest_marker("long")]
    items[:] = [
        item for worker in range(workers)
        for item in long[worker::workers] + rest[share(rest, worker, workers):share(rest, worker + 1, workers)]]


def share(items, worker, workers):
    """Where the share of a worker begins."""
    return len(items) * worker // workers


@pytest.fixture(scope="session")
def binary():
    """The program under test: GATEHOUSE_BINARY, or the release build of this repository."""
    root = pathlib.Path(__file__).resolve().parents[2]
    path = pathlib.Path(os.environ.get("GATEHOUSE_BINARY", root / ".build/release/gatehouse"))
    assert path.exists(), f"{path} is not there; build it or name another with GATEHOUSE_BINARY"
    return str(path)


@pytest.fixture(scope="session")
def pattern(binary, tmp_path_factory):
    """What the installations of tests begin as; it is copied, and never served."""
    return Installation.furnished(binary, tmp_path_factory.mktemp("pattern"))


@pytest.fixture(scope="session")
def installation(pattern, tmp_path_factory):
    """A data folder with two organizations and their tokens, shared by the tests of a session."""
    return pattern.copy(tmp_path_factory.mktemp("shared") / "installation")


@pytest.fixture(scope="session")
def server(installation):
    """The server that most tests talk to."""
    with Server(installation) as server:
        yield server


@pytest.fixture(scope="session")
def bucket():
    """What `bin/objects start` prints."""
    url = os.environ.get("GATEHOUSE_OBJECTS") or os.environ.get("GATEHOUSE_TEST_FILES")
    if not url:
        assert not os.environ.get("CI"), "set GATEHOUSE_OBJECTS to what `bin/objects start` prints"
        pytest.skip("needs GATEHOUSE_OBJECTS=$(bin/objects start)")
    return url


@pytest.fixture(autouse=True)
def survival(request):
    """A test after which the shared server is gone has failed; the next one finds it running."""
    yield
    if "server" in request.fixturenames:
        server = request.getfixturevalue("server")
        if not server.answers:
            log = server.text[-2000:]
            server.revive()
            pytest.fail(f"the server ended by itself:\n{log}")


@pytest.fixture
def furnish(pattern, tmp_path):
    """Makes installations of a test's own: `furnish()` has the same organizations and tokens as the shared one."""
    made = []

    def make():
        made.append(pattern.copy(tmp_path / f"installation-{len(made)}"))
        return made[-1]

    return make


@pytest.fixture
def serve(furnish):
    """Starts servers of a test's own: `serve(installation, settings={"upload.limit": 1000}, environment={…})`."""
    started = []

    def start(installation=None, **options):
        started.append(Server(installation or furnish(), **options).start())
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def client(server, installation):
    """An administrator of the first organization, with every permission."""
    return Client(server.url, installation.administrator)


@pytest.fixture(scope="session")
def viewer(server, installation):
    """The same person with a token that may only look."""
    return Client(server.url, installation.viewer)


@pytest.fixture(scope="session")
def stranger(server, installation):
    """An administrator of another organization."""
    return Client(server.url, installation.stranger)


@pytest.fixture
def intercom(client, installation):
    """An intercom of the test's own with apartments 1 to 400, and nothing in it."""
    return Intercom.create(client, installation)


@pytest.fixture
def labelled(client, installation):
    """An intercom without a range: its apartments have labels."""
    return Intercom.create(client, installation, range=None)


@pytest.fixture(scope="session")
def occupied(client, installation):
    """An intercom with one apartment, in which nobody ever loads anything: what is uploaded is only checked."""
    intercom = Intercom.create(client, installation)
    intercom.load([{"apartment": 1, "key": "1122334455", "user": "keeper@example.org"}])
    return intercom
