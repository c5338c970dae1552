"""Webhooks: what they are told, signed how, and what becomes of receivers that do not behave."""

import base64
import hashlib
import hmac
import itertools
import time
from types import SimpleNamespace

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from Support.panel import Panel
from Support.receiver import Receiver
from Support.waiting import wait_until

NUMBERS = itertools.count(1)
EVERYTHING = [
    {"resource_type": "call", "actions": ["create", "status_update"], "resource_id": None},
    {"resource_type": "door_release", "actions": ["create"], "resource_id": None},
]


@pytest.fixture(scope="module")
def receiver():
    with Receiver() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def world(make_estate):
    """An estate whose webhooks may lead to loopback."""
    return make_estate({"webhooks.allow-private-addresses": "true"})


def panel_of(estate):
    token = estate.root.post(f"/panels/{estate.panel}/token", "panels").json()["data"]["attributes"]["token"]
    return Panel(estate.server.url, token)


@pytest.fixture(scope="module")
def panel(world):
    return panel_of(world)


def hook(app, owner, url, method="post", bindings=EVERYTHING):
    made = app.make(f"{owner}/integrations", "integrations", {
        "integrator": "webhook", "configuration": {"url": url, "method": method}, "bindings": bindings})
    return SimpleNamespace(
        id=made["id"], path=f"{owner}/integrations/{made['id']}", secret=made["attributes"].get("secret"))


@pytest.fixture
def made(world, receiver):
    """Makes webhooks of North's that go when the test ends: `made("/ok")` leads to a path of its own below `/ok`."""
    hooks = []

    def make(kind, app=None, owner=None, **options):
        path = f"{kind}/{next(NUMBERS)}"
        hooks.append(hook(
            app or world.manager, owner or f"/buildings/{world.north}", receiver.url + path, **options))
        hooks[-1].at = path
        hooks[-1].app = app or world.manager
        return hooks[-1]

    yield make
    for one in hooks:
        one.app.delete(one.path)


def attempts(hook):
    return hook.app.read(hook.path + "/deliveries")["data"]


def wait_for_attempt(hook, count=1, timeout=15):
    return wait_until(lambda: len(attempts(hook)) >= count and attempts(hook), "an attempt on record", timeout=timeout)


def test_a_call_is_told_flat_and_signed_as_standard_webhooks_says(world, receiver, made, panel):
    hook = made("/ok")
    guid = panel.ring("1")
    panel.report(guid, "canceled")
    created, changed = sorted(receiver.wait(hook.at, 2), key=lambda delivery: "guid" not in delivery.json)
    assert created.method == "POST" and created.headers["content-type"] == "application/json"
    told = created.json
    assert told["guid"] == guid and told["unit"] == {"id": int(world.units["1"]), "label": "1"}
    assert told["panel"]["id"] == told["source"]["id"] == int(world.panel)
    assert told["user"]["email"] == world.logins["anna"] and told["user"]["first_name"] == "Anna"
    # Without `public-url` nobody knows where pictures are to be had.
    assert told["provider"] == "internal" and told["image_url"] is None
    assert changed.json == {"call": {"guid": guid}, "status": "canceled"}
    for delivery in (created, changed):
        Webhook(hook.secret).verify(delivery.body, delivery.headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(hook.secret).verify(delivery.body + b" ", delivery.headers)


def test_an_opening_is_told_to_the_building_and_to_the_tenant_and_to_nobody_else(world, receiver, made, panel):
    building = made("/ok")
    anna = made("/ok", world.anna, f"/tenants/{world.tenants['anna']}")
    ben = made("/ok", world.ben, f"/tenants/{world.tenants['ben']}")
    assert world.anna.send("POST", "/pins", "pins", {"code": "940265"}, id=world.tenants["anna"]).status_code == 204
    assert panel.decide(pin="940265")["allow"]
    for hook in (building, anna):
        (delivery,) = receiver.wait(hook.at)
        told = delivery.json
        assert told["panel_id"] == int(world.panel) and told["release_method"] == "panel" and told["name"] == "Anna"
        assert told["unit"]["label"] == "1" and told["logged_at"].endswith("Z") and isinstance(told["id"], int)
    assert not receiver.at(ben.at)


def test_a_get_carries_scalars_in_the_query_and_all_in_payload(receiver, made, panel):
    hook = made("/ok", method="get", bindings=EVERYTHING[:1])
    guid = panel.ring("1")
    (delivery,) = receiver.wait(hook.at)
    assert delivery.method == "GET" and delivery.body == b""
    assert delivery.query["guid"] == guid and delivery.query["provider"] == "internal"
    assert "panel" not in delivery.query
    Webhook(hook.secret).verify(delivery.query["payload"], delivery.headers)


def test_a_new_secret_leaves_the_old_one_good_for_a_while(receiver, made, panel):
    hook = made("/ok")
    answer = hook.app.request("POST", hook.path + "/secret")
    assert answer.status_code in (200, 201)
    renewed = answer.json()["data"]["attributes"]["secret"]
    assert renewed != hook.secret
    panel.ring("1")
    (delivery,) = receiver.wait(hook.at)
    for secret in (hook.secret, renewed):
        Webhook(secret).verify(delivery.body, delivery.headers)
    # Each secret made one of the signatures, by the words of the specification alone.
    signed = b".".join([
        delivery.headers["webhook-id"].encode(), delivery.headers["webhook-timestamp"].encode(), delivery.body])
    assert delivery.headers["webhook-signature"].split() == [
        "v1," + base64.b64encode(
            hmac.new(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()).decode()
        for secret in (renewed, hook.secret)]


def test_a_slow_receiver_is_given_up_after_five_seconds_and_holds_up_nobody(receiver, made, panel):
    slow, quick = made("/slow"), made("/ok")
    start = time.monotonic()
    for _ in range(6):
        panel.ring("1")
    receiver.wait(quick.at, 6, timeout=4)
    assert time.monotonic() - start < 5
    attempt = wait_for_attempt(slow)[-1]["attributes"]
    assert attempt["response_status"] is None and "5 seconds" in attempt["error"] and attempt["outcome"] == "again"


def test_what_fails_is_sent_again_within_half_a_minute(receiver, made, panel):
    hook = made("/recovers")
    panel.ring("1")
    first, second = receiver.wait(hook.at, 2, timeout=35)
    assert second.at - first.at <= 31
    assert first.headers["webhook-id"] == second.headers["webhook-id"] and first.body == second.body
    newest, oldest = [attempt["attributes"] for attempt in wait_for_attempt(hook, 2)]
    assert (oldest["response_status"], oldest["outcome"]) == (500, "again") and oldest["next_attempt_at"]
    assert (newest["response_status"], newest["outcome"], newest["attempt"]) == (200, "delivered", 2)


def test_a_redirect_is_not_followed(receiver, made, panel):
    hook = made("/redirect")
    panel.ring("1")
    attempt = wait_for_attempt(hook)[0]["attributes"]
    assert attempt["response_status"] == 307 and "redirect" in attempt["error"]
    assert not receiver.at("/ok/redirected")


def test_a_receiver_that_is_gone_switches_its_integration_off(receiver, made, panel):
    hook = made("/status/410")
    panel.ring("1")
    receiver.wait(hook.at)
    wait_until(lambda: not hook.app.read(hook.path)["data"]["attributes"]["enabled"], "it is off")
    panel.ring("1")
    other = made("/ok")
    panel.ring("1")
    receiver.wait(other.at)
    assert len(receiver.at(hook.at)) == 1


def test_an_endless_answer_is_not_read(receiver, made, panel):
    hook = made("/endless")
    panel.ring("1")
    attempt = wait_for_attempt(hook)[0]["attributes"]
    assert attempt["outcome"] == "delivered"
    assert receiver.sent < 64 << 20


def test_what_was_promised_survives_a_kill(world, receiver, made, panel):
    hook = made("/recovers")
    guid = panel.ring("1")
    receiver.wait(hook.at)
    world.server.kill()
    world.server.arguments = ["--port", world.server.url.rsplit(":", 1)[1]]
    world.server.start()
    assert receiver.wait(hook.at, 2, timeout=45)[-1].json["guid"] == guid


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_refused_unless_the_operator_allows_them(estate, receiver, host):
    path = f"/ok/private-{next(NUMBERS)}"
    made = hook(estate.manager, f"/buildings/{estate.north}", f"http://{host}:{receiver.port}{path}")
    made.app = estate.manager
    panel_of(estate).ring("1")
    attempt = wait_for_attempt(made)[0]["attributes"]
    assert attempt["response_status"] is None and "not on the public Internet" in attempt["error"]
    assert not receiver.at(path)
    assert estate.manager.delete(made.path).status_code == 204
