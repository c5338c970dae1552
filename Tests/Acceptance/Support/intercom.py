"""One intercom as an administrator works with it."""

from Support.client import Client
from Support.workbooks import summary

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Intercom:
    def __init__(self, client, id):
        self.client = client
        self.id = id
        self.path = f"/intercoms/{id}"

    @classmethod
    def create(cls, client, installation, range="1-400", organization=None):
        return cls(client, installation.intercom(organization or installation.home, range=range))

    def through(self, client):
        """The same intercom for another caller."""
        return Intercom(client, self.id)

    def at(self, server, token):
        """The same intercom at another server."""
        return Intercom(Client(server.url, token), self.id)

    # Uploads. `workbook` is bytes, or rows for `summary`.

    def upload(self, workbook=None, hash=None, name="summary.xlsx", **options):
        """The answer to an upload as `requests` sends it."""
        files, data = None, None
        if workbook is not None:
            content = workbook if isinstance(workbook, bytes) else summary(workbook)
            files = {"file": (name, content, XLSX)}
        if hash is not None:
            data = {"hash": hash}
            files = files or {"nothing": (None, "")}
        return self.client.post(self.path + "/upload", files=files, data=data, **options)

    def stage(self, workbook, name="summary.xlsx"):
        """The body of the 201 to a workbook that waits for its confirmation, with `id` for `X-Upload-Id`."""
        answer = self.upload(workbook, name=name)
        assert answer.status_code == 201, f"{answer.status_code} {answer.text}"
        return answer.json() | {"id": int(answer.headers["X-Upload-Id"])}

    def check(self, workbook):
        """What a dry run found: the upload while it is staged. The intercom must have something in it."""
        return self.client.look(self.stage(workbook)["id"])

    def submit(self, workbook, name="summary.xlsx"):
        """Uploads, and confirms where that is asked for; the upload's id."""
        answer = self.upload(workbook, name=name)
        if answer.status_code == 201:
            confirmation = self.upload(hash=answer.json()["hash"])
            assert confirmation.status_code == 204, f"{confirmation.status_code} {confirmation.text}"
        else:
            assert answer.status_code == 204, f"{answer.status_code} {answer.text}"
        return int(answer.headers["X-Upload-Id"])

    def run(self, workbook, name="summary.xlsx", timeout=20):
        """Submits and waits: the upload at its end, loaded or rejected."""
        return self.client.wait(self.submit(workbook, name), timeout=timeout)

    def load(self, workbook, name="summary.xlsx", timeout=20):
        """Submits a workbook that must load."""
        upload = self.run(workbook, name, timeout)
        assert upload["state"] == "loaded", upload
        return upload

    def reject(self, workbook, name="summary.xlsx"):
        """Submits a workbook that must be refused."""
        upload = self.run(workbook, name)
        assert upload["state"] == "rejected", upload
        return upload

    # Reading.

    @property
    def itself(self):
        return self.client.read(self.path)

    @property
    def flats(self):
        """Label to flat, with keys and users."""
        listed = self.client.everything(self.path + "/flats")
        return {flat["flat"]: self.client.read(f"{self.path}/flats/{flat['id']}") for flat in listed}

    @property
    def keys(self):
        """Code to key."""
        return {key["key"]: key for key in self.client.everything(self.path + "/keys")}

    @property
    def users(self):
        """(label, login) to user."""
        return {
            (label, user["login"]): user for label, flat in self.flats.items() for user in flat["users"]
        }

    @property
    def state(self):
        """Everything that a load may change, to be compared before and after."""
        return {
            label: (
                flat["properties"],
                [(key["id"], key["key"], key["user"] and key["user"]["login"]) for key in flat["keys"]],
                flat["users"],
            )
            for label, flat in self.flats.items()
        }
