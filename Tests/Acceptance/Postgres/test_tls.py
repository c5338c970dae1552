"""The connection string decides how the way to PostgreSQL is kept from others (libpq, `sslmode`)."""

import contextlib
import os
import pathlib
import pwd
import shutil
import subprocess

import pytest

from Support.installation import Installation
from Support.ports import free_port


class SecureServer:
    """A PostgreSQL on a TCP port that takes nobody without TLS; its certificate is for `localhost` alone."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.root = folder / "root.crt"

    def start(self):
        folder = str(self.folder)
        self.as_owner(tool("initdb"), "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "--no-sync")
        self.as_owner(
            "openssl", "req", "-new", "-x509", "-days", "2", "-nodes", "-newkey", "rsa:2048", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-out", f"{folder}/data/server.crt", "-keyout",
            f"{folder}/data/server.key")
        shutil.copy(f"{folder}/data/server.crt", self.root)
        self.root.chmod(0o644)
        pathlib.Path(f"{folder}/data/pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")
        self.as_owner(
            tool("pg_ctl"), "-D", f"{folder}/data", "-l", f"{folder}/log", "-w", "-t", "60", "start", "-o",
            f"-k {folder} -c listen_addresses=127.0.0.1 -c port={self.port} -c ssl=on -c fsync=off")
        return self

    def stop(self):
        self.as_owner(tool("pg_ctl"), "-D", f"{self.folder}/data", "-m", "immediate", "stop")

    def as_owner(self, *command):
        """PostgreSQL refuses to run as root."""
        prefix = ["runuser", "-u", self.owner, "--"] if os.geteuid() == 0 else []
        done = subprocess.run([*prefix, *command], capture_output=True, text=True, timeout=120, cwd="/")
        assert done.returncode == 0, done.stdout + done.stderr

    @property
    def owner(self):
        return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def url(self, host="localhost", **options):
        words = "&".join(f"{name}={value}" for name, value in options.items())
        return f"postgresql://postgres@{host}:{self.port}/postgres?hostaddr=127.0.0.1&{words}"


def tool(name):
    return str(sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))[-1])


@pytest.fixture(scope="module")
def secure(tmp_path_factory):
    folder = pathlib.Path("/tmp") / f"gatehouse-tls-{os.getpid()}"
    folder.mkdir(mode=0o700)
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        server = SecureServer(folder)
        if os.geteuid() == 0:
            shutil.chown(folder, server.owner)
        server.start()
        stack.callback(server.stop)
        yield server


def attempt(binary, tmp_path, url):
    return Installation(binary, tmp_path / "data").bare(
        "organization", "list", "--data", str(tmp_path / "data"), environment={"GATEHOUSE_DATABASE": url})


def test_a_server_with_the_right_certificate_is_talked_to(binary, tmp_path, secure):
    result = attempt(binary, tmp_path, secure.url(sslmode="verify-full", sslrootcert=secure.root))
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "options", [{"sslmode": "disable"}, {"sslmode": "verify-full"}, {"sslmode": "verify-full", "host": "other.example"}])
def test_a_server_that_is_not_the_right_one_is_not_talked_to(binary, tmp_path, secure, options):
    """Without TLS where the server asks for it, without its certificate, and under a name that it is not for."""
    trusted = {"sslrootcert": secure.root} if "host" in options else {}
    result = attempt(binary, tmp_path, secure.url(**options, **trusted))
    assert result.returncode != 0
    assert "database" in result.stderr
