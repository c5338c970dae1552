"""What a contact does with files, logos and avatars of firms."""

import io
import itertools
import pathlib

from PIL import Image

KINDS = pathlib.Path(__file__).resolve().parents[2] / "Fixtures" / "Kinds"
MODEL = {
    "file_key", "deleted_date", "file_key2", "file_name", "content_type", "access_type", "file_business_type",
    "add_date", "firm_id", "contact_id", "with_watermark",
}
AUTHORIZED = ["FirmDocument", "Load", "Orders", "CatalogsTrucks", "CatalogsDrivers"]
PICTURES = ["Avatar", "Logo"]
ACCESS = ["Public", "Firm", "Contact", "Authorized"]
numbers = itertools.count(1)


class Filer:
    """`/v1/filer` as one caller sees it; `firm` and `contact` are the caller's own numbers."""

    def __init__(self, client, firm=None, contact=None):
        self.client = client
        self.firm = firm
        self.contact = contact

    def upload(self, name="note.txt", content=None, path="/v1/filer/", **fields):
        """The answer to an upload; content of its own unless given."""
        content = f"text {next(numbers)}\n".encode() if content is None else content
        fields = {field: value for field, value in fields.items() if value is not None}
        return self.client.post(path, data=fields, files={"file": (name, content)})

    def add(self, *names, **fields):
        """The new file's model."""
        return model(self.upload(*names, **fields))

    def get(self, key, **options):
        return self.client.get(f"/v1/filer/{key}", **options)

    def delete(self, key):
        return self.client.delete(f"/v1/filer/{key}")

    def ask(self, **body):
        return self.client.post("/v1/filer/info", json=body)

    def info(self, **body):
        answer = self.ask(**body)
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        assert all(set(file) == MODEL for file in answer.json())
        return answer.json()

    def keys(self, **body):
        return [file["file_key"] for file in self.info(**body)]

    def logo(self, firm=None, **options):
        return self.client.get(f"/v1/filer/logo/{firm or self.firm}", **options)

    def avatar(self, contact=None, firm=None, **options):
        return self.client.get(f"/v1/filer/avatar/{firm or self.firm}/{contact or self.contact}", **options)

    def delete_avatar(self, **options):
        return self.client.delete("/v1/filer/type/avatar", **options)


def model(answer):
    assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
    assert set(answer.json()) == MODEL
    return answer.json()


def refusal(answer):
    """The status and the word of a failure."""
    body = answer.json()
    assert set(body) == {"error", "reason"} and body["reason"], body
    return answer.status_code, body["error"]


def picture(colour="teal", size=(3, 2), format="PNG", **options):
    """The bytes of an image in one colour."""
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, format, **options)
    return stream.getvalue()


def image(answer):
    """The image in an answer."""
    assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
    found = Image.open(io.BytesIO(answer.content))
    found.load()
    return found


def kind(name):
    """A small real file of the kind that its name says."""
    return (KINDS / name).read_bytes()
