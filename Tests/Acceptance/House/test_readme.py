"""The README's commands, run as they are written."""

import os
import pathlib
import re
import shutil
import signal
import subprocess

import openpyxl
import pytest
import requests

from Support.waiting import wait_until

ROOT = pathlib.Path(__file__).resolve().parents[3]


def blocks():
    """Section title -> the shell commands of its first code block."""
    found = {}
    for section in re.split(r"^## ", (ROOT / "README.md").read_text(), flags=re.M)[1:]:
        title, _, text = section.partition("\n")
        code = re.search(r"```sh\n(.*?)```", text, flags=re.S)
        if code:
            found[title.strip()] = code.group(1).strip()
    return found


@pytest.fixture
def log(tmp_path):
    """What the shell's commands print."""
    return tmp_path / "log"


@pytest.fixture
def shell(tmp_path, log):
    """Starts a block in a shell of its own, in the repository unless told otherwise; ends everything that it started."""
    started = []

    def start(commands, folder=ROOT, home=None):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GATEHOUSE_")}
        environment |= {"PLACE": str(tmp_path)} | ({"HOME": str(home)} if home else {})
        with log.open("w") as output:
            process = subprocess.Popen(
                ["bash", "-euc", commands], cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, start_new_session=True)
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def test_the_readme_opens_with_what_it_does_and_two_commands():
    text = (ROOT / "README.md").read_text()
    assert text.index("Gatehouse is") < text.index("```sh")
    codes = re.findall(r"```sh\n(.*?)```", text, flags=re.S)
    assert [code.strip() for code in codes[:2]] == ["bin/demo", "bin/test"]


def test_the_demo_does_the_main_job_and_leaves_the_server_running(log, shell):
    process = shell(blocks()["See it"])
    wait_until(lambda: "The server goes on at" in log.read_text() or process.poll() is not None, "the first build and the start", timeout=1500)
    text = log.read_text()
    assert process.poll() is None, text
    url = re.search(r"The server goes on at (\S+)", text).group(1)
    token = re.search(r"TOKEN=(\S+)", text).group(1)
    flats = requests.get(
        f"{url}/api/admin/v1/intercoms/1/flats", headers={"Authorization": f"Bearer {token}"}, timeout=10).json()
    assert [flat["flat"] for flat in flats["data"]] == ["1", "2", "3", "4", "5"]
    assert token not in text.partition("To try it yourself")[0], "the token shows in the demo's commands"
    marked = openpyxl.load_workbook(ROOT / "gatehouse-demo/summary_errors.xlsx")
    assert marked.sheetnames == ["Residents", "Errors"]
    assert marked["Residents"]["G3"].fill.fgColor.rgb == "FFFFC7CE"


def test_the_demo_ends_with_status_0_when_asked_for_once(log, shell):
    process = shell("bin/demo --once")
    assert process.wait(1500) == 0, log.read_text()
    assert "every step was as it should be" in log.read_text()


def test_the_demo_fails_at_the_first_step_that_is_not_as_it_should_be(tmp_path, log, shell):
    # A curl that answers 500 to everything: the first upload cannot be what it should be.
    tool = tmp_path / "curl"
    tool.write_text("#!/bin/sh\nprintf '{}\\n500'\n")
    tool.chmod(0o755)
    process = shell('PATH="$PLACE:$PATH" .build/release/gatehouse demo --once --data "$PLACE/demo"')
    assert process.wait(60) not in (0, None)
    assert "The demo stopped" in log.read_text()


def test_this_run_is_the_readmes_test_command():
    script = (ROOT / blocks()["Test it"]).read_text()
    assert "Tests/Acceptance" in script and "swift test" in script and "bin/layers" in script


def test_the_commands_that_run_it_run_it(tmp_path, log, shell):
    build, *commands = blocks()["Run it"].splitlines()
    assert shell(build).wait(1500) == 0, log.read_text()
    # Its data goes into a home of the test's own; the build's caches stay where they are.
    process = shell("\n".join(commands), home=tmp_path)
    ready = "http://127.0.0.1:8080/health/ready"
    wait_until(lambda: process.poll() is not None or answers(ready), "the start", timeout=60)
    text = log.read_text()
    assert process.poll() is None, text
    token = re.search(r"token: (gh_\w+)", text).group(1)
    listing = requests.get(
        "http://127.0.0.1:8080/api/admin/v1/intercoms", headers={"Authorization": f"Bearer {token}"}, timeout=10)
    assert [intercom["title"] for intercom in listing.json()["data"]] == ["Maple Street 1"]


def test_the_sheet_commands_do_what_they_say(tmp_path, log, shell):
    (tmp_path / ".build").symlink_to(ROOT / ".build")
    workbook = openpyxl.Workbook()
    workbook.active.append(["apartment", "key"])
    workbook.active.append([401, "nonsense"])
    workbook.save(tmp_path / "list.xlsx")
    commands = blocks()["Check a workbook without a server"].splitlines()
    assert shell(commands[0], tmp_path).wait(30) == 1, "a workbook with errors ends with status 1"
    assert "rows 1 errors 2" in log.read_text()
    assert (tmp_path / "list_errors.xlsx").exists()
    assert shell("\n".join(commands[1:]), tmp_path).wait(30) == 0
    assert "rows 2 cells 4" in log.read_text()


def test_the_settings_page_is_what_the_program_says(binary):
    printed = subprocess.run([binary, "settings"], capture_output=True, text=True, check=True, timeout=10).stdout
    assert (ROOT / "docs/settings.md").read_text().endswith(printed)


def test_every_link_of_the_pages_leads_somewhere():
    pages = [path for path in ROOT.glob("*.md")] + list((ROOT / "docs").rglob("*.md"))
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def answers(url):
    try:
        return requests.get(url, timeout=2).ok
    except requests.RequestException:
        return False


def test_every_tool_of_the_scripts_is_installed_by_setup():
    assert shutil.which("curl") and shutil.which("soffice"), "bin/setup tests installs curl and LibreOffice"
