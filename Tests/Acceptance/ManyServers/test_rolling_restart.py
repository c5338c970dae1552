"""Servers and workers are restarted one after the other while callers work, and no caller notices."""

import requests

from Support.socket import body, subscribed
from Support.waiting import wait_until

from many_load import Load

ROUNDS = 3


def test_a_restart_one_by_one_under_load_fails_no_request(platform):
    with Load([platform.intercom() for _ in range(6)]) as load:
        before = 0
        for _ in range(ROUNDS):
            for server in platform.servers:
                assert server.stop() == 0, server.text
                server.start()
            for worker in platform.workers:
                assert worker.stop() == 0, worker.text
                worker.start()
            assert len(load.confirmed) > before, "work goes on while processes are restarted"
            before = len(load.confirmed)
    assert not load.failures, (len(load.failures), load.requests, load.failures[:5], platform.nginx.text[-1500:])
    for caller in load.callers:
        assert [key.lstrip("0") for key in caller.intercom.keys] == [caller.last_row["key"].lstrip("0")]
    jobs = [platform.job(upload) for upload in load.confirmed]
    assert {state for _, state, _ in jobs} == {"done"}


def test_a_leaving_server_says_so_and_still_answers(platform):
    """A balancer that asks for readiness turns away; one that does not is answered on a connection that then ends."""
    server, client = platform.servers[0], platform.client(server=0)
    assert client.get("/health/ready").status_code == 200
    server.process.terminate()
    ready = wait_until(lambda: not_ready(client), "the server is not ready")[0]
    assert ready.json() == {"status": "leaving"} and ready.headers["Connection"] == "close"
    for _ in range(3):
        answer = client.get("/intercoms")
        assert answer.status_code == 200 and answer.headers["Connection"] == "close"
    assert client.get("/health/live").status_code == 200
    assert server.process.wait(timeout=20) == 0
    server.kill()
    server.start()


def not_ready(client):
    answer = client.get("/health/ready")
    return [answer] if answer.status_code == 503 else None


def test_a_listener_is_sent_on_to_another_server(platform):
    """Its socket is closed as by one that goes away (RFC 6455, 7.4.1), and what it missed waits for it."""
    token = platform.token()
    intercom = platform.intercom(server=1, token=token)
    server = platform.servers[0]
    socket = subscribed(server, platform.client(server=0, token=token))
    server.process.terminate()
    assert socket.close_code(timeout=20) == 1001
    upload = intercom.load([{"apartment": 1}])["id"]
    with subscribed(platform.nginx, platform.client(token=token)) as again:
        assert body(again.wait_for(r"App\Events\TokenPush"))["data"]["data"]["upload_id"] == upload
    assert server.process.wait(timeout=20) == 0
    server.kill()
    server.start()


def test_an_upload_under_way_is_answered_by_the_server_that_leaves(platform):
    intercom = platform.intercom(server=0)
    server = platform.servers[0]

    def slow():
        yield b'--x\r\nContent-Disposition: form-data; name="hash"\r\n\r\n'
        server.process.terminate()
        # Until no new connection is taken any more.
        wait_until(lambda: not connects(server), "the server takes nothing in", timeout=15)
        yield b"0123456789abcdef\r\n--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = intercom.client.post(intercom.path + "/upload", data=slow(), headers=headers)
    assert answer.status_code == 422 and "hash" in answer.text
    assert server.process.wait(timeout=20) == 0
    server.kill()
    server.start()


def connects(server):
    try:
        requests.get(server.url + "/health/live", timeout=2)
        return True
    except requests.RequestException:
        return False
