"""On PostgreSQL processes tell each other of work and news; where they cannot, they look by themselves."""

import contextlib
import subprocess

import pytest

from Support import database
from Support.client import Client
from Support.installation import clean_environment
from Support.intercom import Intercom
from Support.socket import body, subscribed

EVENT = r"App\Events\TokenPush"
NEVER = 3600


@contextlib.contextmanager
def worker(installation, **settings):
    words = [word for key, value in settings.items() for word in ("--set", f"{key.replace('__', '.')}={value}")]
    process = subprocess.Popen(
        [installation.binary, "work", "--data", str(installation.data), *words],
        env=clean_environment() | installation.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(timeout=15) == 0


def load_elsewhere(serve, furnish, server, elsewhere):
    """Uploads to one process, lets another load, and waits at the first for the news."""
    installation = furnish()
    front = serve(installation, settings={"work.inside": "false", **server})
    client = Client(front.url, installation.administrator)
    with worker(installation, **elsewhere), subscribed(front, client) as socket:
        for number in (1, 2):
            # The second time everybody has looked and found nothing.
            upload = Intercom(client, installation.intercom()).submit([{"apartment": number}])
            push = body(socket.wait_for(EVENT, timeout=20))["data"]
            assert (push["type"], push["data"]["upload_id"]) == ("intercom_summary_loaded", upload)


@pytest.mark.skipif(not database.on_postgres, reason="SQLite tells nobody")
def test_processes_that_never_look_are_told(serve, furnish):
    load_elsewhere(serve, furnish, {"push.poll": NEVER * 1000}, {"work__poll": NEVER})


def test_processes_that_are_not_told_look(serve, furnish):
    load_elsewhere(serve, furnish, {"database.listen": "false"}, {"database__listen": "false"})
