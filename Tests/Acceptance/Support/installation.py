"""A data folder of Gatehouse, furnished through the command line."""

import copy
import itertools
import json
import os
import shutil
import subprocess
from dataclasses import dataclass

from Support import database, files


@dataclass(frozen=True)
class Token:
    """A token and its secret, as `token create` showed them."""

    id: int
    user_id: int
    secret: str


class CommandFailed(Exception):
    def __init__(self, result):
        super().__init__(f"status {result.returncode}: {result.stdout}{result.stderr}")
        self.result = result


class Installation:
    """Runs the binary's commands on one data folder."""

    home = "Acme"
    foreign = "Globex"

    def __init__(self, binary, data):
        self.binary = binary
        self.data = data
        self._numbers = itertools.count(1)

    @classmethod
    def furnished(cls, binary, data):
        """A new data folder, furnished."""
        return cls(binary, data).furnish()

    def furnish(self):
        """Two organizations: `home` with an administrator and a viewer's token, `foreign` with an administrator."""
        self.organization(self.home)
        self.user("admin@acme.example", self.home)
        self.administrator = self.token("admin@acme.example", self.home)
        self.viewer = self.token("admin@acme.example", self.home, permissions=["intercom-view"])
        self.organization(self.foreign)
        self.user("admin@globex.example", self.foreign)
        self.stranger = self.token("admin@globex.example", self.foreign)
        return self

    def copy(self, data):
        """The same in a data folder of its own; nobody uses this one meanwhile."""
        shutil.copytree(self.data, data)
        database.copy(self.data, data)
        made = copy.copy(self)
        made.data = data
        return made

    def organization(self, name, under=None):
        more = ["--under", under] if under else []
        return self.json("organization", "create", name, *more)

    def user(self, login, organization=home, name=None, level=None, department=None, head=False, rights=()):
        more = ["--name", name] if name else []
        more += ["--level", level] if level else []
        more += ["--department", department] if department else []
        more += ["--head"] if head else []
        more += [word for right in rights for word in ("--right", right)]
        return self.json("user", "create", login, "--organization", organization, *more)

    def token(self, user, organization=home, permissions=(), expires_in=None):
        more = [word for permission in permissions for word in ("--permission", permission)]
        if expires_in is not None:
            more += ["--expires-in", str(expires_in)]
        made = self.json("token", "create", "--user", user, "--organization", organization, *more)
        return Token(made["id"], made["user_id"], made["token"])

    def password(self, login, password):
        result = subprocess.run(
            [self.binary, "user", "password", login, "--data", str(self.data)], input=password + "\n", text=True,
            capture_output=True, timeout=60, env=clean_environment() | self.environment)
        if result.returncode != 0:
            raise CommandFailed(result)

    def quota(self, organization, bytes=None):
        more = ["--set", str(bytes)] if bytes is not None else []
        return self.json("organization", "quota", "--organization", organization, *more)

    def plan(self, organization, *without):
        """Leaves these calls out of the organization's plan, and no others."""
        more = [word for call in without for word in ("--without", call)] or ["--everything"]
        return self.json("organization", "plan", "--organization", organization, *more)

    def intercom(self, organization=home, range="1-400", title=None, address="", building=None):
        """The new intercom's id."""
        title = title or f"Intercom {next(self._numbers)}"
        more = (["--range", range] if range else []) + (["--address", address] if address else [])
        more += ["--building", str(building)] if building else []
        return self.json("intercom", "create", title, "--organization", organization, *more)["id"]

    def json(self, *words, environment=None):
        return json.loads(self.run(*words, "--json", environment=environment))

    def run(self, *words, environment=None):
        """A command that must succeed; its standard output."""
        result = self.attempt(*words, environment=environment)
        if result.returncode != 0:
            raise CommandFailed(result)
        return result.stdout

    def attempt(self, *words, environment=None):
        """A command that may fail."""
        return self.bare(*words, "--data", str(self.data), environment=self.environment | (environment or {}))

    @property
    def environment(self):
        """What every process on this data folder is told."""
        return database.environment(self.data) | files.environment(self.data)

    def bare(self, *words, environment=None, cwd=None):
        """A command without the data folder."""
        return subprocess.run(
            [self.binary, *map(str, words)], capture_output=True, text=True, timeout=60, cwd=cwd,
            env=clean_environment() | (environment or {}))


def clean_environment():
    """The environment without settings of Gatehouse, which would decide what tests mean to decide."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GATEHOUSE_")}
