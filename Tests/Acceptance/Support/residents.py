"""What residents and their visitors do at an estate."""

from datetime import datetime, timedelta, timezone

from Support.panel import Panel
from Support.waiting import wait_until

SOON = timedelta(hours=1)


def at(moment):
    """A moment as the API writes it."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def running():
    """The times of a window that has begun and is not over."""
    now = datetime.now(timezone.utc)
    return {"starts_at": at(now - SOON), "ends_at": at(now + SOON)}


def custom(app, owner, kind="custom", name="Guest", relationships=None, **attributes):
    """The answer to making a keychain for `("tenants", 3)` or `("units", 3)`."""
    place = {"tenants": "tenant", "units": "unit"}[owner[0]]
    return app.post(
        f"/keychains/{kind}", "keychains", {"name": name, **running(), **attributes},
        {place: owner, **(relationships or {})})


def key_of(answer):
    """The first virtual key of a keychain that was made."""
    assert answer.status_code == 201, f"{answer.status_code} {answer.text}"
    return next(one for one in answer.json()["included"] if one["type"] == "virtual_keys")


def panel(estate, id):
    """The panel with this id, with a token of its own."""
    made = estate.root.request("POST", f"/panels/{id}/token")
    assert made.status_code in (200, 201), f"{made.status_code} {made.text}"
    return Panel(estate.server.url, made.json()["data"]["attributes"]["token"], id)


def told(stream, event, guid):
    """The data of the command of this kind that belongs to a call; None: to no call."""
    return wait_until(
        lambda: next((one["data"] for one in stream.of(event) if one["data"]["call_guid"] == guid), None),
        f"the command {event}")


def errors(answer, status=422):
    """Where and what was wrong, sorted."""
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    found = [(one.get("source", {}).get("pointer"), one["detail"]) for one in answer.json()["errors"]]
    return sorted(found, key=lambda one: (one[0] or "", one[1]))
