"""How often a contact may ask, and what a firm's plan leaves out."""

import pytest

from Support.filer import picture, refusal
from Support.firms import served

CALLS = ["upload", "get", "info", "logo", "avatar", "delete", "delete-avatar"]


def perform(filer, call, key):
    match call:
        case "upload": return filer.upload()
        case "get": return filer.get(key)
        case "info": return filer.ask(keys=[key])
        case "logo": return filer.logo()
        case "avatar": return filer.avatar()
        case "delete": return filer.delete("0" * 24)
        case "delete-avatar": return filer.delete_avatar()


def test_bursts_are_taken_and_more_is_told_to_wait(alone):
    firms = alone("anna", "ben", "rival", settings={"surface.filer.rate": 1, "surface.filer.burst": 5})
    statuses = [firms.anna.ask(keys=["0" * 24]).status_code for _ in range(8)]
    assert statuses[:5] == [200] * 5 and statuses[-1] == 429
    answer = firms.anna.upload()
    assert refusal(answer) == (429, "rate.exceeded")
    assert 1 <= int(answer.headers["Retry-After"]) <= 10
    # Another contact of the firm has turns of their own, and who has no token is not counted.
    assert firms.ben.ask(keys=["0" * 24]).status_code == 200
    assert {firms.anonymous.logo(firms.anna.firm).status_code for _ in range(12)} == {200}


def test_a_contact_may_ask_20_times_at_once(alone):
    firms = alone("anna", settings={})
    statuses = [firms.anna.ask(keys=["0" * 24]).status_code for _ in range(20)]
    assert statuses == [200] * 20


def test_two_tokens_of_a_contact_have_one_limit(alone):
    firms = alone("anna", settings={"surface.filer.rate": 1, "surface.filer.burst": 5})
    token = firms.installation.token("anna@haul.example", "Haul")
    other = type(firms.anna)(type(firms.anna.client)(firms.server.url, token))
    statuses = [filer.ask(keys=["0" * 24]).status_code for filer in [firms.anna, other] * 5]
    assert 429 in statuses[5:]


@pytest.fixture(scope="module")
def planned(binary, tmp_path_factory):
    with served(binary, tmp_path_factory.mktemp("plans"), "sales both", "rival") as firms:
        firms.key = firms.rival.add(access_type="Public")["file_key"]
        yield firms


@pytest.mark.parametrize("left_out", CALLS)
def test_a_call_that_the_plan_leaves_out_is_refused(planned, left_out):
    filer = planned.by["sales both"]
    planned.installation.plan("Haul")
    filer.add("a.png", picture(), business_type="Avatar")
    assert planned.installation.plan("Haul", left_out) == {"without": [left_out]}
    for call in CALLS:
        answer = perform(filer, call, planned.key)
        if call == left_out:
            assert refusal(answer) == (402, "plan.excluded")
        else:
            assert answer.status_code in (200, 404), (call, answer.text)
    # The plan of one firm is nothing to another.
    assert perform(planned.rival, left_out, planned.key).status_code in (200, 403, 404)
    assert planned.installation.plan("Haul") == {"without": []}
    assert perform(filer, left_out, planned.key).status_code in (200, 404)


def test_who_has_no_token_has_no_plan(planned):
    planned.installation.plan("Haul", *CALLS)
    assert planned.anonymous.get(planned.key).status_code == 200
    assert planned.anonymous.logo(planned.rival.firm).status_code == 200
    for path in ("logo/default", "avatar/default"):
        assert planned.anonymous.client.get(f"/v1/filer/{path}").status_code == 200
        assert planned.by["sales both"].client.get(f"/v1/filer/{path}").status_code == 402


def test_an_unknown_call_is_refused(planned):
    result = planned.installation.attempt("organization", "plan", "--organization", "Haul", "--without", "fly")
    assert result.returncode == 1 and "fly" in result.stderr
