"""What may stand between the servers and PostgreSQL: PgBouncer, and a list of hosts of which one is the primary."""

import os
import pathlib
import shutil
import socket
import subprocess

import psycopg
import pytest

from Support.socket import body, subscribed
from Support.waiting import wait_until

from many_processes import free_port


class Bouncer:
    """PgBouncer before one database, in one mode."""

    def __init__(self, folder, url, mode):
        self.folder, self.mode, self.port = pathlib.Path(folder), mode, free_port()
        self.database = psycopg.conninfo.conninfo_to_dict(url)
        self.url = f"postgresql://{self.database['user']}@127.0.0.1:{self.port}/{self.database['dbname']}"
        self.process = None

    def start(self):
        program = shutil.which("pgbouncer", path=os.environ["PATH"] + ":/usr/sbin")
        assert program, "pgbouncer is missing; bin/setup tests installs it"
        place = " ".join(f"{key}={value}" for key, value in self.database.items())
        self.folder.chmod(0o755)
        (self.folder / "pgbouncer.ini").write_text(
            f"[databases]\n{self.database['dbname']} = {place}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self.port}\nunix_socket_dir =\n"
            f"auth_type = any\npool_mode = {self.mode}\nmax_client_conn = 200\ndefault_pool_size = 40\n"
            f"ignore_startup_parameters = extra_float_digits\n")
        # It refuses to run as root; bin/postgres lets its own user alone to its socket.
        user = ["--user", "postgres"] if os.geteuid() == 0 else []
        self.log = (self.folder / "log").open("w")
        self.process = subprocess.Popen(
            [program, *user, str(self.folder / "pgbouncer.ini")], stdout=self.log, stderr=self.log)
        wait_until(self._listens, "PgBouncer listens")
        return self

    def _listens(self):
        assert self.process.poll() is None, (self.folder / "log").read_text()
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        except OSError:
            return False

    def stop(self):
        self.process.kill()
        self.process.wait(timeout=10)
        self.log.close()


@pytest.fixture
def bounce(tmp_path_factory):
    """Starts PgBouncer before a database."""
    started = []

    def start(url, mode="session"):
        started.append(Bouncer(tmp_path_factory.mktemp("bouncer"), url, mode).start())
        return started[-1].url

    yield start
    for bouncer in started:
        bouncer.stop()


def main_job(platform):
    """Stages on one server, confirms on another, is told by push."""
    token = platform.token()
    first = platform.intercom(server=0, token=token)
    first.load([{"apartment": 1}])
    second = first.through(platform.client(server=1, token=token))
    with subscribed(second.client, second.client) as line:
        staged = first.stage([{"apartment": 2, "key": "AABBCCDD"}])
        assert second.upload(hash=staged["hash"]).status_code == 204
        assert second.client.wait(staged["id"], timeout=40)["state"] == "loaded"
        while body(line.wait_for(r"App\Events\TokenPush"))["data"]["data"]["upload_id"] != staged["id"]:
            pass
    assert list(second.keys) == ["000000AABBCCDD"]


def test_the_main_job_runs_through_pgbouncer_in_session_mode(make_platform, bounce):
    main_job(make_platform(through=bounce, servers=2, workers=1, nginx=False))


def test_a_list_of_hosts_leads_to_the_one_that_can_be_written(make_platform, postgres):
    """The first does not answer; `target_session_attrs` passes over standbys as well."""
    def listed(url):
        parts = psycopg.conninfo.conninfo_to_dict(url)
        nobody = free_port()
        return (f"postgresql:///{parts['dbname']}?user={parts['user']}&host=127.0.0.1,{parts['host']}"
                f"&port={nobody},{parts.get('port', 5432)}&target_session_attrs=read-write")

    main_job(make_platform(through=listed, servers=2, workers=1, nginx=False))


def test_a_lost_database_connection_is_made_anew(make_platform, postgres):
    """As in a failover: every connection ends at once, and the next request is answered all the same."""
    platform = make_platform(servers=2, workers=1, nginx=False)
    main_job(platform)
    for _ in range(3):
        platform.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()")
        for _ in range(5):
            assert platform.client(server=0).get("/intercoms").status_code == 200
    main_job(platform)
