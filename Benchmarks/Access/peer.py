"""The list of openings as one would write it with FastAPI and SQLite: `/v3/door_releases` of one unit."""

import os
import sqlite3
from datetime import datetime, timezone
from urllib.parse import urlencode

from fastapi import FastAPI, Query, Request

app = FastAPI()
base = sqlite3.connect(f"file:{os.environ['PEER_DATABASE']}?mode=ro", uri=True, check_same_thread=False)
base.row_factory = sqlite3.Row


def moment(microseconds):
    return datetime.fromtimestamp(microseconds // 1_000_000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def tie(type, id):
    return {"data": None if id is None else {"id": str(id), "type": type}}


def resource(row):
    return {
        "id": str(row["id"]), "type": "door_releases",
        "attributes": {
            "release_method": row["release_method"], "door_release_type": row["door_release_type"],
            "panel_user_type": "default", "call_guid": None, "delivery_guid": None, "name": row["name"],
            "created_at": moment(row["created_at"]), "logged_at": moment(row["logged_at"]), "thumb_url": None,
            "medium_url": None},
        "relationships": {
            "unit": tie("units", row["unit_id"]), "user": tie("users", row["user_id"]),
            "panel": tie("panels", row["panel_id"]), "device": tie("panels", row["panel_id"])}}


@app.get("/v3/door_releases")
async def list_door_releases(
    request: Request, unit: int = Query(alias="filter[unit]"), number: int = Query(1, alias="page[number]"),
    size: int = Query(20, alias="page[size]", le=100),
):
    (total,) = base.execute("SELECT COUNT(*) FROM door_release WHERE unit_id = ?", (unit,)).fetchone()
    rows = base.execute(
        "SELECT * FROM door_release WHERE unit_id = ? ORDER BY id DESC LIMIT ? OFFSET ?",
        (unit, size, (number - 1) * size)).fetchall()
    last = max(1, -(-total // size))

    def link(page):
        parameters = urlencode({"filter[unit]": unit, "page[number]": page, "page[size]": size})
        return f"{request.url.replace(query='')}?{parameters}"

    return {"data": [resource(row) for row in rows], "links": {
        "self": link(number), "first": link(1), "prev": link(number - 1) if number > 1 else None,
        "next": link(number + 1) if number < last else None, "last": link(last)}}
