"""What a caller does with documents of customers."""

import itertools

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" \
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \ntrailer<</Size 3/Root 1 0 R>>\n" \
    b"startxref\n100\n%%EOF\n"
numbers = itertools.count(1)


class Documents:
    """`/file` as one caller sees it; `customer` is the id of the caller's own."""

    def __init__(self, client, customer):
        self.client = client
        self.customer = customer

    def upload(self, name="note.txt", content=None, part=None, **fields):
        """The answer to an upload; content of its own unless given."""
        content = f"text {next(numbers)}\n".encode() if content is None else content
        return self.client.post("/file", data=fields, files={"file": part or (name, content)})

    def add(self, *names, **fields):
        """The new document."""
        return document(self.upload(*names, **fields))

    def folder(self, name="Folder", **fields):
        """The new folder."""
        return document(self.client.post("/file", json={"filename": name, "type": "FOLDER", **fields}))

    def get(self, id):
        return self.client.get(f"/file/{id}")

    def content(self, id, **options):
        return self.client.get(f"/file/{id}/content", **options)

    def change(self, id, **fields):
        return self.client.post(f"/file/{id}", json=fields)

    def delete(self, id):
        return self.client.delete(f"/file/{id}")

    def list(self, **parameters):
        return self.client.read("/file", params=parameters)

    def names(self, **parameters):
        return [file["filename"] for file in self.list(**parameters)["files"]]

    def storage(self, customer=None):
        return self.client.get(f"/customer/{customer or self.customer}/storage")


def document(answer):
    assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
    return answer.json()


def refusal(answer):
    """The status and the word of a failure."""
    error = answer.json()["error"]
    assert error["code"] == answer.status_code and error["description"]
    return answer.status_code, error["message"]
