"""The files under the tests: in each data folder, or below a prefix of a bucket for each.

`GATEHOUSE_TEST_FILES=s3://BUCKET?endpoint=…`, as `bin/objects start` prints it, names a bucket; each data folder gets a
prefix of its own there. Without it files lie in the data folder.
"""

import os
import secrets

import requests

BUCKET = os.environ.get("GATEHOUSE_TEST_FILES", "")
in_bucket = bool(BUCKET)

# The keys of bin/objects.
KEYS = {"GATEHOUSE_FILES_ACCESS_KEY": "gatehouse:tester", "GATEHOUSE_FILES_SECRET_KEY": "objects-for-tests"}

_made = {}


def environment(data):
    """What the commands on this data folder have to be told."""
    if not in_bucket:
        return {}
    if str(data) not in _made:
        _made[str(data)] = below(BUCKET)
    return {"GATEHOUSE_FILES": _made[str(data)]} | KEYS


def below(bucket, endpoint=None):
    """A prefix of its own in the bucket, reached through another endpoint if one is named."""
    place, _, query = bucket.partition("?")
    items = dict(item.split("=", 1) for item in query.split("&"))
    if endpoint:
        items["endpoint"] = endpoint
    query = "&".join(f"{name}={value}" for name, value in items.items())
    return f"{place.rstrip('/')}/test-{secrets.token_hex(8)}?{query}"


def names(data):
    """The objects of a data folder's prefix, as the store's own API lists them."""
    return _listed(data, "")


def uploads(data):
    """Uploads in parts that were begun and not ended; the store keeps them in a bucket beside ours."""
    return _listed(data, "+segments")


def _listed(data, beside):
    place, _, query = _made[str(data)].partition("?")
    bucket, _, prefix = place.removeprefix("s3://").partition("/")
    endpoint = dict(item.split("=", 1) for item in query.split("&"))["endpoint"]
    user = {"X-Auth-User": KEYS["GATEHOUSE_FILES_ACCESS_KEY"], "X-Auth-Key": KEYS["GATEHOUSE_FILES_SECRET_KEY"]}
    made = requests.get(f"{endpoint}/auth/v1.0", headers=user, timeout=20)
    found, last = [], ""
    while True:
        page = requests.get(
            f"{made.headers['X-Storage-Url']}/{bucket}{beside}", params={"prefix": prefix + "/", "marker": last},
            headers={"X-Auth-Token": made.headers["X-Auth-Token"]}, timeout=20)
        lines = page.text.splitlines() if page.status_code == 200 else []
        if not lines:
            return [name.removeprefix(prefix + "/") for name in found]
        found += lines
        last = lines[-1]
