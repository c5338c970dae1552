"""Many servers on one PostgreSQL: `GATEHOUSE_TEST_DATABASE`, `GATEHOUSE_POSTGRES`, or one that bin/postgres starts."""

import os
import pathlib
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from Support import database  # noqa: E402

from many_platform import Platform  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def postgres():
    """The URL of a server on which databases may be made."""
    url = os.environ.get("GATEHOUSE_TEST_DATABASE") or os.environ.get("GATEHOUSE_POSTGRES")
    if url:
        return url
    return subprocess.run([ROOT / "bin/postgres", "start"], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def make_platform(binary, postgres, tmp_path_factory):
    """Makes platforms that end with the tests of a file: `make_platform(servers=1, settings={…})`."""
    made = []

    def make(through=lambda url: url, **options):
        """`through` makes the URL that the processes are told of the database's own."""
        url, drop = database.create(postgres)
        platform = Platform(binary, tmp_path_factory.mktemp("platform"), url, through(url), **options)
        made.append((platform, drop))
        return platform.start().furnish()

    yield make
    for platform, drop in made:
        platform.stop()
        drop()


@pytest.fixture(scope="module")
def platform(make_platform):
    """Three servers, two workers and nginx, shared by the tests of a file."""
    return make_platform()
