"""`gatehouse backup` and `gatehouse restore`: whole or absent, and verified to the byte."""

import contextlib
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import threading
import time

import pytest

from Support.client import Client
from Support.intercom import Intercom
from Support.scene import LATER, ROWS, Scene
from Support.server import Server
from Support.waiting import wait_until


def refused(result, *words):
    assert result.returncode != 0, result.stdout
    for word in words:
        assert word in result.stderr, result.stderr
    return result


def back_up(installation, shelf, *more):
    """The new backup's folder."""
    return json.loads(installation.run("backup", "--to", shelf, "--json", *more))["path"]


def blobs(folder):
    return {path.name: path for path in (folder / "files/blobs").rglob("*") if path.is_file()}


@pytest.fixture
def shelf(tmp_path):
    return tmp_path / "shelf"


@pytest.fixture
def scene(furnished):
    return Scene(furnished("sqlite"))


@pytest.fixture
def backup(scene, shelf):
    """A backup of the scene."""
    return shelf / os.path.basename(back_up(scene.installation, shelf))


def test_a_restored_installation_goes_on_where_it_was(scene, backup, place):
    new = place()
    assert "every digest verified" in new.run("restore", "--from", backup)
    scene.verify(new)


def test_a_backup_needs_no_other_tool_to_look_into(backup):
    done = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=backup, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    with contextlib.closing(sqlite3.connect(f"file:{backup}/gatehouse.sqlite?mode=ro", uri=True)) as base, base:
        manifest = json.loads((backup / "manifest.json").read_text())
        for table, rows in manifest["tables"].items():
            assert base.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (rows,)
        referenced = {digest for row in base.execute("SELECT source, marked, backup FROM import_run") for digest in row}
    assert set(blobs(backup)) == referenced - {None}
    assert manifest["files"]["count"] == len(blobs(backup)) > 3
    assert manifest["files"]["bytes"] == sum(path.stat().st_size for path in blobs(backup).values())
    assert {path.name for path in backup.iterdir()} == {
        "gatehouse.sqlite", "secret.key", "files", "manifest.json", "SHA256SUMS"}


def test_nobody_but_its_owner_reads_a_backup(backup):
    for path in [backup.parent, backup, backup / "gatehouse.sqlite", backup / "secret.key"]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_under_load_every_backup_is_consistent(furnished, shelf, place):
    source = furnished("sqlite")
    over, made, failures = threading.Event(), [], []
    with Server(source) as server:
        intercoms = [Intercom.create(Client(server.url, source.administrator), source) for _ in range(3)]

        def work(number):
            try:
                intercom = intercoms[number].at(server, source.administrator)
                turn = 0
                while not over.is_set():
                    turn += 1
                    intercom.load([{"apartment": n, "key": f"{turn * 1000 + n:08X}"} for n in range(1, 60)])
                    intercom.reject([{"apartment": "wrong", "key": f"{turn:08X}"}])
            except Exception as error:  # noqa: BLE001 - told by the test's own thread
                failures.append(error)

        threads = [threading.Thread(target=work, args=[number]) for number in range(3)]
        for thread in threads:
            thread.start()
        for _ in range(5):
            made.append(back_up(source, shelf))
            time.sleep(0.3)
        over.set()
        for thread in threads:
            thread.join(60)
        state = {intercom.id: intercom.state for intercom in intercoms}
        made.append(back_up(source, shelf))
    assert not failures, failures
    for path in made:
        restored = place()
        restored.run("restore", "--from", path)
        with contextlib.closing(sqlite3.connect(restored.data / "gatehouse.sqlite")) as base, base:
            assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert base.execute("PRAGMA foreign_key_check").fetchall() == []
            # A load replaces all keys at once: there are those of one load, and its number stands beside them.
            for (count,) in base.execute("SELECT COUNT(*) FROM rfid_key GROUP BY panel_id"):
                assert count == 59
            references = base.execute("SELECT source, marked, backup FROM import_run").fetchall()
        assert {digest for row in references for digest in row} - {None} == set(blobs(restored.data))
    with Server(restored) as server:
        client = Client(server.url, source.administrator)
        assert {id: Intercom(client, id).state for id in state} == state


def test_the_next_backup_links_what_the_last_one_has(scene, shelf, backup):
    with Server(scene.installation) as server:
        Intercom(Client(server.url, scene.installation.administrator), scene.intercom).load(LATER)
    next_one = shelf / os.path.basename(back_up(scene.installation, shelf))
    older, newer, live = blobs(backup), blobs(next_one), blobs(scene.installation.data)
    assert set(newer) > set(older)
    for name, path in older.items():
        assert newer[name].samefile(path)
        assert not newer[name].samefile(live[name])


def test_a_damaged_file_of_the_last_backup_is_not_taken_over(scene, shelf, backup, place):
    victim = max(blobs(backup).values())
    victim.chmod(0o600)
    victim.write_bytes(victim.read_bytes()[:-1])
    next_one = back_up(scene.installation, shelf)
    new = place()
    new.run("restore", "--from", next_one)
    scene.verify(new)


def test_only_so_many_backups_are_kept(scene, shelf, backup):
    others = [back_up(scene.installation, shelf, "--keep", "2") for _ in range(2)]
    assert sorted(path.name for path in shelf.iterdir()) == [os.path.basename(path) for path in others]


def test_killed_at_any_time_a_backup_is_whole_or_absent(scene, shelf):
    started = time.monotonic()
    back_up(scene.installation, shelf)
    length, pick = time.monotonic() - started, random.Random(3)
    for _ in range(10):
        process = scene.installation.begin("backup", "--to", shelf, "--data", scene.installation.data)
        time.sleep(pick.uniform(0, length))
        process.kill()
        process.communicate()
        for path in shelf.iterdir():
            if not path.name.startswith("."):
                assert scene.installation.bare("restore", "--from", path, "--check").returncode == 0
    last = back_up(scene.installation, shelf)
    assert not [path for path in shelf.iterdir() if path.name.startswith(".")]
    assert scene.installation.bare("restore", "--from", last, "--check").returncode == 0


def test_killed_at_any_time_a_restore_is_whole_or_absent(scene, backup, place):
    new, pick = place(), random.Random(5)
    for _ in range(8):
        process = new.begin("restore", "--from", backup, "--data", new.data)
        time.sleep(pick.uniform(0, 0.12))
        process.kill()
        process.communicate()
        if (new.data / ".restoring").exists():
            refused(new.attempt("organization", "list"), "not finished", "gatehouse restore")
        elif (new.data / "gatehouse.sqlite").exists():
            break
    else:
        new.run("restore", "--from", backup)
    scene.verify(new)


def flip(path, place):
    """Turns one bit of a file around."""
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[int(place * (len(content) - 1))] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("damage, word", [
    (lambda backup: flip(min(blobs(backup).values()), 0.5), "another digest"),
    (lambda backup: flip(backup / "gatehouse.sqlite", 0.5), "gatehouse.sqlite"),
    (lambda backup: flip(backup / "gatehouse.sqlite", 0), "gatehouse.sqlite"),
    (lambda backup: flip(backup / "secret.key", 0.5), "secret.key"),
    (lambda backup: flip(backup / "manifest.json", 0.5), "manifest"),
    (lambda backup: flip(backup / "SHA256SUMS", 0.01), "SHA256SUMS"),
    (lambda backup: min(blobs(backup).values()).unlink(), "missing"),
    (lambda backup: (backup / "gatehouse.sqlite").unlink(), "gatehouse.sqlite"),
    (lambda backup: (backup / "secret.key").unlink(), "secret.key"),
    (lambda backup: (backup / "manifest.json").unlink(), "manifest"),
    (lambda backup: (backup / "SHA256SUMS").unlink(), "SHA256SUMS"),
], ids=["blob", "database", "database's header", "secret", "manifest", "checksums", "no blob", "no database", "no secret",
        "no manifest", "no checksums"])
def test_a_damaged_backup_is_refused(backup, place, damage, word):
    damage(backup)
    new = place()
    refused(new.bare("restore", "--from", backup, "--check"), word)
    refused(new.attempt("restore", "--from", backup), word)
    assert not (new.data / "gatehouse.sqlite").exists()
    if new.data.exists() and any(new.data.iterdir()):
        refused(new.attempt("organization", "list"), "not finished")


def test_after_a_refused_backup_another_is_restored_into_the_same_folder(scene, shelf, backup, place):
    good = back_up(scene.installation, shelf)
    (backup / "secret.key").unlink()
    new = place()
    refused(new.attempt("restore", "--from", backup), "secret.key")
    new.run("restore", "--from", good)
    scene.verify(new)


def test_a_folder_that_holds_something_is_left_alone(scene, backup, furnished, place):
    used, other = furnished("sqlite"), place()
    other.data.mkdir()
    (other.data / "letter").write_text("to whom it may concern")
    before = (used.data / "gatehouse.sqlite").read_bytes()
    for installation in used, other:
        refused(installation.attempt("restore", "--from", backup), "not empty", "--data")
    assert (used.data / "gatehouse.sqlite").read_bytes() == before
    assert [path.name for path in other.data.iterdir()] == ["letter"]
    with Server(scene.installation):
        refused(scene.installation.attempt("restore", "--from", backup), "not empty")


def test_what_is_swept_while_files_are_copied_is_left_out(scene, shelf):
    source = scene.installation
    base = f"file:{source.data}/gatehouse.sqlite?mode=rw"
    # Enough files that copying them takes a while; those with the highest digests are copied last.
    with contextlib.closing(sqlite3.connect(base, uri=True)) as connection, connection:
        for number in range(1500):
            content = f"file {number}".encode()
            name = hashlib.sha256(content).hexdigest()
            path = source.data / "files/blobs" / name[:2] / name[2:4] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            columns = [row[1] for row in connection.execute("PRAGMA table_info(import_run)") if row[1] != "id"]
            picked = ", ".join({"source": f"'{name}'", "hash_digest": "NULL", "state": "'expired'", "load_number": "NULL",
                                "subject": str(number + 1000)}
                               .get(column, column) for column in columns)
            connection.execute(f"INSERT INTO import_run ({', '.join(columns)}) SELECT {picked} FROM import_run LIMIT 1")
    kept = blobs(source.data)
    gone = sorted(kept)[-3:]
    process = source.begin("backup", "--to", shelf, "--data", source.data)
    wait_until(lambda: len(list(shelf.glob(".partial-*/files/blobs/*/*/*"))) > 20, "files are copied", pause=0.002)
    process.send_signal(signal.SIGSTOP)
    with contextlib.closing(sqlite3.connect(base, uri=True, timeout=20)) as connection, connection:
        connection.execute(f"DELETE FROM import_run WHERE source IN ({', '.join(map(repr, gone))})")
    for name in gone:
        kept[name].unlink()
    process.send_signal(signal.SIGCONT)
    path, told = process.communicate(timeout=60)
    assert process.returncode == 0, told
    assert told.count("taking a snapshot") == 2
    assert not set(gone) & set(blobs(shelf / os.path.basename(path.strip())))
    assert source.bare("restore", "--from", path.strip(), "--check").returncode == 0


def test_a_lost_file_is_taken_from_the_last_backup(scene, shelf, backup, place):
    for path in blobs(scene.installation.data).values():
        path.unlink()
    new = place()
    new.run("restore", "--from", back_up(scene.installation, shelf))
    scene.verify(new)


def test_nobody_works_on_a_backup_itself(backup, place):
    before = (backup / "gatehouse.sqlite").read_bytes()
    new = place()
    refused(new.bare("organization", "list", "--data", backup), "is a backup", "gatehouse restore")
    refused(new.bare("copy", "--from", f"sqlite:{backup}/gatehouse.sqlite", "--to", new.url), "is a backup")
    assert (backup / "gatehouse.sqlite").read_bytes() == before


def test_a_file_that_the_installation_lost_is_told_and_no_backup_made(scene, shelf):
    victim = min(blobs(scene.installation.data).values())
    victim.unlink()
    refused(scene.installation.attempt("backup", "--to", shelf), victim.name, "no backup was made")
    assert list(shelf.iterdir()) == []


def test_a_backup_of_an_older_version_is_brought_up_to_date(furnished, shelf, place):
    source = furnished("sqlite")
    with contextlib.closing(sqlite3.connect(source.data / "gatehouse.sqlite")) as base, base:
        base.execute("DROP TABLE import_run")
        base.execute("DELETE FROM schema_migration WHERE id LIKE '%import-run'")
    path = back_up(source, shelf)
    new = place()
    new.run("restore", "--from", path)
    new.administrator = source.administrator
    with Server(new) as server:
        Intercom.create(Client(server.url, source.administrator), new).load(ROWS)


def test_a_backup_of_a_newer_version_is_refused(furnished, shelf, place):
    source = furnished("sqlite")
    path = back_up(source, shelf)
    manifest = json.loads(open(f"{path}/manifest.json").read())
    manifest["schema"].append("2099-01-01-hover")
    text = json.dumps(manifest)
    os.remove(f"{path}/manifest.json")
    with open(f"{path}/manifest.json", "w") as file:
        file.write(text)
    done = subprocess.run(["sha256sum", f"{path}/manifest.json"], capture_output=True, text=True, check=True)
    lines = [line for line in open(f"{path}/SHA256SUMS") if "manifest" not in line]
    with open(f"{path}/SHA256SUMS", "w") as file:
        file.writelines([*lines, done.stdout.split()[0] + "  manifest.json\n"])
    refused(place().attempt("restore", "--from", path), "newer than this program")


def test_a_secret_of_the_settings_stays_there(furnished, shelf, place):
    source = furnished("sqlite")
    secret = {"GATEHOUSE_SECRET": "s" * 40}
    path = json.loads(source.run("backup", "--to", shelf, "--json", environment=secret))["path"]
    assert not os.path.exists(f"{path}/secret.key")
    assert "keep the setting `secret`" in place().run("restore", "--from", path)


def test_postgresql_is_left_to_its_own_tools(place, shelf, tmp_path):
    elsewhere = {"GATEHOUSE_DATABASE": "postgresql://gate:hidden@db.example/gatehouse"}
    for words in ["backup", "--to", shelf], ["restore", "--from", tmp_path]:
        told = refused(place().attempt(*words, environment=elsewhere), "pg_", "files", "secret.key")
        assert "hidden" not in told.stderr
    assert not shelf.exists()


def test_one_backup_at_a_time_in_a_folder(scene, shelf, backup):
    running = [scene.installation.begin("backup", "--to", shelf, "--data", scene.installation.data) for _ in range(4)]
    results = [(process.communicate()[1], process.returncode) for process in running]
    assert any(status == 0 for _, status in results)
    for output, status in results:
        assert status == 0 or "Another backup" in output, output


def test_a_backup_without_an_installation_makes_none(place, shelf):
    refused(place().attempt("backup", "--to", shelf), "no database at")
    assert not shelf.exists()
