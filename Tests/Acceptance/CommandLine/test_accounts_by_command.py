"""`organization`, `user`, `token` and `intercom`: what the commands do shows over HTTP at once."""

import json
import re
import time

import pytest

from Support.client import Client
from Support.installation import Installation
from Support.intercom import Intercom
from Support.server import Server

UNAUTHENTICATED = {"message": "Unauthenticated."}


@pytest.fixture(scope="module")
def place(binary, tmp_path_factory):
    """An installation of this file's own, with a server."""
    installation = Installation.furnished(binary, tmp_path_factory.mktemp("accounts"))
    with Server(installation) as server:
        yield installation, server


@pytest.fixture
def crew(place, request):
    """An organization with a member, a token and an intercom of the test's own."""
    installation, server = place
    name = f"Crew of {request.node.name}"[:100]
    organization = installation.organization(name)["id"]
    login = f"{abs(hash(request.node.name))}@crew.example"
    user = installation.user(login, name)["id"]
    token = installation.token(login, name)
    intercom = Intercom(Client(server.url, token), installation.intercom(name))
    return type("Crew", (), dict(
        installation=installation, server=server, name=name, organization=organization, login=login, user=user,
        token=token, intercom=intercom))


def status(crew, token=None):
    return Client(crew.server.url, token or crew.token).get("/intercoms").status_code


def listed(crew, what):
    more = [] if what == "organization" else ["--organization", crew.name]
    return {item["id"]: item for item in crew.installation.json(what, "list", *more)}


def test_what_is_made_works_at_once(crew):
    assert status(crew) == 200
    assert [item["id"] for item in crew.intercom.client.everything("/intercoms")] == [crew.intercom.id]


def test_a_revoked_token_is_401_at_once_and_others_stay(crew):
    other = crew.installation.token(crew.login, crew.name)
    crew.installation.run("token", "revoke", crew.token.id)
    answer = Client(crew.server.url, crew.token).get("/intercoms")
    assert (answer.status_code, answer.json()) == (401, UNAUTHENTICATED)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert status(crew, other) == 200
    assert listed(crew, "token")[crew.token.id]["revoked_at"]


def test_a_revoked_user_loses_all_tokens(crew):
    other = crew.installation.token(crew.login, crew.name)
    crew.installation.run("user", "revoke", crew.user)
    assert (status(crew), status(crew, other)) == (401, 401)


def test_a_revoked_organization_loses_all_tokens(crew):
    crew.installation.run("organization", "revoke", crew.organization)
    assert status(crew) == 401
    assert status(crew, crew.installation.administrator) == 200, "other organizations stay"


def test_a_revoked_intercom_is_gone(crew):
    crew.intercom.load([{"apartment": 1}])
    crew.installation.run("intercom", "revoke", crew.intercom.id)
    assert crew.intercom.client.get(crew.intercom.path).status_code == 404
    assert crew.intercom.upload([{"apartment": 2}]).status_code == 404
    assert crew.intercom.client.everything("/intercoms") == []


def test_an_expired_token_is_401(crew):
    token = crew.installation.token(crew.login, crew.name, expires_in=2)
    assert status(crew, token) == 200
    deadline = time.monotonic() + 6
    while status(crew, token) == 200 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert status(crew, token) == 401


@pytest.mark.parametrize("permissions, sees, changes", [
    ([], 200, 200), (["intercom-view"], 200, 403), (["intercom-view", "intercom-update"], 200, 200),
])
def test_a_token_may_what_its_permissions_say(crew, permissions, sees, changes):
    client = Client(crew.server.url, crew.installation.token(crew.login, crew.name, permissions=permissions))
    assert client.get(crew.intercom.path).status_code == sees
    assert client.patch(crew.intercom.path, json={"address": "here"}).status_code == changes


def test_lists_show_everything_but_secrets(crew):
    assert listed(crew, "organization")[crew.organization]["name"] == crew.name
    assert listed(crew, "user")[crew.user]["login"] == crew.login
    token = listed(crew, "token")[crew.token.id]
    assert token["permissions"] == ["access", "catalog", "files", "intercom-update", "intercom-view"]
    assert "token" not in token
    assert crew.token.secret not in json.dumps(token)
    assert listed(crew, "intercom")[crew.intercom.id]["range"] == "1-400"


def test_without_json_people_can_read_it(crew):
    text = crew.installation.run("user", "list", "--organization", crew.name)
    assert crew.login in text and not text.startswith("[")
    made = crew.installation.run("token", "create", "--user", crew.login, "--organization", crew.name)
    assert re.search(r"gh_[0-9a-f]{64}", made)


def test_a_secret_is_nowhere_in_the_data(crew):
    plain = crew.token.secret.removeprefix("gh_").encode()
    files = [path for path in crew.installation.data.rglob("*") if path.is_file()]
    assert files and not any(plain in path.read_bytes() for path in files)
    assert crew.token.secret not in crew.server.text


def test_an_intercom_is_made_as_told(crew):
    id = crew.installation.intercom(crew.name, range="5-9", title="North gate", address="Main Street 1")
    itself = Intercom(crew.intercom.client, id).itself
    assert (itself["title"], itself["address"], itself["flat_from"], itself["flat_to"]) == (
        "North gate", "Main Street 1", 5, 9)


@pytest.mark.parametrize("words, word", [
    (["organization", "create", "Acme"], "already"),
    (["organization", "create", " "], "name"),
    (["user", "create", "nobody", "--organization", "Acme"], "e-mail"),
    (["user", "create", "a@example.org", "--organization", "Nowhere"], "organization create"),
    (["token", "create", "--user", "unknown@example.org", "--organization", "Acme"], "user create"),
    (["token", "create", "--user", "admin@acme.example", "--organization", "Acme", "--permission", "all"],
        "permission"),
    (["intercom", "create", "x", "--organization", "Acme", "--range", "9-5"], "range"),
    (["intercom", "create", "x", "--organization", "Acme", "--range", "many"], "range"),
    (["organization", "revoke", "999999"], ""), (["token", "revoke", "999999"], ""), (["user", "revoke", "999999"], ""),
    (["intercom", "revoke", "999999"], ""),
])
def test_a_wrong_command_ends_with_a_sentence(place, words, word):
    result = place[0].attempt(*words)
    assert result.returncode != 0
    assert result.stdout == ""
    assert word in result.stderr and len(result.stderr) > 10
    assert "Fatal error" not in result.stderr
