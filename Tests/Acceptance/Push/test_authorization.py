"""`POST /api/v1/broadcasting/auth`: who may hear which channel."""

import pytest

from Support.client import Client
from Support.socket import Socket

PATH = "/api/v1/broadcasting/auth"


def ask(client, channel, socket_id="1234.5678", **options):
    return client.post(PATH, data={"socket_id": socket_id, "channel_name": channel}, **options)


@pytest.mark.parametrize("form", ["form", "json"])
def test_ones_own_channels_are_signed(caller, form):
    for channel in (f"private-token.{caller.token.id}", f"private-user.{caller.token.user_id}"):
        fields = {"socket_id": "1234.5678", "channel_name": channel}
        answer = caller.post(PATH, **({"data": fields} if form == "form" else {"json": fields}))
        assert answer.status_code == 200
        assert set(answer.json()) == {"auth"}
        key, _, signature = answer.json()["auth"].partition(":")
        assert key == "gatehouse"
        assert len(signature) == 64 and set(signature) <= set("0123456789abcdef")


def test_a_signature_is_of_one_socket_and_one_channel(caller):
    own = f"private-token.{caller.token.id}"
    signatures = {
        ask(caller, own).json()["auth"], ask(caller, own, "1234.5679").json()["auth"],
        ask(caller, f"private-user.{caller.token.user_id}").json()["auth"]}
    assert len(signatures) == 3
    assert ask(caller, own).json()["auth"] in signatures


def test_a_signature_is_an_hmac_of_the_secret(serve, furnish):
    """Any server with the same secret signs the same, so that any replica takes it."""
    installation = furnish()
    secret = "a secret of more than 32 characters"
    first, second = (serve(installation, settings={"secret": secret}) for _ in range(2))
    channel = f"private-token.{installation.administrator.id}"
    clients = [Client(server.url, installation.administrator) for server in (first, second)]
    answers = {ask(client, channel).json()["auth"] for client in clients}
    assert len(answers) == 1
    with Socket(second) as socket:
        socket_id = socket.greeting()["socket_id"]
        auth = ask(Client(first.url, installation.administrator), channel, socket_id).json()["auth"]
        socket.send("pusher:subscribe", {"channel": channel, "auth": auth})
        assert socket.wait_for("pusher_internal:subscription_succeeded")


def test_channels_of_others_are_forbidden(caller, installation):
    other = installation.token("admin@acme.example")
    for channel in (
        f"private-token.{other.id}", f"private-token.{installation.stranger.id}",
        f"private-user.{installation.stranger.user_id}", "private-token.0", "private-token.999999999",
        f"private-token.0{caller.token.id}", f"private-token.+{caller.token.id}", f"private-token.{caller.token.id} ",
        f"Private-Token.{caller.token.id}", "public", "presence-x", f"private-user.{caller.token.user_id}.1",
    ):
        answer = ask(caller, channel)
        assert answer.status_code == 403, channel
        assert answer.json()["message"]


@pytest.mark.parametrize("socket_id", ["", "1234", "1234.", ".5678", "a.b", "1.2.3", "1234.5678 ", "-1.5", "1:2",
    "9" * 30 + ".1"])
def test_a_malformed_socket_id_is_invalid(caller, socket_id):
    answer = ask(caller, f"private-token.{caller.token.id}", socket_id)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["socket_id"]


def test_missing_fields_are_invalid(caller):
    answer = caller.post(PATH, data={})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"socket_id", "channel_name"}


def test_without_a_token_nothing_is_signed(server, caller):
    answer = ask(Client(server.url), f"private-token.{caller.token.id}")
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})
