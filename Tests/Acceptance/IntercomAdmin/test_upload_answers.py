"""`POST …/upload`: the four rows of the contract's table, and what an upload needs."""




ROWS = [{"apartment": 1, "key": "AABBCCDD", "user": "anna@example.org"}]


def test_a_first_workbook_is_queued_at_once(intercom):
    answer = intercom.upload(ROWS)
    assert answer.status_code == 204
    assert answer.content == b""
    upload = intercom.client.wait(int(answer.headers["X-Upload-Id"]))
    assert upload["state"] == "loaded"
    assert set(intercom.keys) == {"000000AABBCCDD"}
