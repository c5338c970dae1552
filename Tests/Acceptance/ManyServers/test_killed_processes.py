"""A process that is killed takes nothing with it: the others go on, and take over what it had begun."""

import time

from Support.socket import body, subscribed
from Support.waiting import wait_until
from Support.workbooks import long

from many_load import Load

# Takes a worker long enough to be killed over it.
LONG = 150_000
LOADED = "intercom_summary_loaded"


def test_a_worker_killed_over_a_load_is_replaced_by_another(platform):
    token = platform.token()
    intercom = platform.intercom(token=token)
    with subscribed(platform.nginx, intercom.client) as socket:
        upload = intercom.submit(long(LONG))
        victim = platform.wait_for_worker(upload)
        owner = platform.job(upload)[2]
        victim.kill()
        try:
            assert platform.job(upload)[:2] == (1, "running"), "it was killed in the middle"
            assert intercom.client.wait(upload, timeout=40)["state"] == "loaded"
            attempts, state, heir = platform.job(upload)
            assert (attempts, state) == (2, "done") and heir != owner
            while (news := body(socket.wait_for(r"App\Events\TokenPush"))["data"])["type"] != LOADED:
                pass
            assert news["data"]["upload_id"] == upload
        finally:
            victim.start()


def test_a_server_killed_under_load_loses_nothing_that_it_accepted(platform):
    """What was confirmed is loaded, whoever took it in; only requests under way at the moment may fail."""
    with Load([platform.intercom() for _ in range(6)]) as load:
        for server in platform.servers[:2]:
            time.sleep(1)
            server.kill()
            time.sleep(1)
            server.start()
        victim = platform.workers[0]
        victim.kill()
        time.sleep(1)
        victim.start()
    allowed = 6 * 2
    assert len(load.failures) <= allowed, load.failures
    assert not [failure for failure in load.failures if "ended" in failure or "does not end" in failure]
    assert load.confirmed
    for upload in load.confirmed:
        assert platform.client().wait(upload, timeout=40)["state"] == "loaded"
    assert platform.rows("SELECT count(*) FROM job WHERE state IN ('ready', 'running')") == [(0,)]


def test_a_machine_of_the_same_name_is_not_taken_for_dead(platform):
    """A worker releases at once what a dead process of its own machine left, but machines may have the same name."""
    upload = platform.intercom().submit([{"apartment": 1}])
    platform.client().wait(upload)
    own = platform.job(upload)[2]
    host, _, mark = own.split("/")
    nobody = 0x3FFF_FFFF
    name = host.split("+")[0]
    held = f"{name}+00000000+1/{nobody}/{mark}"
    lapse(platform, upload, held)
    restart(platform.workers[1])
    time.sleep(1)
    assert platform.job(upload)[1:] == ("running", held), "it waits until the lease lapses"
    lapse(platform, upload, f"{host}/{nobody}/{mark}")
    restart(platform.workers[1])
    wait_until(lambda: platform.job(upload)[1] != "running", "its own machine's is released", timeout=5)


def lapse(platform, upload, owner):
    """As if this owner had the job for another minute."""
    assert platform.rows(
        "UPDATE job SET state = 'running', lease_owner = %s, finished_at = NULL, "
        "lease_until = CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT) + 60000000 "
        "WHERE payload = %s RETURNING id", owner, f'{{"run":{upload}}}')


def restart(worker):
    worker.stop()
    worker.start()
