"""The machines' clocks are minutes apart; the database's clock is everybody's."""

import pathlib
import shutil
import subprocess
import time

import pytest
import requests

from Support.socket import body, subscribed
from Support.stream import Stream
from Support.waiting import wait_until
from Support.workbooks import long

AHEAD, BEHIND = 300, -300
EVENT = r"App\Events\TokenPush"
LOADED = "intercom_summary_loaded"
# Lifetimes far below the difference between the clocks.
LIFETIMES = {"upload.hash-lifetime": 8, "link.lifetime": 8}


@pytest.fixture(scope="module")
def platform(make_platform, tmp_path_factory):
    library = tmp_path_factory.mktemp("clock") / "wrong_clock.so"
    compiler = next(filter(None, map(shutil.which, ("clang", "cc", "gcc"))))
    source = pathlib.Path(__file__).with_name("wrong_clock.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, source], check=True, timeout=60)

    def off_by(seconds):
        return {"LD_PRELOAD": str(library), "CLOCK_IS_OFF_BY": str(seconds)}

    return make_platform(
        settings=LIFETIMES | {"sweep.interval": 2, "sweep.grace": 900},
        environments={
            "server 0": off_by(AHEAD), "server 1": off_by(BEHIND), "worker 0": off_by(AHEAD),
            "worker 1": off_by(BEHIND)})


def test_the_clocks_are_wrong_indeed(platform):
    """As the Date header of each server tells."""
    offsets = []
    for server in platform.servers:
        date = requests.get(server.url + "/health/live", timeout=10).headers["Date"]
        offsets.append(time.mktime(time.strptime(date, "%a, %d %b %Y %H:%M:%S GMT")) - time.mktime(time.gmtime()))
    assert offsets == [pytest.approx(AHEAD, abs=20), pytest.approx(BEHIND, abs=20), pytest.approx(0, abs=20)]


@pytest.mark.parametrize("stager,confirmer", [(0, 1), (1, 0), (0, 2), (1, 2)])
def test_a_hash_lives_as_long_as_it_should(platform, stager, confirmer):
    first = platform.intercom(server=stager)
    first.load([{"apartment": 1}])
    second = first.through(platform.client(server=confirmer))
    staged = first.stage([{"apartment": 2}])
    assert second.client.look(staged["id"])["state"] == "staged"
    assert second.upload(hash=staged["hash"]).status_code == 204
    assert second.client.wait(staged["id"])["state"] == "loaded"


def test_a_hash_lives_no_longer_than_it_should(platform):
    waiting = []
    for stager in (0, 1):
        intercom = platform.intercom(server=stager)
        intercom.load([{"apartment": 1}])
        waiting.append((intercom, intercom.stage([{"apartment": 2}])))
    begin = time.monotonic()
    for number, (intercom, staged) in enumerate(waiting):
        other = intercom.through(platform.client(server=1 - number))
        wait_until(lambda: other.client.look(staged["id"])["state"] == "expired", "the hash expires", timeout=20)
        assert time.monotonic() - begin > LIFETIMES["upload.hash-lifetime"] - 5
        assert "expired" in other.upload(hash=staged["hash"]).text


def test_a_link_lives_as_long_as_it_should_and_no_longer(platform):
    """Made by a server or a worker whose clock is wrong, opened at another."""
    links = []
    for maker in (0, 1):
        intercom = platform.intercom(server=maker)
        upload = intercom.reject([{"apartment": 401}])
        link = intercom.client.look(upload["id"])["error_file_url"]
        links += [link.replace(platform.servers[maker].url, server.url) for server in platform.servers]
    assert [requests.get(link, timeout=10).status_code for link in links] == [200] * 6
    for link in links:
        wait_until(lambda: requests.get(link, timeout=10).status_code == 401, "the link lapses", timeout=20)


def test_a_token_lives_as_long_as_it_should(platform):
    """One that is made where the clock is behind would otherwise be dead on the others from the beginning."""
    made = platform.installation.token("admin@acme.example", expires_in=6)
    callers = [platform.client(server, made) for server in range(3)]
    assert [caller.get("/intercoms").status_code for caller in callers] == [200] * 3
    for caller in callers:
        wait_until(lambda: caller.get("/intercoms").status_code == 401, "the token lapses", timeout=15)


def test_leases_are_not_taken_from_whoever_is_at_work(platform):
    """A worker ahead would find every lease of the other lapsed, and take its job."""
    intercoms = [platform.intercom() for _ in range(4)]
    uploads = [intercom.submit(long(20_000)) for intercom in intercoms]
    for upload in uploads:
        assert platform.client().wait(upload, timeout=60)["state"] == "loaded"
    assert {platform.job(upload)[:2] for upload in uploads} == {(1, "done")}
    assert not [worker.text for worker in platform.workers if "lost" in worker.text]


def test_events_are_told_once_and_progress_is_not_stale(platform):
    token = platform.token()
    intercom = platform.intercom(token=token)
    callers = [platform.client(server, token) for server in range(3)]
    sockets = [subscribed(caller, caller) for caller in callers]
    uploads = [intercom.load(long(60_000) if turn == 0 else [{"apartment": turn}])["id"] for turn in range(4)]
    try:
        for socket in sockets:
            loaded, progress = [], 0
            while len(loaded) < len(uploads):
                news = body(socket.wait_for(EVENT))["data"]
                loaded += [news["data"]["upload_id"]] if news["type"] == LOADED else []
                progress += news["type"].endswith("_progress")
            assert loaded == uploads, "each once, in their order"
            assert progress, "signs of progress are worth telling for ten seconds, whoever made them"
    finally:
        for socket in sockets:
            socket.close()


def test_a_server_that_starts_finds_what_was_not_delivered(platform):
    """It looks back a minute, by the clock by which events were written."""
    token = platform.token()
    intercom = platform.intercom(server=2, token=token)
    for server in (0, 1):
        platform.servers[server].kill()
        upload = intercom.load([{"apartment": 1}])["id"]
        platform.servers[server].start()
        stream = Stream(platform.client(server, token), last_event_id="00000000-0000-7000-8000-000000000000")
        assert stream.wait_for(LOADED, upload=upload)


def test_recurring_tasks_run_as_often_as_they_should(platform):
    """Every 2 seconds; the worker ahead would otherwise run them at every look, the one behind never."""
    last, runs = None, 0
    begin = time.monotonic()
    while time.monotonic() - begin < 6:
        now = platform.rows("SELECT last_run_at FROM recurring_task WHERE name = 'sweep-blobs'")[0][0]
        runs += last is not None and now != last
        assert last is None or now >= last, "the time of the last run goes forward"
        last = now
        time.sleep(0.05)
    assert 1 <= runs <= 4


def test_what_was_written_carries_the_databases_time(platform):
    """Whichever server or worker wrote it."""
    columns = [
        ("import_run", "created_at"), ("import_run", "finished_at"), ("outbox_event", "created_at"),
        ("outbox_event", "delivered_at"), ("job", "created_at"), ("job", "finished_at"), ("token", "created_at"),
        ("panel", "created_at")]
    for table, column in columns:
        youngest, oldest = platform.rows(
            f"SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT) - MAX({column}) / 1000000, "
            f"CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT) - MIN({column}) / 1000000 FROM {table}")[0]
        assert -2 <= youngest <= oldest < 200, (table, column)
