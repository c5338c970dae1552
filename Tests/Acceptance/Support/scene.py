"""An installation in the middle of its work, and what must be the same after it was moved."""

import urllib.parse

from Support.client import Client
from Support.intercom import Intercom
from Support.marks import CELLS
from Support.server import Server
from Support.workbooks import sheet

ROWS = [
    {"apartment": n, "key": f"{n:08X}", "user": f"tenant{n}@example.org"} for n in range(1, 41)
]
LATER = [{"apartment": 7, "key": "AABBCCDD", "user": "later@example.org"}]


class Scene:
    """A loaded intercom, a refused workbook with its link, a staged workbook, and ids that are gone again."""

    def __init__(self, installation):
        self.installation = installation
        with Server(installation) as server:
            client = Client(server.url, installation.administrator)
            intercom = Intercom.create(client, installation)
            self.intercom = intercom.id
            self.loaded = intercom.load(ROWS)
            self.rejected = intercom.reject(sheet(CELLS))
            self.marked = client.get(self.rejected["error_file_url"]).content
            self.staged = intercom.stage(LATER)
            self.before = self.see(client, intercom)

    def verify(self, installation):
        """Serves the moved installation and does there what was begun here."""
        with Server(installation) as server:
            client = Client(server.url, self.installation.administrator)
            intercom = Intercom(client, self.intercom)
            assert self.see(client, intercom) == self.before
            link = urllib.parse.urlsplit(self.rejected["error_file_url"])
            answer = Client(server.url).get(f"{server.url}{link.path}?{link.query}")
            assert (answer.status_code, answer.content) == (200, self.marked)
            highest = max(key["id"] for key in intercom.keys.values())
            confirmation = intercom.upload(hash=self.staged["hash"])
            assert confirmation.status_code == 204, confirmation.text
            assert client.wait(self.staged["id"])["state"] == "loaded"
            # What is new gets ids that nothing had before.
            assert intercom.keys[next(iter(intercom.keys))]["id"] > highest
            assert Intercom.create(client, installation).id > self.intercom

    def see(self, client, intercom):
        uploads = [client.look(upload["id"]) for upload in (self.loaded, self.rejected, self.staged)]
        for upload in uploads:
            # It tells the address of the server that was asked.
            upload.pop("error_file_url")
        return intercom.itself, intercom.state, uploads, client.everything("/intercoms")
