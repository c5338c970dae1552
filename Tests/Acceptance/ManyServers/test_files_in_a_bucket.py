"""Machines that share a database and a bucket need no folder together."""

import urllib.parse

import pytest

from Support import database, files
from Support.documents import Documents
from Support.tus import Uploads, result, text

from many_platform import Platform
from many_processes import SharedInstallation


@pytest.fixture(scope="module")
def platform(binary, postgres, bucket, tmp_path_factory):
    """Three servers and two workers; each has a data folder of its own."""
    folder = tmp_path_factory.mktemp("machines")
    url, drop = database.create(postgres)
    settings = {"files": files.below(bucket), "secret": "a secret that all of the machines were told"}
    machines = [f"server {number}" for number in range(3)] + [f"worker {number}" for number in range(2)]
    platform = Platform(
        binary, folder, url, settings=settings, environments={machine: files.KEYS for machine in machines})
    for machine, process in zip(machines, platform.servers + platform.workers):
        process.installation = SharedInstallation(binary, folder / machine.replace(" ", "-"), url)
    with platform:
        platform.furnish()
        yield platform
    drop()


def kept_by(process):
    return [path for path in (process.installation.data / "files").rglob("*") if path.is_file()]


def test_the_main_job_is_done_by_machines_that_share_no_folder(platform):
    first = platform.intercom(server=0)
    first.load([{"apartment": 1, "key": "11223344"}])
    staged = first.stage([{"apartment": 2, "key": "55667788"}])
    second = first.through(platform.client(server=1))
    assert second.upload(hash=staged["hash"]).status_code == 204
    third = platform.client(server=2)
    assert third.wait(staged["id"])["state"] == "loaded"
    assert list(first.through(third).keys) == ["00000055667788"]
    assert not any(kept_by(process) for process in platform.servers + platform.workers)


def test_a_marked_workbook_opens_at_every_machine(platform):
    first = platform.intercom(server=0)
    link = first.reject([{"apartment": 401}])["error_file_url"]
    for server in platform.servers:
        answer = platform.client(server=0).get(link.replace(platform.servers[0].url, server.url))
        assert answer.status_code == 200 and answer.content.startswith(b"PK")


def test_an_upload_goes_on_at_another_machine(platform):
    """Each piece at the next machine; the last makes the document."""
    content = text(2_500_000)
    uploads = [Uploads(platform.client(server=number)) for number in range(3)]
    url = uploads[0].begin(len(content), filename="long.txt", target="document")
    path = urllib.parse.urlsplit(url).path
    offset = 0
    for number in range(5):
        there = uploads[number % 3]
        assert there.offset(path) == offset
        answer = there.append(path, content[offset:offset + 500_000], offset)
        assert answer.status_code == 204, answer.text
        offset += 500_000
    document = result(answer)
    for there in uploads:
        assert there.client.get(f"/file/{document['_id']}/content").content == content
        assert there.content(path).content == content


def test_a_stored_file_is_deleted_at_another_machine(platform):
    first, second, third = (Documents(platform.client(server=number), None) for number in range(3))
    document = first.add("letter.txt")["_id"]
    assert second.content(document).status_code == 200
    assert second.delete(document).status_code == 200
    assert third.content(document).status_code == 404
