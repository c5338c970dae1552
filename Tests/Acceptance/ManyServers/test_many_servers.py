"""Servers that share a database are one server: it does not matter which of them is asked."""

import random
import threading

import requests

from Support.socket import body, subscribed
from Support.stream import Stream
from Support.waiting import wait_until
from Support.workbooks import summary

EVENT = r"App\Events\TokenPush"
LOADED = "intercom_summary_loaded"


def test_migrations_run_once_though_all_start_together(platform):
    """The platform's five processes started on an empty database at the same time."""
    applied = platform.rows("SELECT id FROM schema_migration")
    assert applied and len(set(applied)) == len(applied)
    assert all("error" not in process.text for process in platform.servers + platform.workers)
    again = platform.installation.run("migrate")
    assert platform.rows("SELECT id FROM schema_migration") == applied, again


def test_a_hash_staged_on_one_server_is_confirmed_on_another(platform):
    first = platform.intercom(server=0)
    first.load([{"apartment": 1, "key": "11223344"}])
    staged = first.stage([{"apartment": 2, "key": "55667788"}])
    second = first.through(platform.client(server=1))
    assert second.upload(hash=staged["hash"]).status_code == 204
    third = platform.client(server=2)
    assert third.wait(staged["id"])["state"] == "loaded"
    assert list(first.through(third).keys) == ["00000055667788"]
    used = first.upload(hash=staged["hash"])
    assert used.status_code == 422 and "already" in used.text


def test_of_two_confirmations_at_different_servers_one_wins(platform):
    intercom = platform.intercom(server=0)
    intercom.load([{"apartment": 1}])
    for round in range(5):
        staged, answers = intercom.stage([{"apartment": round + 2}]), []
        callers = [intercom.through(platform.client(server)) for server in range(3)]
        together(lambda caller: answers.append(caller.upload(hash=staged["hash"]).status_code), callers)
        assert sorted(answers) == [204, 422, 422]
        assert platform.client(server=round % 3).wait(staged["id"])["state"] == "loaded"


def test_a_push_reaches_a_socket_on_any_server(platform):
    token = platform.token()
    intercom = platform.intercom(server=0, token=token)
    callers = [platform.client(server, token) for server in range(3)] + [platform.client(token=token)]
    sockets = [subscribed(caller, caller) for caller in callers]
    streams = [Stream(caller) for caller in callers]
    try:
        upload = intercom.load([{"apartment": 1}])["id"]
        for socket in sockets:
            while (push := body(socket.wait_for(EVENT))["data"])["type"] != LOADED:
                pass
            assert push["data"]["upload_id"] == upload
        ids = {stream.wait_for(LOADED, upload=upload)["id"] for stream in streams}
        assert len(ids) == 1, "an event has one name, wherever it is heard"
    finally:
        for socket in sockets:
            socket.close()


def test_a_socket_hears_each_event_once_whoever_did_the_work(platform):
    token = platform.token()
    intercom = platform.intercom(token=token)
    with subscribed(platform.nginx, intercom.client) as socket:
        uploads = [intercom.load([{"apartment": number}])["id"] for number in range(1, 9)]
        heard = []
        while len(heard) < len(uploads):
            push = body(socket.wait_for(EVENT))["data"]
            heard += [push["data"]["upload_id"]] if push["type"] == LOADED else []
        assert heard == uploads
        socket.send("pusher:ping", {})
        socket.wait_for("pusher:pong")
        told = [body(message)["data"] for message in socket.said if message["event"] == EVENT]
        assert [news["data"]["upload_id"] for news in told if news["type"] == LOADED] == uploads


def test_news_that_nobody_heard_wait_at_every_server(platform):
    token = platform.token()
    intercom = platform.intercom(server=0, token=token)
    upload = intercom.load([{"apartment": 1}])["id"]
    caller = platform.client(server=2, token=token)
    with subscribed(caller, caller) as socket:
        assert body(socket.wait_for(EVENT))["data"]["data"]["upload_id"] == upload


def test_a_link_made_by_a_worker_opens_at_every_server(platform):
    token = platform.token()
    intercom = platform.intercom(token=token)
    with subscribed(platform.nginx, intercom.client) as socket:
        upload = intercom.reject([{"apartment": 401}])
        link = body(socket.wait_for(EVENT))["data"]["data"]["download"]["url"]
    assert link.startswith(platform.nginx.url), "links go by the name under which the upload came"
    workbooks = [
        requests.get(link.replace(platform.nginx.url, place.url), timeout=10)
        for place in [platform.nginx, *platform.servers]
    ]
    assert [answer.status_code for answer in workbooks] == [200] * 4, upload
    assert len({answer.content for answer in workbooks}) == 1


def test_a_token_withdrawn_on_one_machine_opens_nothing_on_another(platform):
    token = platform.token()
    callers = [platform.client(server, token) for server in range(3)]
    assert [caller.get("/intercoms").status_code for caller in callers] == [200] * 3
    platform.installation.run("token", "revoke", token.id)
    assert [caller.get("/intercoms").status_code for caller in callers] == [401] * 3


def test_a_job_runs_once_though_two_workers_race(platform):
    before = [len(worker.jobs_done) for worker in platform.workers]
    intercoms = [platform.intercom(server=number % 3) for number in range(24)]
    uploads = []
    together(lambda intercom: uploads.append(intercom.submit([{"apartment": 1, "key": "AABBCCDD"}])), intercoms)
    for upload in uploads:
        assert platform.client().wait(upload, timeout=60)["state"] == "loaded"
    assert {platform.job(upload)[:2] for upload in uploads} == {(1, "done")}
    wait_until(lambda: sum(len(worker.jobs_done) for worker in platform.workers) == sum(before) + 24, "the logs")
    done = [worker.jobs_done for worker in platform.workers]
    assert not set(done[0]) & set(done[1])
    assert all(len(jobs) > count for jobs, count in zip(done, before)), "both workers had a part in it"


def test_servers_that_do_not_work_leave_work_to_the_workers(platform):
    assert not [server for server in platform.servers if "job done" in server.text]


def test_nginx_hands_an_upload_on_while_it_comes(platform):
    intercom = platform.intercom()
    incoming = platform.installation.data / "files/incoming"
    # Bytes behind an archive are no part of it, and make the file larger than any buffer on the way.
    content = summary([{"apartment": 1}]) + random.Random(1).randbytes(8 << 20)
    arrived = threading.Event()

    def halting():
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
        yield content[: 4 << 20]
        wait_until(lambda: any(file.stat().st_size for file in incoming.iterdir()), "the server has the first half")
        arrived.set()
        yield content[4 << 20:]
        yield b"\r\n--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = intercom.client.post(intercom.path + "/upload", data=halting(), headers=headers)
    assert arrived.is_set() and answer.status_code in (204, 422), answer.text


def together(act, callers):
    threads = [threading.Thread(target=act, args=(caller,)) for caller in callers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
