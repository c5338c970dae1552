"""The peer for small uploads: takes a form, hashes the file and writes it, as the tutorials of FastAPI do. Nothing is flushed.

Run by `uvicorn peer:app`; PEER_FOLDER says where to.
"""

import hashlib
import os
import pathlib

from fastapi import FastAPI, UploadFile

FOLDER = pathlib.Path(os.environ["PEER_FOLDER"])

app = FastAPI()


@app.post("/upload")
async def upload(file: UploadFile):
    content = await file.read()
    digest = hashlib.sha256(content).hexdigest()
    (FOLDER / digest).write_bytes(content)
    return {"digest": digest, "size": len(content), "name": file.filename}
