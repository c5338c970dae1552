"""Installations on a database of the test's choice, whatever the other tests run on."""

import os
import secrets
import subprocess

import psycopg
import pytest

from Support.installation import Installation, clean_environment

POSTGRES = os.environ.get("GATEHOUSE_TEST_DATABASE") or os.environ.get("GATEHOUSE_POSTGRES")


class Placed(Installation):
    """A data folder whose database is where `url` says."""

    def __init__(self, binary, data, url=None):
        super().__init__(binary, data)
        self.url = url or f"sqlite:{data}/gatehouse.sqlite"

    @property
    def environment(self):
        return {"GATEHOUSE_DATABASE": self.url}

    def begin(self, *words):
        """A command that is left running."""
        return subprocess.Popen(
            [self.binary, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=clean_environment())


@pytest.fixture
def postgres():
    """Makes new PostgreSQL databases: their URLs."""
    if not POSTGRES:
        assert not os.environ.get("CI"), "GATEHOUSE_POSTGRES must name a server in CI; `bin/postgres start` prints one"
        pytest.skip("GATEHOUSE_POSTGRES names no server; `bin/postgres start` prints one")
    made = []

    def make():
        name = f"gatehouse_{secrets.token_hex(8)}"
        execute(f"CREATE DATABASE {name}")
        made.append(name)
        start, mark, options = POSTGRES.partition("?")
        return start.rsplit("/", 1)[0] + f"/{name}{mark}{options}"

    yield make
    for name in made:
        execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def execute(statement):
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture
def place(binary, tmp_path, request):
    """A place for an installation: `place("sqlite")` or `place("postgres")`, in a data folder of its own."""
    made = []

    def make(kind="sqlite"):
        data = tmp_path / f"place-{len(made)}"
        url = request.getfixturevalue("postgres")() if kind == "postgres" else None
        made.append(Placed(binary, data, url))
        return made[-1]

    return make


@pytest.fixture
def furnished(place):
    """Such an installation with organizations and tokens."""
    return lambda kind="sqlite": place(kind).furnish()
