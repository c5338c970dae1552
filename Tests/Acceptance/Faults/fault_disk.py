"""A disk that is soon full."""

import os
import pathlib
import subprocess

import pytest

SIZE = 64 << 20


class SmallDisk:
    """A tmpfs in a mount namespace of its own, which goes with the process that holds it open."""

    def __init__(self, place):
        place.mkdir()
        self.place = place
        rights = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        script = f'mount -t tmpfs -o size={SIZE},mode=700 tmpfs "{place}" && echo ready && exec sleep 3600'
        self.holder = subprocess.Popen(
            ["unshare", *rights, "--mount", "--propagation", "private", "sh", "-c", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = self.holder.stdout.readline()
        if "ready" not in said:
            self.holder.kill()
            pytest.fail(f"a small disk cannot be mounted here, and these claims need one: {said or 'no rights'}")
        names = ["--mount"] if os.geteuid() == 0 else ["--user", "--preserve-credentials", "--mount"]
        self.prefix = ["nsenter", "--target", str(self.holder.pid), *names, "--"]
        self.view = pathlib.Path(f"/proc/{self.holder.pid}/root{place}")
        self.ballast = self.view / "ballast"

    def free(self):
        room = os.statvfs(self.view)
        return room.f_bavail * room.f_frsize

    def fill(self, spare=0):
        """Until only so many bytes are left."""
        with self.ballast.open("ab") as ballast:
            while (missing := self.free() - spare) > 0:
                try:
                    ballast.write(bytes(min(missing, 1 << 20)))
                    ballast.flush()
                except OSError:
                    return

    def make_room(self):
        self.ballast.unlink(missing_ok=True)

    def close(self):
        self.holder.kill()
        self.holder.wait(10)
