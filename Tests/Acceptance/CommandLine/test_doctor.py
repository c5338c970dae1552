"""`doctor`: well is 0; what is wrong is 1, with advice."""

import os
import sqlite3

import pytest

from Support import database, files

SUBJECTS = {"configuration", "disk", "room", "libraries", "time zones", "database", "clock"} | ({"files"} if files.in_bucket else set())


def findings(result):
    """Subject to (wrong, text)."""
    found = {}
    for line in result.stdout.splitlines():
        mark, _, rest = line.partition(" ")
        subject, _, text = rest.strip().partition(": ")
        found[subject] = (mark == "WRONG", text)
    return found


def wrong(result, subject):
    """The text of the only thing that is wrong."""
    assert result.returncode == 1, result.stdout + result.stderr
    found = findings(result)
    assert {name for name, (is_wrong, _) in found.items() if is_wrong} >= {subject}
    return found[subject][1]


def test_a_healthy_installation_ends_with_0(furnish):
    result = furnish().attempt("doctor")
    assert result.returncode == 0
    assert set(findings(result)) == SUBJECTS
    assert not any(is_wrong for is_wrong, _ in findings(result).values())


def test_a_new_folder_is_healthy(installation, tmp_path):
    assert installation.bare("doctor", "--data", str(tmp_path / "new")).returncode == 0


def test_it_is_well_beside_a_running_server(serve, furnish):
    installation = furnish()
    serve(installation)
    assert installation.attempt("doctor").returncode == 0


def test_a_misspelt_variable_is_found(furnish):
    result = furnish().attempt("doctor", environment={"GATEHOUSE_UPLOAD_LIMITS": "5"})
    text = wrong(result, "configuration")
    assert "GATEHOUSE_UPLOAD_LIMITS" in text and "gatehouse settings" in text


def test_a_wrong_value_is_found(furnish):
    result = furnish().attempt("doctor", environment={"GATEHOUSE_UPLOAD_LIMIT": "much"})
    assert "upload.limit" in wrong(result, "configuration")


@pytest.mark.parametrize("setting", ["upload.limit=0", "upload.limit=x", "log.level=loud", "secret=short",
                                     "public-url=gate.example", "surface.push.prefix=gate", "unknown=1", "port"])
def test_wrong_settings_are_found(furnish, setting):
    result = furnish().attempt("doctor", "--set", setting)
    text = wrong(result, "configuration")
    assert setting.partition("=")[0] in text


@pytest.mark.parametrize("data", ["/proc/gatehouse", "/dev/null/gatehouse"])
def test_a_folder_that_cannot_be_written_is_found(installation, data):
    """These can be written by nobody, root included."""
    text = wrong(installation.bare("doctor", "--data", data), "disk")
    assert data in text and "data=PATH" in text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_found(installation, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    assert str(folder) in wrong(installation.bare("doctor", "--data", str(folder)), "disk")


def test_a_newer_schema_is_found_and_refused(furnish):
    installation = furnish()
    change(
        installation,
        "INSERT INTO schema_migration (id, checksum, applied_at) "
        "SELECT '9999-from-the-future', checksum, applied_at FROM schema_migration LIMIT 1")
    text = wrong(installation.attempt("doctor"), "database")
    assert "newer" in text and "9999-from-the-future" in text
    refused = installation.attempt("migrate")
    assert refused.returncode != 0 and "9999-from-the-future" in refused.stderr


def change(installation, statement):
    """Changes the database behind the program's back."""
    if database.on_postgres:
        changed = database.execute(database.url(installation.data), statement).rowcount
    else:
        with sqlite3.connect(installation.data / "gatehouse.sqlite") as base:
            changed = base.execute(statement).rowcount
    assert changed == 1


@pytest.mark.skipif(database.on_postgres, reason="it is about a file")
def test_a_database_that_is_none_is_found(furnish):
    installation = furnish()
    for path in installation.data.glob("gatehouse.sqlite*"):
        path.unlink()
    (installation.data / "gatehouse.sqlite").write_bytes(b"no database at all" * 500)
    assert "database" in findings(installation.attempt("doctor"))
    assert wrong(installation.attempt("doctor"), "database")
