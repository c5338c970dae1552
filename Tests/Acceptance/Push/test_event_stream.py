"""`GET /api/v1/events`: the same news as Server-Sent Events."""

from Support.client import Client
from Support.intercom import Intercom
from Support.socket import body, subscribed
from Support.stream import Stream
from Support.waiting import wait_until


def test_the_stream_is_an_event_stream(caller):
    with Stream(caller) as stream:
        assert stream.status == 200
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        assert stream.headers["Cache-Control"] == "no-store"


def test_an_event_has_its_type_its_id_and_the_pushs_own_data(server, caller, intercom):
    with Stream(caller) as stream, subscribed(server, caller) as socket:
        upload = intercom.load([{"apartment": 1}])
        event = stream.wait_for("intercom_summary_loaded")
        push = body(socket.wait_for(r"App\Events\TokenPush"))
    assert event["data"] == push
    assert event["data"]["data"]["type"] == event["event"]
    assert event["id"] == event["data"]["data"]["event_id"]
    assert event["data"]["data"]["data"]["upload_id"] == upload["id"]


def test_a_rejection_is_told_with_its_link(caller, intercom):
    with Stream(caller) as stream:
        upload = intercom.reject([{"apartment": "x"}])
        event = stream.wait_for("intercom_summary_rejected")
    data = event["data"]["data"]
    assert (data["status"], data["data"]["upload_id"], data["data"]["error_count"]) == ("error", upload["id"], 1)
    assert Client(caller.url).get(data["data"]["download"]["url"]).status_code == 200


def test_the_stream_goes_on_after_the_last_event_that_was_seen(caller, intercom):
    with Stream(caller) as stream:
        first = intercom.load([{"apartment": 1}])["id"]
        seen = stream.wait_for("intercom_summary_loaded", upload=first)["id"]
        missed = [intercom.load([{"apartment": number}])["id"] for number in (2, 3)]
        stream.wait_for("intercom_summary_loaded", upload=missed[-1])
    with Stream(caller, last_event_id=seen) as stream:
        stream.wait_for("intercom_summary_loaded", upload=missed[-1])
        later = intercom.load([{"apartment": 4}])["id"]
        stream.wait_for("intercom_summary_loaded", upload=later)
        told = [
            event["data"]["data"]["data"]["upload_id"] for event in stream.events
            if event["event"] == "intercom_summary_loaded"]
    assert told == [*missed, later]


def test_an_unknown_last_event_gets_everything_that_is_kept(caller, intercom):
    with Stream(caller) as stream:
        first = intercom.load([{"apartment": 1}])["id"]
        stream.wait_for("intercom_summary_loaded", upload=first)
    with Stream(caller, last_event_id="00000000-0000-0000-0000-000000000000") as stream:
        stream.wait_for("intercom_summary_loaded", upload=first)


def test_the_last_event_of_another_token_tells_nothing_of_it(caller, intercom, server, installation):
    with Stream(caller) as stream:
        intercom.load([{"apartment": 1}])
        seen = stream.wait_for("intercom_summary_loaded")["id"]
    other = Client(server.url, installation.token("admin@acme.example"))
    with Stream(other, last_event_id=seen) as stream:
        own = intercom.through(other).load([{"apartment": 2}])["id"]
        stream.wait_for("intercom_summary_loaded", upload=own)
        told = {
            event["data"]["data"]["data"]["upload_id"] for event in stream.events
            if event["event"] == "intercom_summary_loaded"}
    assert told == {own}


def test_a_listener_that_comes_late_hears_what_was_pending(caller, intercom):
    upload = intercom.load([{"apartment": 1}])["id"]
    with Stream(caller) as stream:
        stream.wait_for("intercom_summary_loaded", upload=upload)


def test_the_stream_survives_a_restart_by_its_last_event(serve, furnish):
    installation = furnish()
    server = serve(installation)
    caller = Client(server.url, installation.administrator)
    id = installation.intercom()
    with Stream(caller) as stream:
        first = Intercom(caller, id).load([{"apartment": 1}])["id"]
        seen = stream.wait_for("intercom_summary_loaded", upload=first)["id"]
        second = Intercom(caller, id).load([{"apartment": 2}])["id"]
        stream.wait_for("intercom_summary_loaded", upload=second)
    server.kill()
    server.start()
    caller = Client(server.url, installation.administrator)
    with Stream(caller, last_event_id=seen) as stream:
        stream.wait_for("intercom_summary_loaded", upload=second)
        told = {event["data"]["data"]["data"]["upload_id"] for event in stream.events}
    assert told == {second}


def test_the_stream_needs_a_token(server):
    answer = Client(server.url).get("/api/v1/events")
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def test_a_streams_listeners_are_counted(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"push.connections": 1})
    caller = Client(server.url, installation.administrator)
    with Stream(caller) as first:
        assert first.status == 200
        with Stream(caller) as second:
            assert second.status == 503
            assert second.headers["Retry-After"]


def test_a_client_that_goes_away_gives_its_place_back_at_once(serve):
    server = serve(settings={"push.connections": 1})
    caller = Client(server.url, server.installation.administrator)
    with Stream(caller) as stream:
        assert stream.status == 200
        with Stream(caller) as second:
            assert second.status == 503
    wait_until(lambda: answers(caller), "the place is free again", timeout=5)


def answers(caller):
    with Stream(caller) as stream:
        return stream.status == 200
