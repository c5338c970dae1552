"""Links that need no token: to fetch one file, to make one upload."""

import time
import urllib.parse

import pytest

from Support.client import Client
from Support.tus import Uploads, result, text


@pytest.fixture
def anonymous(server):
    return Uploads(Client(server.url))


def link(uploads, **body):
    answer = uploads.client.request("POST", uploads.client.url + "/uploads/links", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_file_is_fetched_by_its_link(uploads, documents, anonymous):
    document = documents.add("a.txt", b"hello")
    made = link(uploads, file=document["_id"], expires_in=60)
    answer = anonymous.content(made["url"])
    assert (answer.status_code, answer.content) == (200, b"hello")
    assert "a.txt" in answer.headers["Content-Disposition"]
    assert made["expires_at"].endswith("Z")


def test_a_link_is_good_for_its_file_alone(uploads, documents, anonymous):
    first, second = documents.add("a.txt"), documents.add("b.txt")
    url = link(uploads, file=first["_id"])["url"]
    for wrong in (
        url.replace(first["_id"], second["_id"]), url[:-1] + ("0" if url[-1] != "0" else "1"),
        url.replace("expires=1", "expires=2"), url.partition("?")[0], url.partition("&")[0],
    ):
        assert anonymous.content(wrong).status_code == 401


def test_a_link_lapses(uploads, documents, anonymous):
    url = link(uploads, file=documents.add("a.txt")["_id"], expires_in=1)["url"]
    deadline = time.monotonic() + 10
    while (status := anonymous.content(url).status_code) != 401:
        assert status == 200 and time.monotonic() < deadline
        time.sleep(0.1)


def test_the_link_of_a_deleted_file_leads_nowhere(uploads, documents, anonymous):
    document = documents.add("a.txt")
    url = link(uploads, file=document["_id"])["url"]
    documents.delete(document["_id"])
    assert anonymous.content(url).status_code == 404


def test_nobody_makes_links_to_what_they_may_not_see(uploads, documents, foreign, anonymous):
    id = documents.add("a.txt", accessLevel="EMPLOYEE")["_id"]
    for caller, status in ((foreign, 404), (anonymous, 401)):
        answer = caller.client.request("POST", caller.client.url + "/uploads/links", json={"file": id})
        assert answer.status_code == status


@pytest.mark.parametrize("body", [
    {}, {"file": "0" * 24, "target": "document"}, {"target": "document", "expires_in": 0},
    {"target": "document", "expires_in": 86_401}, {"target": "document", "expires_in": "soon"}, {"target": "brand"},
])
def test_a_link_that_makes_no_sense_is_refused(uploads, body):
    answer = uploads.client.request("POST", uploads.client.url + "/uploads/links", json=body)
    assert answer.status_code == 422


def test_one_upload_is_made_by_a_link(uploads, documents, anonymous):
    folder = documents.folder("Inbox")["_id"]
    url = link(uploads, target="document", folder=folder, accessLevel="ALL")["url"]
    content = text(500_000)
    answer = anonymous.create(len(content), where=url, filename="from outside.txt")
    assert answer.status_code == 201
    place = answer.headers["Location"]
    anonymous.append(place, content[:200_000])
    assert anonymous.offset(place) == 200_000
    document = result(anonymous.append(place, content[200_000:], 200_000))
    assert (document["folder"], document["accessLevel"]) == (folder, "ALL")
    assert document["filename"] == "from outside.txt"
    assert documents.content(document["_id"]).content == content
    assert anonymous.create(10, where=url, filename="second.txt").status_code == 410


def test_the_holder_of_a_link_chooses_nothing_but_the_name(uploads, documents, anonymous):
    folder = documents.folder("Other")["_id"]
    url = link(uploads, target="document", accessLevel="ALL")["url"]
    answer = anonymous.create(
        5, b"hello", where=url, filename="a.txt", accessLevel="EMPLOYEE", folder=folder, target="intercom-summary")
    document = result(answer)
    assert (document["accessLevel"], document["folder"]) == ("ALL", None)


def test_the_holder_of_a_link_sees_nothing_else(uploads, anonymous):
    secret = urllib.parse.urlsplit(link(uploads, target="document")["url"]).query
    other = uploads.begin(10, filename="a.txt")
    assert anonymous.head(f"{other}?{secret}").status_code == 404
    assert anonymous.head(f"{other}?link=0123").status_code == 401


def test_two_who_use_a_link_at_once_make_one_upload(uploads, server):
    import threading

    url = link(uploads, target="document")["url"]
    answers = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(
                Uploads(Client(server.url)).create(10, where=url, filename="a.txt").status_code))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [201, 410, 410, 410]


def test_a_lapsed_link_begins_nothing_but_goes_on_with_what_was_begun(uploads, anonymous):
    url = link(uploads, target="document", expires_in=2)["url"]
    unused = link(uploads, target="document", expires_in=1)["url"]
    place = anonymous.create(10, where=url, filename="a.txt").headers["Location"]
    time.sleep(2.5)
    assert anonymous.create(10, where=unused, filename="a.txt").status_code == 401
    assert anonymous.append(place, b"1234567890").status_code == 204


def test_a_link_ends_with_the_token_that_made_it(server, installation, anonymous, client):
    token = installation.token("admin@acme.example", installation.home)
    maker = Uploads(Client(server.url, token))
    url = link(maker, target="document")["url"]
    installation.run("token", "revoke", str(token.id))
    assert anonymous.create(10, where=url, filename="a.txt").status_code == 401


def test_a_link_ends_nothing_of_a_token_that_merely_expired(server, installation, anonymous):
    token = installation.token("admin@acme.example", installation.home, expires_in=2)
    url = link(Uploads(Client(server.url, token)), target="document")["url"]
    time.sleep(2.5)
    assert anonymous.create(10, where=url, filename="a.txt").status_code == 201
