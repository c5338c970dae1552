"""`/oauth/token`, `revoke` and `introspect`: tokens for codes, rotation, copies that are noticed, and the end of tokens."""

import base64
import time

import pytest
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.jwk import KeySet

from Support.programs import BACK, Accounts, Program, answered, verifier


def exchange(accounts, program, code, **more):
    return accounts.token(program, grant_type="authorization_code", code=code, redirect_uri=BACK, **more)


def refused(answer, status, error):
    assert (answer.status_code, answer.json()["error"]) == (status, error), answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'error="{error}"' in answer.headers["WWW-Authenticate"]
    assert answer.json()["error_description"] in answer.headers["WWW-Authenticate"]


def test_a_public_program_gets_tokens_by_pkce(accounts):
    secret = verifier()
    answer = exchange(accounts, accounts.app, accounts.code(accounts.app, verifier=secret), code_verifier=secret)
    assert answer.status_code == 200
    tokens = answer.json()
    assert (tokens["token_type"], tokens["expires_in"], tokens["scope"]) == ("bearer", 7200, "public")
    assert tokens["access_token"].startswith("eyJ")
    assert answer.headers["Cache-Control"] == "no-store"
    assert accounts.opens(tokens)


def test_an_authlib_client_goes_all_the_way(accounts):
    metadata = accounts.session.get(f"{accounts.url}/.well-known/oauth-authorization-server").json()
    client = OAuth2Session(
        accounts.partner.id, accounts.partner.secret, scope="openid profile", redirect_uri=BACK,
        code_challenge_method="S256", token_endpoint_auth_method="client_secret_basic")
    client.trust_env = False
    secret = verifier()
    address, state = client.create_authorization_url(
        metadata["authorization_endpoint"], code_verifier=secret, nonce="once")
    browser = accounts.browser()
    browser.open(address)
    browser.sign_in(accounts.anna)
    back = browser.submit(decision="allow").headers["Location"]
    assert answered(browser.page)["iss"] == metadata["issuer"]
    first = client.fetch_token(
        metadata["token_endpoint"], authorization_response=back, state=state, code_verifier=secret)
    keys = KeySet.import_key_set(accounts.session.get(metadata["jwks_uri"]).json())
    identity = jwt.decode(first["id_token"], keys).claims
    assert identity["iss"] == metadata["issuer"] and identity["aud"] == accounts.partner.id
    assert identity["nonce"] == "once" and 0 <= identity["iat"] - identity["auth_time"] < 60
    access = jwt.decode(first["access_token"], keys).claims
    assert access["sub"] == identity["sub"] and access["exp"] - access["iat"] == 7200
    who = client.get(metadata["userinfo_endpoint"]).json()
    assert who["sub"] == identity["sub"] and who["email"] == accounts.anna and who["name"] == "Person 1"
    told = client.introspect_token(metadata["introspection_endpoint"], token=first["access_token"]).json()
    assert told["active"] and told["sub"] == identity["sub"] and told["client_id"] == accounts.partner.id
    second = client.refresh_token(metadata["token_endpoint"], refresh_token=first["refresh_token"])
    assert second["refresh_token"] != first["refresh_token"]
    assert second["access_token"] != first["access_token"]
    assert client.revoke_token(metadata["revocation_endpoint"], token=second["access_token"]).status_code == 200
    assert not accounts.opens(second)
    told = client.introspect_token(metadata["introspection_endpoint"], token=second["access_token"]).json()
    assert told == {"active": False}


@pytest.mark.parametrize("form", ["form", "multipart", "json"])
def test_the_token_endpoint_reads_forms_multipart_and_json(accounts, form):
    fields = accounts.partner.fields(
        grant_type="authorization_code", code=accounts.code(accounts.partner), redirect_uri=BACK)
    body = {
        "form": {"data": fields}, "multipart": {"files": {name: (None, value) for name, value in fields.items()}},
        "json": {"json": fields},
    }[form]
    assert accounts.post("/oauth/token", **body).status_code == 200


def test_a_wrong_secret_an_unknown_program_and_a_secret_of_a_public_one_are_refused(accounts):
    code = accounts.code(accounts.partner)
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    partner, app = accounts.partner.id, accounts.app.id
    for known in (
        {"client_id": partner, "client_secret": "wrong"}, {"client_id": partner}, {"client_id": "nobody"}, {},
        {"client_id": app, "client_secret": "some"},
    ):
        refused(accounts.post("/oauth/token", data={**fields, **known}), 401, "invalid_client")
    basic = base64.b64encode(f"{partner}:wrong".encode()).decode()
    refused(
        accounts.post("/oauth/token", data=fields, headers={"Authorization": f"Basic {basic}"}), 401, "invalid_client")
    assert exchange(accounts, accounts.partner, code).status_code == 200


@pytest.mark.parametrize("sent", [{}, {"code_verifier": "x" * 43}, {"code_verifier": "short"}])
def test_a_missing_or_wrong_verifier_is_refused(accounts, sent):
    code = accounts.code(accounts.app, verifier=verifier())
    refused(exchange(accounts, accounts.app, code, **sent), 401, "invalid_grant")


def test_a_code_belongs_to_its_program_and_its_address(accounts):
    code = accounts.code(accounts.partner)
    wrong = accounts.token(
        accounts.partner, grant_type="authorization_code", code=code, redirect_uri="https://other.example.org/")
    refused(wrong, 401, "invalid_grant")
    refused(exchange(accounts, accounts.app, code), 401, "invalid_grant")
    assert exchange(accounts, accounts.partner, code).status_code == 200


def test_a_code_that_comes_twice_ends_what_came_of_it(accounts):
    code = accounts.code(accounts.partner)
    tokens = exchange(accounts, accounts.partner, code).json()
    assert accounts.opens(tokens)
    refused(exchange(accounts, accounts.partner, code), 401, "invalid_grant")
    assert not accounts.opens(tokens)
    refused(accounts.refresh(tokens, accounts.partner), 401, "invalid_grant")


def test_a_code_is_good_for_as_long_as_the_setting_says(accounts, serve):
    quick = serve(accounts.installation, settings={"oauth.code-lifetime": 1})
    other = Accounts(quick, accounts.installation)
    late = other.code(other.partner)
    assert exchange(other, other.partner, other.code(other.partner)).status_code == 200
    time.sleep(1.1)
    refused(exchange(other, other.partner, late), 401, "invalid_grant")


def test_a_refresh_token_dies_on_use_and_its_copy_ends_the_family(accounts):
    first = accounts.tokens()
    second = accounts.refresh(first).json()
    assert accounts.opens(first) and accounts.opens(second)
    third = accounts.refresh(second).json()
    refused(accounts.refresh(first), 401, "invalid_grant")
    for tokens in (first, second, third):
        assert not accounts.opens(tokens)
        refused(accounts.refresh(tokens), 401, "invalid_grant")


def test_another_family_of_the_same_user_lives_on(accounts):
    kept, stolen = accounts.tokens(), accounts.tokens()
    accounts.refresh(stolen)
    accounts.refresh(stolen)
    assert accounts.opens(kept)
    assert accounts.refresh(kept).status_code == 200


def test_a_program_cannot_use_anothers_refresh_token(accounts):
    tokens = accounts.tokens()
    refused(accounts.refresh(tokens, accounts.partner), 401, "invalid_grant")
    assert accounts.refresh(tokens).status_code == 200


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
def test_revocation_works_at_once_and_for_the_programs_own_tokens_alone(accounts, kind):
    tokens = accounts.tokens()
    foreign = accounts.post("/oauth/revoke", data=accounts.partner.fields(token=tokens[kind]))
    assert foreign.status_code == 200 and accounts.opens(tokens)
    assert accounts.post("/oauth/revoke", data=accounts.app.fields(token=tokens[kind])).status_code == 200
    answer = accounts.userinfo(tokens)
    assert answer.status_code == 401
    assert 'error="invalid_token", error_description="The access token was revoked"' in answer.headers[
        "WWW-Authenticate"]
    # Of an access token alone the family lives on.
    assert accounts.refresh(tokens).status_code == (200 if kind == "access_token" else 401)


def test_revoking_what_is_no_token_is_fine(accounts):
    assert accounts.post("/oauth/revoke", data=accounts.app.fields(token="nothing")).status_code == 200


def test_a_program_is_told_nothing_of_anothers_token(accounts):
    tokens = accounts.tokens()
    answer = accounts.post("/oauth/introspect", data=accounts.partner.fields(token=tokens["access_token"]))
    assert answer.json() == {"active": False}


@pytest.mark.parametrize("fields, error", [
    ({}, "invalid_request"), ({"grant_type": "password"}, "unsupported_grant_type"),
    ({"grant_type": "authorization_code"}, "invalid_request"), ({"grant_type": "refresh_token"}, "invalid_request"),
])
def test_what_is_no_request_for_tokens_is_400(accounts, fields, error):
    refused(accounts.token(accounts.app, **fields), 400, error)


def test_a_withdrawn_program_acts_for_nobody_any_more(accounts):
    program = Program(accounts.installation, "Short-lived")
    tokens = accounts.tokens(program)
    assert accounts.opens(tokens)
    listed = accounts.installation.json("oauth", "client", "list")
    assert program.id in {one["client_id"] for one in listed}
    assert program.secret not in str(listed)
    accounts.installation.run("oauth", "client", "remove", program.id)
    assert not accounts.opens(tokens)
    refused(accounts.refresh(tokens, program), 401, "invalid_client")
    assert program.id not in {one["client_id"] for one in accounts.installation.json("oauth", "client", "list")}


def test_a_withdrawn_user_is_out_at_once(accounts):
    login = accounts.person()
    tokens = accounts.tokens(login=login)
    user = accounts.userinfo(tokens).json()["sub"]
    accounts.installation.run("user", "revoke", user)
    assert not accounts.opens(tokens)
    refused(accounts.refresh(tokens), 401, "invalid_grant")


def test_tokens_are_in_no_log(accounts):
    tokens = accounts.tokens()
    accounts.opens(tokens)
    for secret in (tokens["access_token"], tokens["refresh_token"], accounts.anna, accounts.partner.secret):
        assert secret not in accounts.server.text
