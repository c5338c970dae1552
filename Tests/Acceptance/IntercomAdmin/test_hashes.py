"""The life of a hash: once, in time, for its intercom and its organization, from any server."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from Support.client import Client
from Support.intercom import Intercom
from Support.waiting import wait_until

ROWS = [{"apartment": 1, "key": "AABBCCDD"}]
OTHER = [{"apartment": 2, "key": "EEFF0011"}]


@pytest.fixture
def full(intercom):
    intercom.load(ROWS)
    return intercom


def refused(answer, word):
    assert answer.status_code == 422, f"{answer.status_code} {answer.text}"
    assert set(answer.json()["errors"]) == {"hash"}
    assert word in " ".join(answer.json()["errors"]["hash"]).lower()


@pytest.mark.parametrize("hash", ["0" * 32, "no hash at all", "x" * 200, "\u043f\u0440\u0438\u0432\u0435\u0442"])
def test_an_unknown_hash_is_refused(full, hash):
    before = full.state
    refused(full.upload(hash=hash), "unknown")
    assert full.state == before


def test_a_hash_works_once(full):
    staged = full.stage(OTHER)
    assert full.upload(hash=staged["hash"]).status_code == 204
    refused(full.upload(hash=staged["hash"]), "used")
    full.client.wait(staged["id"])
    refused(full.upload(hash=staged["hash"]), "used")


def test_a_hash_of_another_intercom_is_refused_and_not_used_up(full, occupied):
    staged = full.stage(OTHER)
    refused(occupied.upload(hash=staged["hash"]), "another")
    assert full.client.look(staged["id"])["state"] == "staged"
    assert full.upload(hash=staged["hash"]).status_code == 204


def test_a_hash_of_another_organization_is_unknown_and_not_used_up(full, stranger, installation):
    theirs = Intercom.create(stranger, installation, organization=installation.foreign)
    staged = full.stage(OTHER)
    refused(theirs.upload(hash=staged["hash"]), "unknown")
    assert full.through(stranger).upload(hash=staged["hash"]).status_code == 404
    assert full.upload(hash=staged["hash"]).status_code == 204


def test_a_hash_of_a_canceled_upload_is_refused(full):
    staged = full.stage(OTHER)
    assert full.client.post(f"/uploads/{staged['id']}/cancel").status_code == 200
    refused(full.upload(hash=staged["hash"]), "cancel")
    assert list(full.flats) == ["1"]


def test_a_load_makes_other_hashes_of_the_intercom_expire(full):
    first, second = full.stage(OTHER), full.stage([{"apartment": 3}])
    assert full.upload(hash=second["hash"]).status_code == 204
    assert full.client.wait(second["id"])["state"] == "loaded"
    assert full.client.look(first["id"])["state"] == "expired"
    refused(full.upload(hash=first["hash"]), "expired")
    assert list(full.flats) == ["3"]


def test_a_load_leaves_hashes_of_other_intercoms_alone(full, occupied):
    elsewhere = occupied.stage(OTHER)
    full.load(OTHER)
    assert occupied.client.look(elsewhere["id"])["state"] == "staged"


def test_another_token_of_the_organization_may_confirm(full, server, installation):
    installation.user("second@acme.example")
    second = Client(server.url, installation.token("second@acme.example"))
    staged = full.stage(OTHER)
    assert full.through(second).upload(hash=staged["hash"]).status_code == 204
    assert full.client.wait(staged["id"])["state"] == "loaded"


def test_two_confirmations_at_the_same_time_load_once(full):
    for _ in range(5):
        staged = full.stage(OTHER)
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: full.upload(hash=staged["hash"]).status_code, range(8)))
        assert sorted(answers) == [204] + [422] * 7
        assert full.client.wait(staged["id"])["state"] == "loaded"


def test_two_staged_workbooks_confirmed_at_the_same_time_leave_one_of_them_whole(full):
    first = full.stage([{"apartment": n, "key": f"AAAA{n:06d}"} for n in range(1, 101)])
    second = full.stage([{"apartment": n, "key": f"BBBB{n:06d}"} for n in range(1, 101)])
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda staged: full.upload(hash=staged["hash"]).status_code, [first, second]))
    assert 204 in answers
    for staged, answer in zip((first, second), answers):
        if answer == 204:
            full.client.wait(staged["id"])
    assert len({code[:8] for code in full.keys}) == 1
    assert len(full.keys) == 100


def test_an_expired_hash_is_refused(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"upload.hash-lifetime": 1})
    id = installation.intercom()
    full = Intercom(Client(server.url, installation.administrator), id)
    assert full.upload(ROWS).status_code == 204
    wait_until(lambda: full.itself["key_count"] == 1, "the first load")
    staged = full.stage(OTHER)
    wait_until(lambda: full.client.look(staged["id"])["state"] == "expired", "the hash's end", timeout=5)
    refused(full.upload(hash=staged["hash"]), "expired")
    assert list(full.flats) == ["1"]


def test_a_hash_survives_a_restart_and_works_at_another_server(serve, furnish):
    installation = furnish()
    first = serve(installation)
    id = installation.intercom()
    full = Intercom(None, id).at(first, installation.administrator)
    full.load(ROWS)
    survivor, stray = full.stage(OTHER), full.stage([{"apartment": 5}])
    first.kill()
    first.start()
    full = full.at(first, installation.administrator)
    second = serve(installation)
    beside = full.at(second, installation.administrator)
    assert beside.upload(hash=survivor["hash"]).status_code == 204
    assert full.client.wait(survivor["id"])["state"] == "loaded"
    assert list(full.flats) == ["2"]
    refused(full.upload(hash=stray["hash"]), "expired")


def test_two_servers_take_a_hash_once(serve, furnish):
    installation = furnish()
    servers = [serve(installation), serve(installation)]
    id = installation.intercom()
    sides = [Intercom(None, id).at(server, installation.administrator) for server in servers]
    sides[0].load(ROWS)
    staged = sides[0].stage(OTHER)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda n: sides[n % 2].upload(hash=staged["hash"]).status_code, range(6)))
    assert sorted(answers) == [204] + [422] * 5
    assert sides[1].client.wait(staged["id"])["state"] == "loaded"
