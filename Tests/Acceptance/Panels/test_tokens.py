"""Who may speak for a panel."""

from Support import database
from Support.intercom import Intercom
from Support.panel import Panel
from Support.waiting import wait_until


def test_a_panel_without_a_token_or_with_a_wrong_one_is_turned_away(server, panel):
    for token in [None, "nonsense", "ghp_1_" + "0" * 64, f"ghp_{panel.id}_" + "0" * 64, f"ghp_99999999_{'a' * 64}"]:
        answer = Panel(server.url, token).post("/decisions", {"key": "0000AA01"})
        assert (answer.status_code, answer.json()["error"]) == (401, "unauthenticated")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_persons_token_is_no_panels_token(server, installation, panel):
    answer = Panel(server.url, installation.administrator.secret).get("/credentials")
    assert answer.status_code == 401


def test_a_new_token_ends_the_former_one_and_its_stream(server, house):
    former = Panel.of(house, server)
    with former.listen() as stream:
        present = Panel.of(house, server)
        assert former.get("/credentials").status_code == 401
        assert present.get("/credentials").status_code == 200
        # The stream finds out with the next news of the building.
        house.client.post(f"{house.path}/keys", json={"flat": "1", "keys": ["0000BB01"]})
        wait_until(lambda: stream.has_ended, "the stream of the former token ends", timeout=10)
        assert not stream.events


def test_the_token_of_a_revoked_intercom_is_dead(server, client, installation):
    intercom = Intercom.create(client, installation)
    panel = Panel.of(intercom, server)
    assert panel.get("/credentials").status_code == 200
    installation.run("intercom", "revoke", str(intercom.id))
    assert panel.get("/credentials").status_code == 401


def test_the_database_keeps_no_token(installation, panel):
    kept = database.rows(installation.data, f"SELECT token_digest FROM panel WHERE id = {panel.id}")
    assert len(kept[0][0]) == 64 and panel.token not in str(kept)


def test_a_token_that_opened_a_moment_ago_opens_nothing_once_there_is_a_new_one(server, client, installation):
    intercom = Intercom.create(client, installation)
    intercom.load([{"apartment": 1, "key": "0000AA01"}])
    former = Panel.of(intercom, server)
    assert former.decide(key="0000AA01")["allow"]
    present = Panel.of(intercom, server)
    assert former.post("/decisions", {"key": "0000AA01"}).status_code == 401
    assert present.decide(key="0000AA01")["allow"]
    installation.run("intercom", "revoke", str(intercom.id))
    assert present.post("/decisions", {"key": "0000AA01"}).status_code == 401
