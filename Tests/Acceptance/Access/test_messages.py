"""What visitors left where somebody lives."""

import pytest

from Support.residents import panel


@pytest.fixture(scope="module")
def messages(estate):
    door = panel(estate, estate.panel)
    for unit, text in (("1", "Package in the lobby"), ("1", "Came by"), ("2", "For Ben")):
        answer = door.post("/messages", {"unit": unit, "message_type": "text", "body": text})
        assert answer.status_code == 201, answer.text


def bodies(app, **parameters):
    return [one["attributes"]["body"] for one in app.read("/me/messages", **parameters)["data"]]


def test_messages_are_seen_where_they_were_left(estate, messages):
    assert bodies(estate.anna) == ["Came by", "Package in the lobby"]
    assert bodies(estate.ben) == ["For Ben"]
    for who in ("tom", "manager", "unit_admin", "root", "nobody"):
        assert bodies(getattr(estate, who)) == []
    assert estate.anonymous.get("/me/messages").status_code == 401


def test_messages_are_sorted_filtered_and_cut_into_pages(estate, messages):
    assert bodies(estate.anna, sort="created_at") == ["Package in the lobby", "Came by"]
    assert bodies(estate.anna, sort="message_type,created") == ["Package in the lobby", "Came by"]
    assert len(bodies(estate.anna, filter_message_type="text")) == 2
    assert bodies(estate.anna, message_type="voice") == []
    assert bodies(estate.anna, filter_unit=estate.units["2"]) == []
    assert bodies(estate.anna, page_size=1, page_number=2) == ["Package in the lobby"]
    assert estate.anna.get("/me/messages", sort="body").status_code == 400
    page = estate.anna.read("/me/messages", include="unit,panel", page_size=1)
    message = page["data"][0]
    assert message["type"] == "messages" and message["attributes"]["message_type"] == "text"
    assert message["attributes"]["audio_url"] is None
    assert {one["type"] for one in page["included"]} == {"units", "panels"}
