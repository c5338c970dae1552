"""The commands of docs/guides/backup-and-move.md, run as they are written but for their paths."""

import pathlib
import re
import shutil
import subprocess

import pytest

from Support.installation import clean_environment
from Support.scene import Scene

GUIDE = pathlib.Path(__file__).resolve().parents[3] / "docs/guides/backup-and-move.md"


def blocks(title):
    """The shell commands of a section, block by block."""
    section = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", GUIDE.read_text(), flags=re.M | re.S).group(1)
    return re.findall(r"```sh\n(.*?)```", section, flags=re.S)


@pytest.fixture
def shell(binary, tmp_path):
    """Runs commands where `gatehouse` is in the path and /srv is a folder of the test."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gatehouse").symlink_to(binary)
    (tmp_path / "srv/backups").mkdir(parents=True)

    def run(text, **environment):
        text = text.replace("/srv/", f"{tmp_path}/srv/")
        path = f"{tmp_path}/bin:{clean_environment()['PATH']}"
        done = subprocess.run(
            ["bash", "-euc", text], cwd=tmp_path, capture_output=True, text=True, timeout=60,
            env=clean_environment() | {"PATH": path} | environment)
        assert done.returncode == 0, f"{text}{done.stdout}{done.stderr}"
        return done.stdout

    return run


def test_sqlite_is_backed_up_and_restored(furnished, place, shell, tmp_path):
    source, new = furnished("sqlite"), place()
    scene = Scene(source)
    backup, check = blocks("Back up (SQLite)")
    made = shell(backup, GATEHOUSE_DATA=str(source.data)).strip()
    written = re.search(r"/srv/backups/2026\S+", check).group()
    there = "/srv/backups/" + made.rsplit("/", 1)[1]
    assert "is whole" in shell(check.replace(written, there))
    restore, = blocks("Restore (SQLite)")
    restore = restore.splitlines()[0].replace(written, there).replace("/srv/gatehouse-new", str(new.data))
    shell(restore)
    scene.verify(new)


def test_postgresql_is_backed_up_and_restored(furnished, place, shell):
    source, new = furnished("postgres"), place("postgres")
    scene = Scene(source)
    backup, restore = blocks("Back up and restore (PostgreSQL)")
    shell(backup, GATEHOUSE_DATA=str(source.data), GATEHOUSE_DATABASE=source.url)
    shell(restore.replace("createdb gatehouse\n", ""), GATEHOUSE_DATA=str(new.data), GATEHOUSE_DATABASE=new.url)
    scene.verify(new)


def test_installations_are_moved(furnished, place, shell, tmp_path):
    source, remote = furnished("sqlite"), place("postgres")
    shutil.copytree(source.data, tmp_path / "gatehouse-data")
    # What goes to a bucket is tried in ObjectStore/test_moving.py.
    to_postgres, to_folder, _ = blocks("Move to another database or another place")
    shell(to_postgres.replace("postgresql://gatehouse@db.example/gatehouse", f"'{remote.url}'"))
    assert remote.run("organization", "list") == source.run("organization", "list")
    scene, new = Scene(source), place()
    shutil.copytree(source.data, tmp_path / "old")
    new.data.mkdir()
    (tmp_path / "new").symlink_to(new.data)
    shell(to_folder)
    scene.verify(new)
