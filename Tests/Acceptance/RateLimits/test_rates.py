"""How often a caller may ask is one rule for every surface, told in the surface's own form."""

import pytest

from Support.client import Client

ASKS = {
    "intercom-admin": ("/api/admin/v1/intercoms", lambda body: body["message"]),
    "push": ("/api/v1/wsurl", lambda body: body["message"]),
    "customer-document": ("/file", lambda body: body["error"]["description"]),
    "filer": ("/v1/filer/logo/1", lambda body: body["reason"]),
    "brand-file": ("/api/company", lambda body: body["response"]["error"]["message"]),
    "uploads": ("/uploads/" + "0" * 24, lambda body: body["message"]),
}


def ask(client, path):
    return client.request("GET", client.url + path, headers={"Tus-Resumable": "1.0.0"})


@pytest.fixture
def limited(serve, furnish):
    """Callers of a server on which that surface takes five requests at once, and one more a second."""
    def start(surface):
        installation = furnish()
        server = serve(installation, settings={f"surface.{surface}.rate": 1, f"surface.{surface}.burst": 5})
        installation.user("second@acme.example", level="ADMIN")
        second = installation.token("second@acme.example")
        return Client(server.url, installation.administrator), Client(server.url, second)

    return start


@pytest.mark.parametrize("surface", ASKS)
def test_more_than_is_allowed_waits(limited, surface):
    client, second = limited(surface)
    path, sentence = ASKS[surface]
    answers = [ask(client, path) for _ in range(8)]
    assert [answer.status_code for answer in answers[:5]] == [answers[0].status_code] * 5 != [429] * 5
    refused = answers[-1]
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 10
    assert "Retry-After" in sentence(refused.json())
    assert ask(second, path).status_code == answers[0].status_code, "somebody else has turns of their own"
    for other, (elsewhere, _) in ASKS.items():
        if other != surface:
            assert ask(client, elsewhere).status_code != 429, "the limit is one surface's"


@pytest.mark.parametrize("surface", [name for name in ASKS if name != "filer"])
def test_without_a_setting_nobody_waits(client, surface):
    path, _ = ASKS[surface]
    assert 429 not in {ask(client, path).status_code for _ in range(60)}
