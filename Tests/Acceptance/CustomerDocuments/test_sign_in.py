"""Signing in with a user name and a password."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from Support.client import Client
from Support.documents import refusal
from Support.installation import CommandFailed
from Support.programs import Browser

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def login(platform):
    platform.installation.password("viewer@anders.example", PASSWORD)

    def attempt(username="viewer@anders.example", password=PASSWORD, **options):
        options = options or {"json": {"username": username, "password": password}}
        return platform.anonymous.client.post("/auth/login", **options)

    return attempt


def test_a_session(platform, login):
    session = login().json()
    token = session.pop("token")
    assert session["expiresInMinutes"] == 15 and session["accessLevel"] == "VIEWER"
    assert session["customer"] == platform.customers["Anders"]
    client = Client(platform.server.url)
    client.session.headers["Authorization"] = f"Bearer {token}"
    assert client.read("/auth/validateToken") == session
    assert client.get("/file").status_code == 200


def test_the_login_is_taken_in_any_case(login):
    assert login(username=" Viewer@Anders.Example ").status_code == 200


@pytest.mark.parametrize("username, password", [
    ("viewer@anders.example", "wrong"), ("nobody@anders.example", PASSWORD), ("owner@anders.example", PASSWORD),
    ("viewer@anders.example", PASSWORD.upper()), ("viewer@anders.example", "x" * 5000), ("not a login", PASSWORD),
])
def test_a_wrong_one_is_refused(login, username, password):
    assert refusal(login(username, password)) == (401, "login")


@pytest.mark.parametrize("body", [{"username": "viewer@anders.example"}, {"password": PASSWORD}, {}, {"username": 5}])
def test_half_of_it_is_refused(login, body):
    assert refusal(login(json=body)) == (401, "login")


def test_a_form_is_taken_too(login):
    assert login(data={"username": "viewer@anders.example", "password": PASSWORD}).status_code == 200


def test_an_unknown_login_takes_as_long_as_a_wrong_password(platform, login):
    platform.installation.password("owner@bering.example", PASSWORD)

    def median(username):
        times = []
        for _ in range(5):
            start = time.perf_counter()
            login(username, "wrong password")
            times.append(time.perf_counter() - start)
        return sorted(times)[2]

    known, unknown = median("owner@bering.example"), median("nobody@bering.example")
    # An answer without the hashing would be a hundred times as quick.
    assert unknown > known / 4


def test_guessing_is_slow(platform, login):
    platform.installation.password("owner@elsewhere.example", PASSWORD)
    with ThreadPoolExecutor(20) as guesses:
        answers = list(guesses.map(lambda number: login("owner@elsewhere.example", f"guess {number}"), range(20)))
    slowed = [answer for answer in answers if answer.status_code == 429]
    assert slowed and refusal(slowed[0]) == (429, "rate") and int(slowed[0].headers["Retry-After"]) >= 1
    # Somebody else is not held up by that.
    assert login().status_code == 200


def test_behind_a_proxy_a_guesser_is_known_by_the_clients_address(serve):
    url = serve(settings={"proxies": 1}).url

    def attempt(number, client):
        # What stands before the proxy's own word is the guesser's.
        return Client(url).post(
            "/auth/login", json={"username": f"nobody{number}@acme.example", "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{number}, {client}"})

    answers = [refusal(attempt(number, "203.0.113.7")) for number in range(31)]
    assert answers == [(401, "login")] * 30 + [(429, "rate")]
    assert refusal(attempt(32, "203.0.113.8")) == (401, "login")


def test_a_guesser_gains_nothing_by_another_way_in(serve, furnish):
    installation = furnish()
    installation.password("admin@acme.example", PASSWORD)
    url = serve(installation).url
    browser = Browser(url)
    browser.open("/login")
    assert [browser.sign_in("admin@acme.example", "wrong").status_code for _ in range(10)] == [422] * 10
    answer = Client(url).post("/auth/login", json={"username": "Admin@acme.example", "password": PASSWORD})
    assert refusal(answer) == (429, "rate") and int(answer.headers["Retry-After"]) >= 1


def test_a_session_ends(serve, furnish):
    installation = furnish()
    installation.password("admin@acme.example", PASSWORD)
    server = serve(installation, settings={"document.session": 2})
    client = Client(server.url)
    token = client.post("/auth/login", json={"username": "admin@acme.example", "password": PASSWORD}).json()["token"]
    client.session.headers["Authorization"] = f"Bearer {token}"
    assert client.get("/file").status_code == 200
    time.sleep(2.1)
    assert refusal(client.get("/file")) == (401, "unauthorized")


def test_a_password_is_kept_as_a_hash(serve, furnish):
    installation = furnish()
    installation.password("admin@acme.example", PASSWORD)
    for path in installation.data.rglob("*"):
        if path.is_file():
            assert PASSWORD.encode() not in path.read_bytes()


def test_a_short_password_is_refused(furnish):
    installation = furnish()
    with pytest.raises(CommandFailed, match="8 to 200"):
        installation.password("admin@acme.example", "short")


def test_a_withdrawn_user_does_not_sign_in(serve, furnish):
    installation = furnish()
    installation.password("admin@acme.example", PASSWORD)
    server = serve(installation)
    installation.run("user", "revoke", installation.administrator.user_id)
    answer = Client(server.url).post("/auth/login", json={"username": "admin@acme.example", "password": PASSWORD})
    assert refusal(answer) == (401, "login")
