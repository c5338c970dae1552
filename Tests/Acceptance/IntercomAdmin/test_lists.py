"""Lists: pages, links, numbers, order and filters."""

from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest

from Support.intercom import Intercom
from Support.workbooks import sheet


@pytest.fixture(scope="module")
def listed(client, installation):
    """60 apartments with a key each; every third key has a user. Nobody changes it."""
    intercom = Intercom.create(client, installation)
    intercom.load(sheet([["apartment", "key", "user"]] + [
        [number, f"{(number * 37) % 61:06X}{number:02X}", "u@lists.example" if number % 3 == 0 else None]
        for number in range(1, 61)]))
    return intercom


def keys(intercom, **parameters):
    return intercom.client.read(intercom.path + "/keys", params=parameters)


def codes(intercom, **parameters):
    return [key["key"] for key in intercom.client.everything(intercom.path + "/keys", **parameters)]


def number(link):
    return link and int(parse_qs(urlsplit(link).query)["page"][0])


@pytest.mark.parametrize("which", ["/flats", "/keys", ""])
def test_a_page_has_data_links_and_meta(listed, which):
    page = listed.client.read(listed.path + which if which else "/intercoms")
    assert set(page) == {"data", "links", "meta"}
    assert set(page["links"]) == {"first", "last", "prev", "next"}
    assert set(page["meta"]) == {"current_page", "from", "last_page", "links", "path", "per_page", "to", "total"}
    assert page["meta"]["per_page"] == 25
    assert page["meta"]["path"].startswith("http://") and "?" not in page["meta"]["path"]


@pytest.mark.parametrize("page, first, last, previous, next",
    [(1, 1, 25, None, 2), (2, 26, 50, 1, 3), (3, 51, 60, 2, None)])
def test_a_page_knows_its_place(listed, page, first, last, previous, next):
    answer = keys(listed, page=page)
    meta, links = answer["meta"], answer["links"]
    assert (meta["current_page"], meta["from"], meta["to"]) == (page, first, last)
    assert (meta["last_page"], meta["total"]) == (3, 60)
    assert len(answer["data"]) == last - first + 1
    assert [number(links[name]) for name in ("first", "last", "prev", "next")] == [1, 3, previous, next]
    active = [link["label"] for link in meta["links"] if link["active"]]
    assert active == [str(page)]
    assert all(set(link) == {"url", "label", "active"} for link in meta["links"])


def test_following_the_links_gives_everything_once(listed):
    seen, address = [], listed.path + "/keys?per_page=7&search=0&sort=key&dir=desc"
    while address:
        page = listed.client.read(address)
        seen += [key["id"] for key in page["data"]]
        address = page["links"]["next"]
    assert len(seen) == len(set(seen)) == page["meta"]["total"]


def test_links_ask_again_for_everything_that_was_asked_for(listed):
    link = keys(listed, per_page=5, search="0", sort="key", dir="desc", page=2)["links"]["next"]
    asked = parse_qs(urlsplit(link).query)
    assert asked == {"per_page": ["5"], "search": ["0"], "sort": ["key"], "dir": ["desc"], "page": ["3"]}


@pytest.mark.parametrize("asked, given", [(1, 1), (10, 10), (100, 100), (101, 100), (100_000, 100)])
def test_a_page_has_at_most_100_items(listed, asked, given):
    page = keys(listed, per_page=asked)
    assert page["meta"]["per_page"] == given
    assert len(page["data"]) == min(given, 60)


@pytest.mark.parametrize("parameters", [
    {"per_page": 0}, {"per_page": -5}, {"per_page": "x"}, {"page": 0}, {"page": -1}, {"page": "x"}, {"page": ""},
    {"page": "9" * 30}, {"per_page": "9" * 30}, {"page": 2**62, "per_page": 100},
])
def test_impossible_pages_are_no_server_error(listed, parameters):
    answer = listed.client.get(listed.path + "/keys", params=parameters)
    assert answer.status_code in (200, 422)
    assert answer.json()


@pytest.mark.parametrize("page", [4, 6, 7, 8, 1000])
def test_a_page_behind_the_last_is_empty(listed, page):
    answer = keys(listed, page=page)
    assert answer["data"] == []
    assert (answer["meta"]["from"], answer["meta"]["to"], answer["meta"]["total"]) == (None, None, 60)
    assert answer["links"]["next"] is None


def test_an_empty_list_is_one_empty_page(intercom):
    page = keys(intercom)
    assert page["data"] == []
    assert (page["meta"]["total"], page["meta"]["last_page"], page["meta"]["current_page"]) == (0, 1, 1)
    assert (page["links"]["prev"], page["links"]["next"]) == (None, None)


@pytest.mark.parametrize("sort, value", [
    ("id", lambda key: key["id"]), ("key", lambda key: key["key"]), ("flat", lambda key: int(key["flat"])),
    ("created_at", lambda key: key["created_at"]), ("updated_at", lambda key: key["updated_at"]),
])
def test_keys_are_sorted_either_way(listed, sort, value):
    up = [value(key) for key in listed.client.everything(listed.path + "/keys", sort=sort, dir="asc")]
    down = [value(key) for key in listed.client.everything(listed.path + "/keys", sort=sort, dir="desc")]
    assert up == sorted(up)
    assert down == sorted(up, reverse=True)
    assert len(up) == 60


@pytest.mark.parametrize("parameters, field", [
    ({"sort": "name"}, "sort"), ({"sort": "id;drop"}, "sort"), ({"dir": "up"}, "dir"), ({"from": "yesterday"}, "from"),
    ({"to": "x"}, "to"), ({"user_id": "x"}, "user_id"), ({"intercom_flat_id": "x"}, "intercom_flat_id"),
])
def test_unknown_orders_and_filters_are_refused(listed, parameters, field):
    answer = listed.client.get(listed.path + "/keys", params=parameters)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]


def test_the_search_finds_parts_of_codes_in_either_case(listed):
    wanted = [code for code in codes(listed) if "3C" in code]
    assert codes(listed, search="3c") == codes(listed, search="3C") == wanted != []
    assert codes(listed, search="%") == []
    assert codes(listed, search="zzz") == []


def test_keys_of_a_user_of_a_flat_and_of_nobody(listed):
    user = listed.users["3", "u@lists.example"]["id"]
    flat = listed.flats["7"]["id"]
    assert len(codes(listed, user_id=user)) == 20
    assert codes(listed, user_id=999_999_999) == []
    assert {key["flat"] for key in keys(listed, intercom_flat_id=flat)["data"]} == {"7"}
    for on in ("1", "true"):
        assert len(codes(listed, unbound_users=on)) == 40
        assert codes(listed, unbound_flats=on) == []
    for off in ("0", "false", ""):
        assert len(codes(listed, unbound_users=off)) == 60
    assert codes(listed, user_id=user, unbound_users=1) == []


def test_keys_from_and_to_a_day_or_an_instant(listed):
    made = datetime.fromisoformat(keys(listed)["data"][0]["created_at"])
    day = made.date()
    hour = timedelta(hours=1)

    def count(**parameters):
        return keys(listed, **parameters)["meta"]["total"]

    assert count(**{"from": day.isoformat(), "to": day.isoformat()}) == 60
    assert count(**{"from": (day + timedelta(days=1)).isoformat()}) == 0
    assert count(to=(day - timedelta(days=1)).isoformat()) == 0
    assert count(**{"from": (made - hour).isoformat(), "to": (made + hour).isoformat()}) == 60
    assert count(**{"from": (made + hour).isoformat()}) == 0
    east = (made - hour).astimezone(timezone(timedelta(hours=3)))
    assert count(**{"from": east.isoformat()}) == 60
    exact = made.isoformat().replace("+00:00", "Z")
    assert count(**{"from": exact, "to": exact}) == 60
