"""Bodies that are no form, or a broken one, are refused with a message."""

import pytest
import requests

from fault_outcomes import assert_unharmed, bounded
from fault_workbooks import summary

MB = 1 << 20
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded; charset=nonsense",
        "",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "b" * 500,
        "multipart/mixed; boundary=x",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/json",
        "a/b/c;;;==",
    ],
)
def test_an_unknown_or_unusable_content_type_is_refused(loaded_house, content_type):
    answer = requests.post(
        loaded_house.path("upload"),
        data=summary(5, seed=2),
        headers={**loaded_house.headers(), "Content-Type": content_type},
        timeout=20,
    )
    assert answer.status_code in (415, 422), f"{answer.status_code} {answer.text}"
    assert answer.json()["message"]
    assert_unharmed(loaded_house)


BODIES = {
    "no boundary": b"hello",
    "nothing": b"",
    "no end": PART + b"some bytes",
    "end inside a header": b"--x\r\nContent-Disposition: form-da",
    "no name": b"--x\r\nContent-Disposition: form-data\r\n\r\nhello\r\n--x--\r\n",
    "no disposition": b"--x\r\n\r\nhello\r\n--x--\r\n",
    "long part header": b'--x\r\nContent-Disposition: form-data; name="file"; x="'
    + b"a" * MB
    + b'"\r\n\r\n\r\n--x--\r\n',
    "two files": PART + b"a\r\n" + PART + b"b\r\n--x--\r\n",
    "long hash": b'--x\r\nContent-Disposition: form-data; name="hash"\r\n\r\n' + b"a" * MB + b"\r\n--x--\r\n",
    "hash not UTF-8": b'--x\r\nContent-Disposition: form-data; name="hash"\r\n\r\n\xff\xfe\r\n--x--\r\n',
    "10,000 parts": b"".join(
        b'--x\r\nContent-Disposition: form-data; name="p%d"\r\n\r\n%d\r\n' % (n, n) for n in range(10_000)
    )
    + b"--x--\r\n",
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_malformed_form_is_refused(loaded_house, kind):
    with bounded(loaded_house, seconds=10, growth=16 * MB):
        answer = requests.post(
            loaded_house.path("upload"),
            data=BODIES[kind],
            timeout=20,
            headers={**loaded_house.headers(), "Content-Type": "multipart/form-data; boundary=x"},
        )
    assert answer.status_code == 422, f"{answer.status_code} {answer.text}"
    assert answer.json()["message"]
    assert_unharmed(loaded_house)


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"hash": ' + "[" * 50_000, '{"file": 5}', '{"hash": {"a": 1}}', "nul", ""]
)
def test_malformed_json_is_refused(loaded_house, body):
    answer = requests.post(
        loaded_house.path("upload"),
        data=body,
        timeout=20,
        headers={**loaded_house.headers(), "Content-Type": "application/json"},
    )
    assert answer.status_code == 422, f"{answer.status_code} {answer.text}"
    assert_unharmed(loaded_house)
