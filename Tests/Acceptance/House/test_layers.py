"""bin/layers refuses what it is there to refuse."""

import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]


@pytest.fixture
def house(tmp_path):
    """A copy of the sources in which arrows can be bent."""
    shutil.copytree(ROOT / "Sources", tmp_path / "Sources")
    return tmp_path


def layers(house):
    return subprocess.run([ROOT / "bin/layers", house], capture_output=True, text=True, timeout=60)


def test_every_arrow_points_down(house):
    result = layers(house)
    assert (result.returncode, result.stdout.strip()) == (0, "Every arrow points down.")


@pytest.mark.parametrize("module, imported, why", [
    ("Domain/Access", "IntercomAdminAPI", "Web is not below Domain"),
    ("Domain/Identity", "Access", "Domain is not below Domain"),
    ("Web/IntercomAdminAPI", "Storage", "it has to stand without it"),
    ("Web/PushAPI", "IntercomAdminAPI", "Web is not below Web"),
    ("Imports/ImportRuns", "StorageSQLite", "only App knows the drivers"),
    ("Engines/XLSX", "Basics", "it has to stand without it"),
    ("Engines/Storage", "GRDB", "only StorageSQLite may"),
    ("Basics", "Vapor", "no layer has this package"),
])
def test_a_forbidden_import_is_refused(house, module, imported, why):
    (house / "Sources" / module / "Bent.swift").write_text(f"public import {imported}\n")
    result = layers(house)
    assert result.returncode == 1
    assert "Bent.swift:1" in result.stdout and why in result.stdout


def test_a_folder_that_is_no_layer_is_refused(house):
    (house / "Sources/Utils").mkdir()
    assert "Sources/Utils: no such layer" in layers(house).stdout
