"""The database under the tests: SQLite in each data folder, or one on PostgreSQL for each.

`GATEHOUSE_TEST_DATABASE=postgresql://…` names a server on which databases may be created; each data folder gets one of
its own there, dropped at the end. Without it everything is SQLite.
"""

import atexit
import json
import os
import secrets
import subprocess
import sys

SERVER = os.environ.get("GATEHOUSE_TEST_DATABASE", "")
on_postgres = bool(SERVER)

_made = {}


def environment(data):
    """What the commands on this data folder have to be told."""
    return {"GATEHOUSE_DATABASE": url(data)} if on_postgres else {}


def url(data):
    """The setting `database` of a data folder; its database is made when it is first asked for."""
    if not on_postgres:
        return f"sqlite:{data}/gatehouse.sqlite"
    if str(data) not in _made:
        _made[str(data)], drop = create(SERVER)
        atexit.register(drop)
    return _made[str(data)]


def copy(data, other):
    """Gives another data folder what is in the database of this one, which nobody uses; SQLite's lies in the folder."""
    if on_postgres:
        template = url(data).partition("?")[0].rpartition("/")[2]
        _made[str(other)], drop = create(SERVER, template)
        atexit.register(drop)


def create(server, template="template1"):
    """The URL of a new database on a PostgreSQL server, empty or like another, and what drops it."""
    name = f"gatehouse_{secrets.token_hex(8)}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return named(server, name), lambda: execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def named(server, name):
    """The server's URL with another database in it."""
    start, _, options = server.partition("?")
    return start.rsplit("/", 1)[0] + f"/{name}" + (f"?{options}" if options else "")


def execute(url, statement, values=()):
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement, values)


def rows(data, query, prefix=()):
    """What a query finds; on SQLite asked by a process behind `prefix`, which stands where the server does."""
    if on_postgres:
        import psycopg

        with psycopg.connect(url(data)) as connection:
            return connection.execute(query).fetchall()
    script = (
        "import json, sqlite3, sys\n"
        "base = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True, timeout=20)\n"
        "print(json.dumps(base.execute(sys.argv[2]).fetchall()))"
    )
    command = [*prefix, sys.executable, "-c", script, f"{data}/gatehouse.sqlite", query]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return [tuple(row) for row in json.loads(done.stdout)]
