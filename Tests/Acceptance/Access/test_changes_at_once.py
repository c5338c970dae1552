"""Two who change the same thing at the same time, each another attribute of it: both changes stay."""

import threading

import pytest

from Support.access import App

ROUNDS = 12


def at_once(*calls):
    """The answers of calls that begin together."""
    barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(index, call):
        barrier.wait(10)
        answers[index] = call()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.fixture
def place(request, estate, house, zone, unit):
    """The path of a thing, its type and its id."""
    kind = request.param
    if kind == "tenants":
        made = estate.root.make("/tenants", "tenants", {"email": "twice@example.org"}, {"unit": ("units", unit)})
        return f"/tenants/{made['id']}", kind, made["id"]
    id = {"buildings": house, "zones": zone, "units": unit}[kind]
    return f"/{kind}/{id}", kind, id


@pytest.mark.parametrize("place, one, other", [
    ("buildings", "name", "address_1"), ("zones", "name", "zone_type"), ("units", "label", "floor"),
    ("tenants", "first_name", "last_name"),
], indirect=["place"])
def test_both_of_two_changes_at_once_stay(estate, place, one, other):
    path, type, id = place
    apps = [estate.root, App(estate.root.url, estate.root.token)]
    for number in range(1000, 1000 + ROUNDS):
        wanted = {one: f"{number}", other: f"{number + 1}"}
        answers = at_once(*(
            lambda app=app, name=name: app.patch(path, type, {name: wanted[name]}, id=id)
            for app, name in zip(apps, wanted)))
        assert [answer.status_code for answer in answers] == [200, 200], [answer.text for answer in answers]
        found = estate.root.read(path)["data"]["attributes"]
        assert {name: str(found[name]) for name in wanted} == wanted
