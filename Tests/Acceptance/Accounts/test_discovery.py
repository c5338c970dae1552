"""What programs find out about the server by themselves."""

import pytest


@pytest.mark.parametrize("name", ["openid-configuration", "oauth-authorization-server"])
def test_the_metadata_name_what_is_there(accounts, name):
    answer = accounts.session.get(f"{accounts.url}/.well-known/{name}")
    metadata = answer.json()
    assert metadata["issuer"] == accounts.url
    assert metadata["code_challenge_methods_supported"] == ["S256"]
    assert metadata["authorization_response_iss_parameter_supported"] is True
    for role in ("authorization", "token", "revocation", "introspection", "userinfo"):
        address = metadata[f"{role}_endpoint"]
        assert address.startswith(accounts.url)
        assert accounts.session.get(address, allow_redirects=False).status_code != 404
    assert accounts.session.get(metadata["jwks_uri"]).status_code == 200


def test_the_issuer_is_the_public_address(accounts, serve):
    server = serve(accounts.installation, settings={"public-url": "https://doors.example.org"})
    metadata = accounts.session.get(f"{server.url}/.well-known/openid-configuration").json()
    assert metadata["issuer"] == "https://doors.example.org"


def test_the_published_keys_are_public_halves(accounts):
    accounts.tokens()
    keys = accounts.session.get(f"{accounts.url}/oauth/discovery/keys").json()["keys"]
    assert keys
    for key in keys:
        assert set(key) == {"kty", "use", "alg", "kid", "n", "e"}
        assert (key["kty"], key["use"], key["alg"]) == ("RSA", "sig", "RS256")


def test_a_token_of_one_public_address_opens_nothing_at_another(accounts, serve):
    tokens = accounts.tokens()
    other = serve(accounts.installation, settings={"public-url": "https://doors.example.org"})
    answer = accounts.session.get(
        f"{other.url}/oauth/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"})
    assert answer.status_code == 401
    assert "The access token is invalid" in answer.headers["WWW-Authenticate"]


def test_a_user_is_told_no_more_than_the_program_asked_for(accounts):
    little = accounts.userinfo(accounts.tokens(scope="openid")).json()
    assert set(little) == {"sub"}
    much = accounts.userinfo(accounts.tokens(scope="openid profile")).json()
    assert much["sub"] == little["sub"] and much["email"] == accounts.anna
