"""Who may fetch what, and what they are told of it."""

import pytest

from Support.filer import ACCESS, AUTHORIZED, refusal

CALLERS = ["anonymous", "wrong", "rival", "ben", "head administrator", "anna"]
# For each access what anonymous, wrong token, other firm, same firm, its administrator and the uploader get.
FETCH = {
    "Public": [200, 401, 200, 200, 200, 200],
    "Authorized": [401, 401, 200, 200, 200, 200],
    "Firm": [401, 401, 403, 200, 200, 200],
    "Contact": [401, 401, 403, 403, 403, 200],
}
# Plain files: any contact of the firm deletes them, a personal one its uploader alone.
DELETE = {
    "Public": [401, 401, 403, 200, 200, 200],
    "Authorized": [401, 401, 403, 200, 200, 200],
    "Firm": [401, 401, 403, 200, 200, 200],
    "Contact": [401, 401, 403, 403, 403, 200],
}


def table(statuses):
    return [
        (access, caller, status) for access in statuses for caller, status in zip(CALLERS, statuses[access], strict=True)
    ]


@pytest.fixture(scope="module")
def files(firms):
    """One file of each access, uploaded by Anna."""
    return {access: firms.anna.add(access_type=access)["file_key"] for access in ACCESS}


@pytest.mark.parametrize("access, caller, status", table(FETCH))
def test_a_file_is_fetched_by_those_it_is_for(firms, files, access, caller, status):
    answer = firms.by[caller].get(files[access])
    assert answer.status_code == status
    if status == 200:
        assert answer.content.startswith(b"text ") and answer.headers["Content-Type"] == "text/plain"
    else:
        refusal(answer)


@pytest.mark.parametrize("access, caller, status", table(FETCH))
def test_its_head_tells_the_same(firms, files, access, caller, status):
    answer = firms.by[caller].client.request("HEAD", f"/v1/filer/{files[access]}")
    assert (answer.status_code, answer.content) == (status, b"")


@pytest.mark.parametrize("access, caller, status", table(FETCH))
def test_what_may_be_fetched_is_told(firms, files, access, caller, status):
    filer = firms.by[caller]
    if caller in ("anonymous", "wrong"):
        assert filer.ask(keys=[files[access]]).status_code == 401
    else:
        assert filer.keys(keys=[files[access]]) == ([files[access]] if status == 200 else [])


@pytest.mark.parametrize("access, caller, status", table(DELETE))
def test_a_plain_file_is_deleted_by_its_firm(firms, access, caller, status):
    key = firms.anna.add(access_type=access)["file_key"]
    answer = firms.by[caller].delete(key)
    assert answer.status_code == status
    if status == 200:
        assert answer.json() is None and answer.text == "null"
        assert refusal(firms.anna.get(key)) == (404, "file.unknown")
        assert refusal(firms.by[caller].delete(key)) == (404, "file.unknown")
    else:
        refusal(answer)
        assert firms.anna.get(key).status_code == 200


@pytest.mark.parametrize("caller, status", [("anonymous", 401), ("wrong", 401), ("rival", 200), ("anna", 200)])
def test_an_upload_takes_a_token(firms, caller, status):
    assert firms.by[caller].upload().status_code == status


@pytest.mark.parametrize("type", AUTHORIZED)
def test_a_business_file_is_for_everybody_with_a_token(firms, type):
    key = firms.anna.add(business_type=type)["file_key"]
    assert refusal(firms.anonymous.get(key)) == (401, "unauthenticated")
    assert firms.rival.get(key).status_code == 200


@pytest.mark.parametrize("credentials", ["Basic YTpi", "Bearer", "gh_something"])
def test_what_is_no_bearer_token_is_refused_where_none_is_needed(firms, files, credentials):
    answer = firms.anonymous.get(files["Public"], headers={"Authorization": credentials})
    assert answer.status_code == 401 and answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_without_the_permission_reads_what_everybody_may(firms, files):
    installation = firms.installation
    token = installation.token("anna@haul.example", "Haul", permissions=["intercom-view"])
    limited = type(firms.anna)(type(firms.anna.client)(firms.server.url, token), firms.anna.firm, firms.anna.contact)
    statuses = {access: limited.get(key).status_code for access, key in files.items()}
    assert statuses == {"Public": 200, "Authorized": 200, "Firm": 403, "Contact": 403}
    assert limited.keys(keys=list(files.values())) == [files["Public"], files["Authorized"]]
    assert limited.upload().status_code == 403
    assert limited.delete(files["Firm"]).status_code == 403


@pytest.mark.parametrize("key", ["0" * 24, "x", "é", "0" * 23, "'; --", "logo"])
def test_what_is_no_file_is_not_found(anna, key):
    assert anna.get(key).status_code == 404
    assert anna.delete(key).status_code == 404


@pytest.mark.parametrize("method, path", [
    ("PUT", "/v1/filer"), ("GET", "/v1/filer"), ("POST", "/v1/filer/logo/1"), ("GET", "/v1/filer/info"),
    ("DELETE", "/v1/filer/avatar/default"), ("PATCH", "/v1/filer/" + "0" * 24),
])
def test_a_method_that_a_path_does_not_take_is_refused_in_the_same_form(anna, method, path):
    answer = anna.client.request(method, path)
    assert refusal(answer) == (405, "method-not-allowed") and answer.headers["Allow"]
