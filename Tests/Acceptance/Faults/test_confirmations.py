"""A hash works once, whoever asks at the same time, and for its own organization alone."""

import concurrent.futures
import json
import threading

import requests

from fault_workbooks import summary

ROUNDS, AT_ONCE = 30, 8


def confirm_at_once(house, hash_):
    gate = threading.Barrier(AT_ONCE)

    def confirm(_):
        with requests.Session() as session:
            # The connection stands before the race begins.
            session.get(f"{house.url}/health/live", timeout=20)
            gate.wait(20)
            return session.post(
                house.path("upload"), files={"hash": (None, hash_)}, headers=house.headers(), timeout=60
            )

    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(confirm, range(AT_ONCE)))


def loads_of(house, upload):
    payloads = house.rows("SELECT payload FROM job WHERE kind LIKE 'import.%'")
    return sum(json.loads(payload)["run"] == upload for (payload,) in payloads)


def test_of_confirmations_at_the_same_time_exactly_one_counts(loaded_house):
    books = [summary(30, seed=seed) for seed in (10, 11)]
    states = {}
    for number in range(ROUNDS):
        hash_, upload = loaded_house.stage(books[number % 2])
        answers = confirm_at_once(loaded_house, hash_)
        codes = sorted(answer.status_code for answer in answers)
        assert codes == [204] + [422] * (AT_ONCE - 1), f"round {number}: {codes}"
        for answer in answers:
            if answer.status_code == 422:
                assert "used" in answer.json()["errors"]["hash"][0].lower(), answer.text
        assert loaded_house.wait(upload)["state"] == "loaded"
        assert loads_of(loaded_house, upload) == 1
        assert states.setdefault(number % 2, loaded_house.state()) == loaded_house.state()
    loaded = loaded_house.rows("SELECT count(*) FROM import_run WHERE state = 'loaded'")[0][0]
    assert loaded == ROUNDS + 1


def test_another_organization_does_not_know_the_hash_and_uses_nothing_up(loaded_house):
    hash_, upload = loaded_house.stage(summary(20, seed=12))
    before = loaded_house.state()
    theirs = loaded_house.cli("intercom", "create", "Theirs", "--range", "1-100", "--organization", "Theirs")["id"]
    foreign = loaded_house.upload(hash=hash_, token=loaded_house.foreign_token, intercom=theirs)
    assert foreign.status_code == 422 and "unknown" in foreign.json()["errors"]["hash"][0], foreign.text
    assert loaded_house.upload(hash=hash_, token=loaded_house.foreign_token).status_code == 404
    assert loaded_house.upload(hash=hash_, intercom=loaded_house.make_intercom()).status_code == 422
    assert loaded_house.get_upload(upload)["state"] == "staged"
    assert loaded_house.state() == before
    assert loaded_house.upload(hash=hash_).status_code == 204
    assert loaded_house.wait(upload)["state"] == "loaded"


def test_of_two_staged_workbooks_confirmed_at_once_the_data_is_one_of_them_whole(loaded_house):
    books = [summary(300, seed=seed) for seed in (13, 14)]
    states = []
    for book in books:
        assert loaded_house.load(book)["state"] == "loaded"
        states.append(loaded_house.state())
    for _ in range(5):
        staged = [loaded_house.stage(book) for book in books]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = list(
                pool.map(
                    lambda pair: requests.post(
                        loaded_house.path("upload"),
                        files={"hash": (None, pair[0])},
                        headers=loaded_house.headers(),
                        timeout=60,
                    ),
                    staged,
                )
            )
        assert 204 in [answer.status_code for answer in answers]
        for answer, (_, upload) in zip(answers, staged):
            assert answer.status_code in (204, 422), answer.text
            assert loaded_house.wait(upload)["state"] == ("loaded" if answer.status_code == 204 else "expired")
        assert loaded_house.state() in states
