"""The peer for small uploads: takes a form, hashes the file and writes it, as the tutorials of FastAPI do. Nothing is flushed.

At `/keep` the same is done for good: the file, its name and a row in SQLite are flushed before the answer.

Run by `uvicorn peer:app`; PEER_FOLDER says where to.
"""

import hashlib
import os
import pathlib
import sqlite3
import threading

from fastapi import FastAPI, UploadFile

FOLDER = pathlib.Path(os.environ["PEER_FOLDER"])

app = FastAPI()
own = threading.local()


@app.post("/upload")
async def upload(file: UploadFile):
    content = await file.read()
    digest = hashlib.sha256(content).hexdigest()
    (FOLDER / digest).write_bytes(content)
    return {"digest": digest, "size": len(content), "name": file.filename}


@app.post("/keep")
def keep(file: UploadFile):
    content = file.file.read()
    digest = hashlib.sha256(content).hexdigest()
    flushed(FOLDER / digest, content)
    with database() as base:
        base.execute("INSERT INTO file (name, digest, size) VALUES (?, ?, ?)", (file.filename, digest, len(content)))
    return {"digest": digest, "size": len(content), "name": file.filename}


def flushed(path, content):
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(FOLDER, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def database():
    """A connection of this thread's own; every commit is flushed."""
    if not hasattr(own, "base"):
        own.base = sqlite3.connect(FOLDER.parent / "files.sqlite", timeout=60)
        own.base.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        own.base.execute("CREATE TABLE IF NOT EXISTS file (id INTEGER PRIMARY KEY, name TEXT, digest TEXT, size INTEGER)")
    return own.base
