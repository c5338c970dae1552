"""Privacy: what is kept of a person is handed out and erased by command, who looked at what is on record, and logs name nobody."""

import contextlib
import itertools
import json
import re
import sqlite3
from datetime import datetime, timedelta, timezone

import pytest
import requests

from Support.access import App, estate as new_estate
from Support.database import on_postgres, rows
from Support.mailserver import MailServer
from Support.panel import Panel
from Support.receiver import Receiver
from Support.waiting import wait_until

PINS = itertools.count(702915, 1111)
# Every column that can hold a name or an address.
TEXTS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'text'
    """ if on_postgres else """
    SELECT m.name, p.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS p
    WHERE m.type = 'table' AND p.type = 'TEXT'
    """


@pytest.fixture(scope="module")
def home(make_estate):
    """An estate in which people may be erased."""
    estate = make_estate()
    token = estate.root.post(f"/panels/{estate.panel}/token", "panels").json()["data"]["attributes"]["token"]
    estate.door = Panel(estate.server.url, token)
    return estate


def live(estate, name, tenant, guest):
    """Somebody does what residents do; their PIN, and the virtual key that they gave a guest."""
    app = getattr(estate, name)
    pin = str(next(PINS))
    assert app.send("POST", "/pins", "pins", {"code": pin}, id=tenant).status_code == 204
    assert estate.door.decide(pin=pin)["allow"]
    now = datetime.now(timezone.utc)
    answer = app.post("/keychains/custom", "keychains", {
        "name": "Guest", "starts_at": (now - timedelta(hours=1)).isoformat(),
        "ends_at": (now + timedelta(days=1)).isoformat(), "recipients": [guest]}, {"tenant": ("tenants", tenant)})
    assert answer.status_code == 201, answer.text
    (key,) = [item for item in answer.json()["included"] if item["type"] == "virtual_keys"]
    assert estate.door.decide(pin=key["attributes"]["pin"])["allow"]
    return pin, key


def export(estate, user):
    return json.loads(estate.installation.run("user", "export", user))


def test_an_export_has_everything_but_secrets(home):
    pin, key = live(home, "anna", home.tenants["anna"], "guest.of.anna@example.org")
    login = home.logins["anna"]
    text = home.installation.run("user", "export", login)
    person = json.loads(text)
    assert person["account"][0]["login"] == login and person["account"][0]["name"] == "Anna"
    assert [tenancy["unit"] for tenancy in person["tenancies"]] == ["1"] and person["tenancies"][0]["has_pin"]
    assert person["keychains"][0]["name"] == "Guest"
    assert person["virtual_keys"][0]["recipient"] == "guest.of.anna@example.org"
    assert "panel" in [opening["release_method"] for opening in person["openings"]]
    assert person["tokens"] and export(home, str(person["account"][0]["id"]))["account"] == person["account"]
    for secret in (pin, key["attributes"]["pin"], home.anna.token.secret):
        assert secret not in text
    assert home.installation.attempt("user", "export", "nobody@nowhere.example").returncode != 0


@pytest.mark.skipif(on_postgres, reason="reads SQLite's own tables")
def test_no_table_that_names_users_is_forgotten(home):
    """Whoever adds such a table says in `PersonalRecords` what of it belongs to a person."""
    columns = {"user_id", "uploader_id", "answered_by", "recipient"}
    # Those that hold no more than what another section tells, and where a section reads them by another table.
    elsewhere = {"oauth_code", "pin", "door_call", "catalog_member_company"}
    sections = export(home, home.logins["ben"])
    known = {
        "membership": "memberships", "token": "tokens", "oauth_grant": "programs",
        "browser_session": "browsers", "tenant": "tenancies",
        "access_role": "roles", "rfid_key": "keys", "virtual_key": "virtual_keys", "door_release": "openings",
        "notification": "notifications", "stored_file": "files", "quarantined_file": "files_put_aside",
        "upload": "uploads", "upload_link": "upload_links", "import_run": "imports", "brand_file": "brand_files",
        "catalog_member": "catalogue", "access_trail": "trail"}
    assert set(known.values()) <= set(sections)
    tables = rows(home.installation.data, """
        SELECT m.name, p.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS p WHERE m.type = 'table'
        """)
    naming = {table for table, column in tables if column in columns}
    assert naming - elsewhere == set(known)


def test_erasing_somebody_leaves_openings_without_a_name(home):
    guest = "guest.of.ben@example.org"
    pin, key = live(home, "ben", home.tenants["ben"], guest)
    # What others sent to their address goes too.
    _, received = live(home, "anna", home.tenants["anna"], home.logins["ben"])
    openings = len(home.manager.read("/door_releases", page_size=100)["data"])
    assert home.installation.attempt("user", "erase", home.logins["ben"]).returncode != 0
    assert home.ben.get("/me").status_code == 200
    home.installation.run("user", "erase", home.logins["ben"], "--yes")
    assert home.ben.get("/me").status_code == 401
    for code in (pin, key["attributes"]["pin"], received["attributes"]["pin"]):
        assert not home.door.decide(pin=code)["allow"]
    assert requests.get(key["attributes"]["instructions_url"], timeout=10).status_code == 410
    kept = home.manager.read("/door_releases", page_size=100)["data"]
    assert len(kept) == openings
    nameless = [one for one in kept if one["attributes"]["name"] is None]
    assert len(nameless) >= 3
    for table, column in rows(home.installation.data, TEXTS):
        (kept,) = rows(home.installation.data, f'''
            SELECT COUNT(*) FROM "{table}"
            WHERE "{column}" LIKE '%{home.logins["ben"]}%' OR "{column}" LIKE '%{guest}%'
            ''')[0]
        assert kept == 0, f"{table}.{column}"
    # Anna is as she was.
    assert home.anna.get("/me").status_code == 200


def test_erasing_somebody_leaves_no_copy_in_what_waits_to_be_told(binary, tmp_path):
    with Receiver() as receiver:
        estate = new_estate(binary, tmp_path / "estate", **{"webhooks.allow-private-addresses": "true"})
        try:
            quinn, guest = live_and_be_told(estate, receiver)
            estate.installation.run("user", "erase", estate.logins["quinn"], "--yes")
        finally:
            estate.server.stop()
    for table, column in rows(estate.installation.data, TEXTS):
        (kept,) = rows(estate.installation.data, f'''
            SELECT COUNT(*) FROM "{table}" WHERE LOWER("{column}") LIKE '%quentinella%' OR "{column}" LIKE '%{guest}%'
            OR "{column}" IN ('private-user.{quinn.user_id}', 'private-token.{quinn.token.id}')
            ''')[0]
        assert kept == 0, f"{table}.{column}"
    # They are told of all the same, and without a name.
    waiting = [json.loads(payload) for (payload,) in rows(estate.installation.data, "SELECT payload FROM webhook_message")]
    assert [told["user"] for told in waiting if "user" in told] == [None]
    names = [told["name"] for told in waiting if "name" in told]
    assert names.count(None) == 2 and "Anna" in names
    if not on_postgres:
        # Nor does the file have a copy where rows were, once its log is in it.
        place = estate.installation.data / "gatehouse.sqlite"
        with contextlib.closing(sqlite3.connect(place)) as base:
            assert base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        assert b"quentinella" not in place.read_bytes().lower()


def live_and_be_told(estate, receiver):
    """Somebody whose calls and openings webhooks are to be told of, that are in no hurry to listen; the address of a guest."""
    estate.logins["quinn"] = login = "quentinella@acme.example"
    estate.installation.user(login, "Acme", name="Quentinella Quinn", level="PERSONAL")
    estate.quinn = App(estate.server.url, estate.installation.token(login, "Acme"))
    tenant = estate.tenant(estate.root, "quinn", estate.units["4"])
    token = estate.root.post(f"/panels/{estate.panel}/token", "panels").json()["data"]["attributes"]["token"]
    estate.door = Panel(estate.server.url, token)
    estate.manager.make(f"/buildings/{estate.north}/integrations", "integrations", {
        "integrator": "webhook", "configuration": {"url": f"{receiver.url}/status/503", "method": "post"},
        "bindings": [{"resource_type": "call", "actions": ["create"]},
                     {"resource_type": "door_release", "actions": ["create"]}]})
    estate.door.ring("4")
    live(estate, "quinn", tenant, "guest.of.quentinella@example.org")
    assert estate.anna.send("POST", "/pins", "pins", {"code": "940265"}, id=estate.tenants["anna"]).status_code == 204
    assert estate.door.decide(pin="940265")["allow"]
    receiver.wait("/status/503", 4)
    kept = rows(estate.installation.data, "SELECT payload FROM webhook_message")
    assert len(kept) == 4 and "Quentinella" in str(kept)
    (told,) = rows(estate.installation.data, f"""
        SELECT COUNT(*) FROM outbox_event WHERE channel = 'private-user.{estate.quinn.user_id}'
        """)[0]
    assert told > 0
    return estate.quinn, "guest.of.quentinella@example.org"


def test_who_looked_at_what_is_on_record(home):
    tenant = home.tenants["anna"]
    assert home.anna.get(f"/pins/{tenant}").status_code == 200
    assert home.manager.get(f"/pins/{tenant}").status_code == 200
    assert home.tom.get(f"/pins/{tenant}").status_code in (403, 404)
    pin = str(next(PINS))
    assert home.anna.send("POST", "/pins", "pins", {"code": pin}, id=tenant).status_code == 204

    def trail(**options):
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        return json.loads(home.installation.run("trail", *words, "--json"))

    looks = wait_until(
        lambda: len(trail(target=f"/v3/pins/{tenant}")) >= 3 and trail(target=f"/v3/pins/{tenant}"), "the looks")
    seen = {(look["user_id"], look["method"], look["status"]) for look in looks}
    assert {(home.anna.token.user_id, "GET", 200), (home.manager.token.user_id, "GET", 200)} <= seen
    assert home.tom.token.user_id in {user for user, _, status in seen if status >= 400}
    mine = trail(user=home.logins["anna"])
    assert ("POST", "/v3/pins", 204) in {(one["method"], one["target"], one["status"]) for one in mine}
    assert pin not in json.dumps(mine)


def test_logs_name_nobody(binary, tmp_path):
    with MailServer(tmp_path) as mail, Receiver() as receiver:
        estate = new_estate(
            binary, tmp_path / "estate", **mail.settings,
            **{"webhooks.allow-private-addresses": "true", "log.level": "debug"})
        try:
            token = estate.root.post(f"/panels/{estate.panel}/token", "panels").json()["data"]["attributes"]["token"]
            estate.door = Panel(estate.server.url, token)
            hook = estate.manager.make(f"/buildings/{estate.north}/integrations", "integrations", {
                "integrator": "webhook", "configuration": {"url": f"{receiver.url}/recovers/logs", "method": "get"},
                "bindings": [{"resource_type": "call", "actions": ["create"]},
                             {"resource_type": "door_release", "actions": ["create"]}]})
            mail.answers = ["451 <logs.guest@example.org> is busy"]
            pin, key = live(estate, "anna", estate.tenants["anna"], "logs.guest@example.org")
            estate.door.ring("1")
            receiver.wait("/recovers/logs", 2)
            mail.wait(timeout=30)
            assert not estate.door.decide(pin="837261")["allow"]
            assert requests.get(key["attributes"]["instructions_url"], timeout=10).status_code == 200
            estate.anna.patch("/me", "users", {"first_name": "Anneliese"})
        finally:
            estate.server.stop()
        log = estate.server.text
        code = re.search(r"/([0-9a-f]{32})$", key["attributes"]["instructions_url"]).group(1)
        secrets = [
            pin, "837261", key["attributes"]["pin"], code, token, hook["attributes"]["secret"], "Anneliese",
            "logs.guest", *estate.logins.values(),
            *(getattr(estate, name).token.secret for name in estate.PEOPLE)]
        assert "job" in log
        for secret in secrets:
            assert secret not in log, secret
