"""Who may do what with an upload."""

import base64

import pytest

from Support.client import Client
from Support.tus import VERSION, Uploads, text


@pytest.fixture
def begun(uploads):
    url = uploads.begin(10, filename="a.txt")
    uploads.append(url, b"12345")
    return url


@pytest.mark.parametrize("other", ["foreign", "colleague"])
def test_an_upload_is_its_creators_alone(uploads, begun, other, request):
    other = request.getfixturevalue(other)
    answers = [other.head(begun), other.append(begun, b"67890", 5), other.content(begun), other.terminate(begun)]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert uploads.offset(begun) == 5
    uploads.append(begun, b"67890", 5)
    assert other.content(begun).status_code == 404
    assert uploads.content(begun).content == b"1234567890"


def test_the_same_user_in_another_organization_is_somebody_else(uploads, begun, server, installation):
    installation.user("admin@acme.example", installation.foreign)
    elsewhere = Uploads(Client(server.url, installation.token("admin@acme.example", installation.foreign)))
    assert elsewhere.head(begun).status_code == 404


def test_another_token_of_the_creator_will_do(begun, server, installation):
    again = Uploads(Client(server.url, installation.token("admin@acme.example", installation.home)))
    assert again.offset(begun) == 5


@pytest.mark.parametrize("method", ["HEAD", "PATCH", "GET", "DELETE"])
def test_nothing_goes_without_a_token(begun, server, method):
    for headers in ({}, {"Authorization": "Bearer gh_wrong"}, {"Authorization": "Basic !!"}, {"Authorization": ""}):
        answer = Uploads(Client(server.url)).request(method, begun, headers=headers)
        assert answer.status_code == 401


def test_uploads_are_not_begun_without_a_token(server):
    assert Uploads(Client(server.url)).create(10, filename="a.txt").status_code == 401


def test_the_token_may_stand_as_any_surface_takes_it(begun, server, installation):
    secret = installation.administrator.secret
    basic = base64.b64encode(f"anybody:{secret}".encode()).decode()
    for value in (f"Bearer {secret}", f"bearer {secret}", secret, f"Basic {basic}"):
        answer = Client(server.url).request("HEAD", begun, headers={**VERSION, "Authorization": value})
        assert answer.status_code == 200, value.split()[0]


@pytest.mark.parametrize("key", ["0" * 24, "f" * 24, "x", "0" * 25, "%00"])
def test_an_upload_that_is_not_there_is_not_found(uploads, key):
    assert uploads.head(f"/uploads/{key}").status_code == 404


def test_a_token_without_the_right_begins_nothing(viewer):
    assert Uploads(viewer).create(10, filename="a.txt").status_code == 403
    assert Uploads(viewer).create(10, headers={"Upload-Concat": "partial"}).status_code == 403


def test_the_content_is_not_guessable_by_its_digest(uploads, foreign):
    content = text(5000)
    uploads.send(content, filename="a.txt")
    url = foreign.begin(len(content), filename="a.txt")
    assert foreign.offset(url) == 0
