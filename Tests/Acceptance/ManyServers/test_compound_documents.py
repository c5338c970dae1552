"""Compound documents of `/v3` take as many statements for fifty resources as for one."""

import collections
import re

import pytest

from Support import database
from Support.access import OFTEN, App
from Support.installation import Installation
from Support.panel import Panel
from Support.server import Server
from Support.statements import StatementCounter

MANY = 50
# Openings are counted in the background, which may add a statement or two to all tries; one for each of fifty it never does.
MOST_OF_OTHERS = 5
# Who asks, and what with what of it.
LISTS = {
    "buildings": ("root", "zones,panels"),
    "zones": ("root", "building"),
    "units": ("root", "zone.building,building"),
    "tenants": ("root", "user,unit.zone,building,panels,devices"),
    "panels": ("root", "building"),
    "devices": ("root", "building"),
    "roles": ("root", "user,unit,building"),
    "keychains": ("root", "virtual_keys.door_releases.panel,devices"),
    "access_codes": ("root", "virtual_keys.door_releases.panel,devices"),
    "door_releases": ("root", "unit,user,panel.building,device.building"),
    "me/door_releases": ("anna", "unit,user,panel.building,device.building"),
    "me/calls": ("anna", "panel.building,unit"),
    "me/messages": ("anna", "unit,panel.building"),
}


class Counted(Installation):
    """An installation on a database that is reached through a counter."""

    url = ""

    @property
    def environment(self):
        return {"GATEHOUSE_DATABASE": self.url}


class Estate:
    """Fifty buildings with everything in them once. `anna` lives in all of them, `ben` in the first."""

    def __init__(self, installation, server, statements):
        self.installation, self.server, self.statements = installation, server, statements
        installation.organization("Acme")
        for name, level in (("root", "ADMIN"), ("anna", "PERSONAL"), ("ben", "PERSONAL")):
            login = f"{name}@acme.example"
            installation.user(login, "Acme", level=level)
            setattr(self, name, App(server.url, installation.token(login, "Acme")))
        for number in range(MANY):
            self.build(number)

    def build(self, number):
        root = self.root
        building = root.make("/buildings", "buildings", {"name": f"House {number}"})["id"]
        zone = root.read("/zones", filter_building=building)["data"][0]["id"]
        unit = root.make("/units", "units", {"label": "1"}, {"zone": ("zones", zone)})["id"]
        for name in ("anna", "ben") if number == 0 else ("anna",):
            tenant = root.make("/tenants", "tenants", {"email": f"{name}@acme.example"}, {"unit": ("units", unit)})["id"]
        root.make("/roles", "roles", {"role": "unit_admin"}, {
            "user": ("users", (self.anna if number == 0 else self.ben).user_id), "unit": ("units", unit)})
        made = root.make("/panels", "panels", {"name": "Door"}, {"building": ("buildings", building)})
        panel = Panel(self.server.url, made["attributes"]["token"])
        answer = root.post("/keychains/custom", "keychains", {
            "name": "Guest", "starts_at": "2020-01-01T00:00:00Z", "ends_at": "2099-01-01T00:00:00Z",
            "recipients": ["guest@example.org"]}, {"tenant": ("tenants", tenant)})
        pin = next(item["attributes"]["pin"] for item in answer.json()["included"] if item["type"] == "virtual_keys")
        assert panel.decide(pin=pin)["allow"]
        panel.ring("1")
        assert panel.post("/messages", {"unit": "1", "body": "Hello"}).status_code == 201

    def count(self, app, path, **parameters):
        """The statements that an answer takes; what else the server does meanwhile is not in all of several."""
        return min((self.statements.during(lambda: app.read(path, **parameters)) for _ in range(5)), key=len)


@pytest.fixture(scope="module")
def estate(binary, postgres, tmp_path_factory):
    url, drop = database.create(postgres)
    statements = StatementCounter(url, tmp_path_factory.mktemp("counter"))
    installation = Counted(binary, tmp_path_factory.mktemp("counted"))
    installation.url = statements.url
    server = Server(installation, settings=OFTEN | {"work.inside": "false"}).start()
    try:
        yield Estate(installation, server, statements)
    finally:
        server.stop()
        statements.close()
        drop()


@pytest.mark.parametrize("path", LISTS)
def test_fifty_resources_take_as_many_statements_as_one(estate, path):
    who, include = LISTS[path]
    app = getattr(estate, who)
    whole = app.read(f"/{path}", include=include, page_size=MANY)
    assert len(whole["data"]) == MANY
    # Each of them is tied to something that is there.
    assert len(whole["included"]) >= MANY
    one = estate.count(app, f"/{path}", include=include, page_size=1)
    many = estate.count(app, f"/{path}", include=include, page_size=MANY)
    assert one, "the counter saw nothing"
    assert len(many) < len(one) + MOST_OF_OTHERS, difference(one, many)


def test_a_person_of_fifty_homes_takes_as_many_statements_as_one_of_one(estate):
    include = "tenants.unit,tenants.panels,tenants.building,units.zone,buildings"
    assert len(estate.anna.read("/me", include=include)["included"]) >= 3 * MANY
    one, many = (estate.count(app, "/me", include=include) for app in (estate.ben, estate.anna))
    assert len(many) < len(one) + MOST_OF_OTHERS, difference(one, many)


def difference(one, many):
    """What the longer list has more of."""
    def shape(text):
        return re.sub(r"\$\d+(, ?\$\d+)*", "$n", text)

    more = collections.Counter(map(shape, many)) - collections.Counter(map(shape, one))
    return f"{len(one)} and {len(many)}: {dict(more)}"
