"""`gatehouse copy`: an installation on another database is the same installation."""

import contextlib
import json
import random
import shutil
import sqlite3
import time

import psycopg
import pytest

from Support.scene import Scene
from Support.server import Server
from Support.waiting import wait_until

WAYS = [("sqlite", "postgres"), ("postgres", "sqlite"), ("sqlite", "sqlite"), ("postgres", "postgres")]


def copy(source, destination, *more):
    return source.bare("copy", "--from", source.url, "--to", destination.url, *more)


def succeed(result):
    assert result.returncode == 0, result.stdout + result.stderr
    return result


def refused(result, *words):
    assert result.returncode != 0, result.stdout
    for word in words:
        assert word in result.stderr, result.stderr
    return result


def query(installation, statement):
    """The rows of a statement on either database, committed."""
    if installation.url.startswith("sqlite:"):
        address = f"file:{installation.url.removeprefix('sqlite:')}?mode=rw"
        with contextlib.closing(sqlite3.connect(address, timeout=20, uri=True)) as connection, connection:
            return connection.execute(statement).fetchall()
    with psycopg.connect(installation.url) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


def fill(installation, units):
    """A building with so many units, some with a word that sorts differently by language and by bytes."""
    query(installation, "INSERT INTO building (organization_id, name, address, created_at, updated_at) "
          "VALUES (1, 'Large', 'Ärztehaus, корпус 2', 1, 1)")
    query(installation, "INSERT INTO zone (building_id, name, is_default, created_at, updated_at) "
          "SELECT MAX(id), '', TRUE, 1, 1 FROM building")
    numbers = ("SELECT value AS n FROM (WITH RECURSIVE c(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM c "
               f"WHERE value < {units}) SELECT value FROM c) AS numbers")
    query(installation, "INSERT INTO unit (zone_id, label, created_at, updated_at) "
          f"SELECT (SELECT MAX(id) FROM zone), 'Ünit ' || n, n, n FROM ({numbers}) AS numbers")
    for name in ["a", "B", "ä", "Z", "_", "я"]:
        query(installation, f"INSERT INTO recurring_task (name, last_run_at) VALUES ('{name}', 1)")


@pytest.mark.parametrize("kind, other", WAYS, ids=lambda word: word)
def test_the_moved_installation_goes_on_where_it_was(furnished, place, kind, other):
    source, destination = furnished(kind), place(other)
    scene = Scene(source)
    destination.data.mkdir()
    shutil.copy(source.data / "secret.key", destination.data)
    succeed(copy(source, destination, "--files-from", source.data / "files", "--files-to", destination.data / "files"))
    scene.verify(destination)


def test_what_was_deleted_does_not_give_its_id_away(furnished, place):
    source, destination = furnished("postgres"), place("sqlite")
    source.intercom()
    source.intercom()
    query(source, "DELETE FROM panel WHERE id = 2")
    succeed(copy(source, destination))
    back = place("postgres")
    succeed(copy(destination, back))
    assert destination.intercom() == 3
    assert back.intercom() == 3


def test_the_summary_counts_and_digests_every_table(furnished, place):
    source, destination, again = furnished("sqlite"), place("postgres"), place("sqlite")
    fill(source, 300)
    first = json.loads(succeed(copy(source, destination, "--json")).stdout)
    second = json.loads(succeed(copy(destination, again, "--json")).stdout)
    assert first["tables"] == second["tables"]
    rows = {table["table"]: table["rows"] for table in first["tables"]}
    assert (rows["unit"], rows["organization"], rows["recurring_task"]) == (300, 2, 6)
    assert "schema_migration" not in rows
    assert first["rows"] == sum(rows.values())
    assert len({table["digest"] for table in first["tables"]}) == len(rows)


def test_a_finished_copy_run_again_is_found_whole(furnished, place):
    source, destination = furnished("sqlite"), place("postgres")
    first = json.loads(succeed(copy(source, destination, "--json")).stdout)
    assert json.loads(succeed(copy(source, destination, "--json")).stdout) == first


@pytest.mark.parametrize("kind, other", WAYS[:2], ids=lambda word: word)
def test_killed_ten_times_it_ends_with_the_same(furnished, place, kind, other):
    source, destination, straight = furnished(kind), place(other), place(kind)
    fill(source, 100_000)
    command = ["copy", "--from", source.url, "--to", destination.url]
    started = time.monotonic()
    whole = json.loads(succeed(copy(source, straight, "--json")).stdout)
    length = time.monotonic() - started
    pick, kills = random.Random(7), 0
    while kills < 10:
        process = destination.begin(*command)
        time.sleep(pick.uniform(0, length / 2))
        process.kill()
        process.communicate()
        kills += 1
    assert json.loads(succeed(copy(source, destination, "--json")).stdout) == whole
    assert query(destination, "SELECT COUNT(*), MIN(id), MAX(id) FROM unit") == [(100_000, 1, 100_000)]


@pytest.fixture
def interrupted(furnished, place):
    """A source and a destination with a part of its rows."""
    def make(kind="sqlite", other="postgres"):
        source, destination = furnished(kind), place(other)
        fill(source, 100_000)

        def some():
            try:
                return query(destination, "SELECT COUNT(*) FROM unit")[0][0]
            except (sqlite3.Error, psycopg.Error):
                return 0

        process = destination.begin("copy", "--from", source.url, "--to", destination.url)
        wait_until(some, "rows arrive", pause=0.002)
        process.kill()
        process.communicate()
        assert 0 < some() < 100_000
        return source, destination

    return make


@pytest.mark.parametrize("kind, other", WAYS[:2], ids=lambda word: word)
def test_a_source_that_changed_since_is_noticed(interrupted, kind, other):
    source, destination = interrupted(kind, other)
    query(source, "UPDATE unit SET label = 'changed' WHERE id = 1")
    refused(copy(source, destination), "table unit", "--start-over")
    succeed(copy(source, destination, "--start-over"))
    assert query(destination, "SELECT label FROM unit WHERE id = 1") == [("changed",)]


def test_servers_do_not_start_on_half_of_an_installation(interrupted):
    source, destination = interrupted("sqlite", "postgres")
    refused(destination.attempt("token", "list", "--organization", "Acme"), "unfinished copy")
    refused(copy(destination, source), "unfinished copy")
    succeed(copy(source, destination))
    assert "Acme" in destination.run("organization", "list")


@pytest.mark.parametrize("other", ["sqlite", "postgres"])
def test_an_installation_is_never_overwritten(furnished, other):
    source, occupied = furnished("sqlite"), furnished(other)
    occupied.organization("Initech")
    before = query(occupied, "SELECT * FROM organization ORDER BY id")
    for more in [], ["--start-over"]:
        refused(copy(source, occupied, *more), "holds an installation already")
    assert query(occupied, "SELECT * FROM organization ORDER BY id") == before


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_running_server_is_noticed_on_either_side(furnished, place, kind):
    source, empty = furnished(kind), place("sqlite")
    with Server(source):
        refused(copy(source, empty), "at work on the source", "Stop every")
        refused(copy(furnished("sqlite"), source), "at work on the destination")
    succeed(copy(source, empty))


def test_nobody_changes_the_source_meanwhile(furnished, place):
    source, destination = furnished("sqlite"), place("sqlite")
    fill(source, 100_000)
    process = destination.begin("copy", "--from", source.url, "--to", destination.url)
    wait_until(lambda: "copy_progress" in destination_tables(destination), "the copy begins", pause=0.002)
    connection = sqlite3.connect(source.url.removeprefix("sqlite:"), timeout=0)

    def locked():
        try:
            connection.execute("UPDATE unit SET label = label WHERE id = 0")
            connection.rollback()
            return False
        except sqlite3.OperationalError as error:
            return "locked" in str(error)

    try:
        wait_until(locked, "the source is locked", pause=0.002)
    finally:
        connection.close()
        output = process.communicate(timeout=60)
    assert process.returncode == 0, output


def destination_tables(destination):
    try:
        return {name for name, in query(destination, "SELECT name FROM sqlite_master")}
    except sqlite3.Error:
        return set()


def test_a_row_that_the_destination_cannot_hold_is_told_with_its_table(furnished, place):
    source, destination = furnished("sqlite"), place("postgres")
    query(source, "UPDATE organization SET name = 'a' || char(0) || 'b' WHERE id = 2")
    refused(copy(source, destination), "table organization", "U+0000")
    query(source, "UPDATE organization SET name = 'mended' WHERE id = 2")
    succeed(copy(source, destination))


def test_nonsense_is_refused_with_what_to_do(furnished, place):
    source, destination = furnished("sqlite"), place("sqlite")
    refused(source.bare("copy", "--from", source.url), "--to")
    refused(copy(source, source), "same database")
    refused(copy(destination, source), "no database at")
    assert not destination.data.exists()
    refused(copy(source, destination, "--files-to", "x", "--files-from", destination.data), "no files at")


def test_a_file_that_is_missing_or_damaged_stops_the_move(furnished, place):
    source, destination = furnished("sqlite"), place("sqlite")
    Scene(source)
    arguments = ["--files-from", source.data / "files", "--files-to", destination.data / "files"]
    blob = next(path for path in (source.data / "files/blobs").rglob("*") if path.is_file())
    content = blob.read_bytes()
    blob.chmod(0o600)
    blob.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    refused(copy(source, destination, *arguments), blob.name, "damaged")
    blob.unlink()
    refused(copy(source, destination, *arguments), blob.name, "backup")
    blob.write_bytes(content)
    succeed(copy(source, destination, *arguments))


def test_files_alone_move_and_what_is_there_is_not_copied_again(furnished, tmp_path):
    source = furnished("sqlite")
    Scene(source)
    blobs = {path.name: path.read_bytes() for path in (source.data / "files/blobs").rglob("*") if path.is_file()}
    for copied, present in (len(blobs), 0), (0, len(blobs)):
        report = json.loads(source.run("copy", "--files-to", tmp_path / "moved", "--json"))
        assert report["tables"] is None
        assert (report["files"]["copied"], report["files"]["present"]) == (copied, present)
    moved = {path.name: path.read_bytes() for path in (tmp_path / "moved/blobs").rglob("*") if path.is_file()}
    assert moved == blobs
