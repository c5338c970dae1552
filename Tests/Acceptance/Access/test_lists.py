"""Lists: pages by number and by cursor, orders, filters, and what comes along."""

import pytest


@pytest.fixture(scope="module")
def street(estate):
    """A building with 45 units and a Building Admin who has nothing else."""
    building = estate.building(estate.root, "Street")
    zone = estate.default_zone(estate.root, building)
    units = [estate.unit(estate.root, f"{number:03}", zone) for number in range(45, 0, -1)]
    if not hasattr(estate, "clerk"):
        estate.clerk = estate.person("clerk")
    estate.role(estate.root, "clerk", "building_admin", building=("buildings", building))
    return building, zone, units


def test_pages_have_twenty_and_lead_to_each_other(estate, street):
    _, _, units = street
    page = estate.clerk.read("/units")
    assert [item["id"] for item in page["data"]] == units[:20]
    links = page["links"]
    assert list(links) == ["self", "first", "prev", "next", "last"]
    base = f"{estate.server.url}/v3/units?page%5Bnumber%5D="
    assert links["self"] == links["first"] == f"{base}1&page%5Bsize%5D=20"
    assert (links["prev"], links["last"]) == (None, f"{base}3&page%5Bsize%5D=20")
    last = estate.clerk.read(links["last"])
    assert len(last["data"]) == 5 and last["links"]["next"] is None
    assert last["links"]["prev"] == links["next"] == f"{base}2&page%5Bsize%5D=20"
    assert estate.clerk.ids("/units") == units


def test_a_page_beyond_the_end_is_empty(estate, street):
    page = estate.clerk.read("/units", page_number=9)
    assert page["data"] == [] and page["links"]["next"] is None
    assert "page%5Bnumber%5D=3" in page["links"]["prev"]
    assert estate.clerk.read("/units", page_number=999999999999)["data"] == []


def test_more_than_a_hundred_is_a_hundred(estate, street):
    page = estate.clerk.read("/units", page_size=1000)
    assert len(page["data"]) == 45 and "page%5Bsize%5D=100" in page["links"]["self"]


@pytest.mark.parametrize("size", [1, 7, 45, 100])
def test_a_walk_by_cursors_meets_everything_once(estate, street, size):
    _, _, units = street
    assert estate.clerk.ids("/units", page_after="", page_size=size) == units


def test_a_walk_is_not_thrown_off_by_what_comes_and_goes(estate, street):
    building, zone, units = street
    page = estate.clerk.read("/units", page_after="", page_size=10)
    gone = estate.unit(estate.root, "gone", zone)
    new = estate.unit(estate.root, "new", zone)
    estate.root.delete(f"/units/{gone}")
    rest = estate.clerk.ids(page["links"]["next"])
    assert [item["id"] for item in page["data"]] + rest == [*units, new]
    estate.root.delete(f"/units/{new}")


@pytest.mark.parametrize(("parameters", "parameter"), [
    ({"page_number": "0"}, "page[number]"), ({"page_number": "-1"}, "page[number]"), ({"page_size": "many"}, "page[size]"),
    ({"page_after": "!"}, "page[after]"), ({"page_after": "", "sort": "label"}, "page[after]"),
    ({"sort": "colour"}, "sort"), ({"include": "tenants"}, "include"), ({"include": "zone.units"}, "include"),
])
def test_what_a_list_cannot_is_told(estate, street, parameters, parameter):
    answer = estate.clerk.get("/units", **parameters)
    assert answer.status_code == 400, answer.text
    assert answer.json()["errors"][0]["source"] == {"parameter": parameter}


def test_orders_go_both_ways(estate, street):
    _, _, units = street
    assert estate.clerk.ids("/units", sort="label") == units[::-1]
    assert estate.clerk.ids("/units", sort="-label", page_size=10) == units
    assert estate.clerk.ids("/units", sort="-created") == units[::-1]
    labels = [item["attributes"]["label"] for item in estate.clerk.read("/units", sort="label")["data"]]
    assert labels == sorted(labels)


def test_filters_have_two_spellings_and_unknown_ones_are_passed_over(estate, street):
    building, zone, units = street
    for parameters in ({"filter_zone": zone}, {"zone_id": zone}, {"filter[building_id]": building}, {"building": building}):
        assert estate.clerk.ids("/units", **parameters) == units
    assert estate.clerk.ids("/units", filter_zone="x") == []
    assert estate.clerk.ids("/units", filter_building=estate.north) == []
    assert estate.clerk.ids("/units", filter_colour="red", colour="red") == units


def test_what_comes_along_comes_once(estate, street):
    building, zone, _ = street
    page = estate.clerk.read("/units", include="zone.building,building")
    assert [(one["type"], one["id"]) for one in page["included"]] == [("zones", zone), ("buildings", building)]
    assert "include=zone.building%2Cbuilding" in page["links"]["next"]


def test_a_stray_question_mark_does_no_harm(estate, street):
    answer = estate.clerk.request("GET", f"{estate.server.url}/v3/units??page[number]=2&page[size]=20")
    assert len(answer.json()["data"]) == 20 and "page%5Bnumber%5D=2" in answer.json()["links"]["self"]


def test_a_platform_administrator_sees_all_of_the_firm(estate, street):
    assert set(street[2]) <= set(estate.root.ids("/units", page_size=100))
    assert not set(street[2]) & set(estate.far_root.ids("/units", page_size=100))


@pytest.mark.parametrize(
    "path", ["/me/calls?filter[guid]=%00", "/door_releases?filter[release_method]=%00", "/me/calls/%00/status"])
def test_a_character_that_no_text_has_is_found_nowhere(estate, path):
    # One database can look for U+0000, the other cannot.
    assert estate.anna.get(path).status_code in (200, 404, 422)
