"""What schemathesis cannot know of uploads: that the name of a file tells what is in it, and what comes in pieces."""

import itertools
import json
import os
import pathlib

import schemathesis
from hypothesis import strategies

NOTE = ("note.txt", b"A file of the tests.\n")
CODES = itertools.count(1)
UPLOADS = {"uploadFile": NOTE, "createDocument": NOTE}

schemathesis.openapi.media_type("application/offset+octet-stream", strategies.binary(max_size=64))


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.operation.definition.raw.get("operationId") == "createOrder" and isinstance(case.body, dict):
        # Which brand, host and barcodes go together, no schema knows.
        if len(str(case.body.get("number"))) % 2:
            case.body.update(json.loads(os.environ["ORDER"]))
            kwargs["json"] = case.body
    if case.operation.definition.raw.get("operationId") in ("createBrand", "createWarehouse") and isinstance(case.body, dict):
        # Whose they can be, and which codes are free.
        if len(str(case.body.get("name"))) % 2:
            company = json.loads(pathlib.Path("company-ids.txt").read_text().splitlines()[0])
            case.body.update(fk_company=company, code=f"free {next(CODES)}")
            kwargs["json"] = case.body
    if case.operation.definition.raw.get("operationId") == "sendBrandFiles" and isinstance(case.body, dict):
        # What a part's name says, no schema knows either.
        if len(case.body) % 2:
            kwargs.pop("data", None)
            kwargs["files"] = [(os.environ["BRAND_FILE"], ("stock.csv", b"Barcode,Quantity\n"))]
    file = UPLOADS.get(case.operation.definition.raw.get("operationId"))
    if file and isinstance(case.body, dict) and "file" in case.body:
        fields = {name: value for name, value in case.body.items() if name != "file" and isinstance(value, (str, bool))}
        kwargs["data"] = {name: str(value).lower() if isinstance(value, bool) else value for name, value in fields.items()}
        kwargs["files"] = [("file", file)]
