"""`/api/notification`: what a sender is told, what is read of it, and the same on the push channel."""

import json

import pytest

from Support.socket import Socket, authorization, body
from Support.trade import NO_DATE, products, refusal


def test_a_sender_is_told_of_the_end_of_each_file(trade):
    good = trade.sender.process(f"product,{trade.brand}", products(1), "good.xlsx")
    bad = trade.sender.reject(f"product,{trade.brand}", products([1] * 11), "bad.xlsx")
    second, first = trade.sender.list("notification")
    assert (first["type"], first["status"], first["read"], first["readDate"]) == (
        "brand_file_processed", "ok", False, NO_DATE)
    assert first["data"]["file_id"] == good["id"] and first["data"]["notification_id"] == first["id"]
    assert "good.xlsx" in first["message"]
    assert (second["type"], second["status"]) == ("brand_file_rejected", "error")
    assert second["data"]["file_id"] == bad["id"] and second["data"]["problem_count"] > 0
    assert trade.sender.one("notification", first["id"]) == first


def test_notifications_are_marked_read_one_by_one_and_all_at_once(trade):
    for number in (1, 2, 3):
        trade.sender.process(f"product,{trade.brand}", products(number))
    ids = [one["id"] for one in trade.sender.list("notification")]
    answer = trade.sender.client.request("PUT", f"/api/notification/{ids[0]}", json={"read": True})
    shown = answer.json()["response"]["notification"][0]
    assert answer.status_code == 200 and shown["read"] and shown["readDate"] != NO_DATE
    unread = lambda: [one["id"] for one in trade.sender.list("notification", read="false")]  # noqa: E731
    assert unread() == ids[1:] and [one["id"] for one in trade.sender.list("notification", read="true")] == ids[:1]
    trade.sender.client.request("PUT", f"/api/notification/{ids[0]}", json={"notification": {"read": False}})
    assert unread() == ids
    assert trade.sender.client.post("/api/notification/read").json() == {"response": {"marked": 3}}
    assert unread() == []


def test_nobody_sees_anothers(trade):
    trade.sender.process(f"product,{trade.brand}", products(1))
    id = trade.sender.list("notification")[0]["id"]
    assert trade.seller.list("notification") == trade.keeper.list("notification") == []
    for other in (trade.admin, trade.seller, trade.keeper):
        assert id not in [one["id"] for one in other.list("notification")]
        assert refusal(other.client.get(f"/api/notification/{id}"))[0] == 404
        assert refusal(other.client.request("PUT", f"/api/notification/{id}", json={"read": True}))[0] == 404


@pytest.mark.parametrize("sent", [{}, {"read": "yes"}, {"read": 1}])
def test_read_is_true_or_false(trade, sent):
    trade.sender.process(f"product,{trade.brand}", products(1))
    id = trade.sender.list("notification")[0]["id"]
    answer = trade.sender.client.request("PUT", f"/api/notification/{id}", json=sent)
    assert refusal(answer) == (422, "read")
    assert refusal(trade.sender.client.get("/api/notification?read=perhaps")) == (422, "read")


def test_the_same_is_pushed_on_the_users_channel(server, trade):
    with Socket(server) as socket:
        greeting = socket.greeting()
        channel = f"private-user.{trade.sender.client.token.user_id}"
        auth = authorization(trade.sender.client, greeting["socket_id"], channel)
        socket.send("pusher:subscribe", {"channel": channel, "auth": auth})
        socket.wait_for("pusher_internal:subscription_succeeded")
        file = trade.sender.process(f"product,{trade.brand}", products(1))
        push = body(socket.wait_for(r"App\Events\TokenPush"))["data"]
    assert (push["type"], push["status"]) == ("brand_file_processed", "ok")
    kept = trade.sender.list("notification")[0]
    assert push["data"] == kept["data"] and push["data"]["file_id"] == file["id"]
    assert json.dumps(push["data"])
