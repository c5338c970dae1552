"""How an upload may be sent: `requests`, `curl`, JSON with Base64, and odd but valid multipart bodies."""

import base64

import pytest

from Support.curl import curl
from Support.workbooks import summary

ROWS = [{"apartment": 1, "key": "AABBCCDD", "user": "anna@example.org"}]
WORKBOOK = summary(ROWS)


def post(intercom, body, content_type):
    if isinstance(body, str):
        body = body.encode()
    return intercom.client.post(intercom.path + "/upload", data=body, headers={"Content-Type": content_type})


def part(disposition, content, *more):
    head = "\r\n".join([f"Content-Disposition: {disposition}", *more])
    return head.encode() + b"\r\n\r\n" + (content if isinstance(content, bytes) else content.encode())


def form(*parts, boundary="gate", end=True):
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + one + b"\r\n" for one in parts)
    return body + (f"--{boundary}--\r\n".encode() if end else b"")


def post_form(intercom, *parts, boundary="gate", end=True):
    return post(intercom, form(*parts, boundary=boundary, end=end), f"multipart/form-data; boundary={boundary}")


def address(intercom):
    return f"{intercom.client.url}/api/admin/v1{intercom.path}/upload"


def file_name(intercom, answer):
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return intercom.client.look(headers["x-upload-id"])["file_name"]


def test_curl_uploads_and_confirms(intercom, tmp_path):
    path = tmp_path / "gate list.xlsx"
    path.write_bytes(WORKBOOK)
    token = intercom.client.token
    answer = curl(address(intercom), "--form", f"file=@{path}", token=token)
    assert answer.status == 204
    intercom.client.wait(answer.headers["x-upload-id"])
    answer = curl(address(intercom), "--form", f"file=@{path}", token=token)
    assert answer.status == 201
    assert file_name(intercom, answer) == "gate list.xlsx"
    answer = curl(address(intercom), "--form", f"hash={answer.json()['hash']}", token=token)
    assert answer.status == 204


def test_curl_uploads_what_it_reads_from_a_pipe(intercom, tmp_path):
    path = tmp_path / "summary.xlsx"
    path.write_bytes(WORKBOOK)
    answer = curl(
        address(intercom), "--form", f"file=@{path}", "--header", "Transfer-Encoding: chunked", "--header", "Expect:",
        token=intercom.client.token)
    assert answer.status == 204


def test_curl_confirms_by_json(intercom):
    intercom.load(ROWS)
    staged = intercom.stage(ROWS)
    answer = curl(
        address(intercom), "--json", '{"hash": "%s"}' % staged["hash"], token=intercom.client.token)
    assert answer.status == 204


def test_a_url_encoded_form_may_carry_the_hash(intercom):
    intercom.load(ROWS)
    staged = intercom.stage(ROWS)
    answer = curl(address(intercom), "--data-urlencode", f"hash={staged['hash']}", token=intercom.client.token)
    assert answer.status == 204


def test_json_may_carry_the_file_as_base64(intercom):
    answer = intercom.client.post(intercom.path + "/upload", json={"file": base64.b64encode(WORKBOOK).decode()})
    assert answer.status_code == 204
    assert file_name(intercom, answer) == "upload.xlsx"
    assert intercom.client.wait(answer.headers["X-Upload-Id"])["state"] == "loaded"
    assert len(intercom.keys) == 1


def test_json_may_name_the_file(intercom):
    encoded = base64.b64encode(WORKBOOK).decode()
    answer = intercom.client.post(intercom.path + "/upload", json={"file": encoded, "file_name": "list.xlsx"})
    assert file_name(intercom, answer) == "list.xlsx"


def test_base64_with_line_breaks_is_taken(intercom):
    answer = intercom.client.post(intercom.path + "/upload", json={"file": base64.encodebytes(WORKBOOK).decode()})
    assert answer.status_code == 204


@pytest.mark.parametrize("file", ["not base64!", "%%%", "\u00fc\u00fc\u00fc", "A"])
def test_what_is_not_base64_is_refused(intercom, file):
    answer = intercom.client.post(intercom.path + "/upload", json={"file": file})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["file"]


def test_beside_a_hash_the_file_need_not_be_base64(intercom):
    intercom.load(ROWS)
    staged = intercom.stage(ROWS)
    answer = intercom.client.post(intercom.path + "/upload", json={"file": "%%%", "hash": staged["hash"]})
    assert answer.status_code == 204


@pytest.mark.parametrize("body", ["{", "[]", '"text"', "\x00", '{"hash": 1' ])
def test_a_body_that_is_no_json_object_is_invalid(intercom, body):
    answer = post(intercom, body, "application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["message"]


def test_several_files_are_refused(intercom):
    answer = intercom.client.post(
        intercom.path + "/upload", files=[("file", ("a.xlsx", WORKBOOK)), ("file", ("b.xlsx", WORKBOOK))])
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["file"]
    assert intercom.flats == {}


@pytest.mark.parametrize("disposition, name", [
    ('form-data; name="file"; filename="plain.xlsx"', "plain.xlsx"),
    ("form-data; name=file; filename=bare.xlsx", "bare.xlsx"),
    ('form-data; filename="first.xlsx"; name="file"', "first.xlsx"),
    ('FORM-DATA; NAME="file"; FILENAME="loud.xlsx"', "loud.xlsx"),
    ('form-data;name="file";filename="tight.xlsx"', "tight.xlsx"),
    ('form-data; name="file"; filename="semi;colon.xlsx"', "semi;colon.xlsx"),
    (r'form-data; name="file"; filename="say \"gate\".xlsx"', 'say "gate".xlsx'),
    ("form-data; name=\"file\"; filename=\"old.xlsx\"; filename*=UTF-8''%D0%B2%D1%85%D0%BE%D0%B4.xlsx", "вход.xlsx"),
    ('form-data; name="file"; filename="вход.xlsx"', "вход.xlsx"),
    ('form-data; name="file"; filename="門 🚪.xlsx"', "門 🚪.xlsx"),
    ('form-data; name="file"', "upload.xlsx"),
    ('form-data; name="file"; filename="../x.xlsx"', "x.xlsx"),
    ('form-data; name="file"; filename="/etc/passwd.xlsx"', "passwd.xlsx"),
    (r'form-data; name="file"; filename="C:\lists\x.xlsx"', "x.xlsx"),
    ('form-data; name="file"; filename=".."', "upload.xlsx"),
    ('form-data; name="file"; filename="a\x01b\x7f.xlsx"', "ab.xlsx"),
    ("form-data; name=\"file\"; filename*=UTF-8''a%00b%0D%0Ac.xlsx", "abc.xlsx"),
    ("form-data; name=\"file\"; filename*=UTF-8''..%2F..%2Fx.xlsx", "x.xlsx"),
    ("form-data; name=\"file\"; filename*=utf-8'de'Tor%20%e2%82%ac.xlsx; filename=\"a.xlsx\"", "Tor €.xlsx"),
    ("form-data; name=\"file\"; filename=\"plain.xlsx\"; filename*=UTF-8''%FF%FE.xlsx", "plain.xlsx"),
    ("form-data; name=\"file\"; filename=\"plain.xlsx\"; filename*=Big5''%A4.xlsx", "plain.xlsx"),
    ('form-data; name="file"; filename="say %22gate%22 100%.xlsx"', 'say "gate" 100%.xlsx'),
    ('form-data; name="file"; filename="\u0301accent.xlsx"', "\u0301accent.xlsx"),
    ('form-data; name="file"; filename="semicolon;\u0301.xlsx"', "semicolon;\u0301.xlsx"),
    (r'form-data; name="file"; filename="\\\\host\\share\\x.xlsx"', "x.xlsx"),
    ('form-data; name="file"; lonely; filename="a.xlsx"', "a.xlsx"),
    ('form-data; name="file"; filename="first.xlsx"; filename="second.xlsx"', "first.xlsx"),
])
def test_the_file_name_is_read_and_made_harmless(occupied, disposition, name):
    answer = post_form(occupied, part(disposition, WORKBOOK))
    assert answer.status_code == 201, answer.text
    assert file_name(occupied, answer) == name


def chunked(intercom, pieces):
    return intercom.client.post(
        intercom.path + "/upload", data=iter(pieces), headers={"Content-Type": "multipart/form-data; boundary=gate"})


@pytest.mark.parametrize("length", [1, 2, 3, 7, 61])
def test_it_does_not_matter_where_the_network_cuts(occupied, length):
    body = b"before\r\n" + form(
        part('form-data; name="empty"', ""), part('form-data; name="file"; filename="a.xlsx"', WORKBOOK),
        part('form-data; name="note"', "\r\n--gat\r\n--gatehouse\r\n--gate-\r\r\n-"))
    answer = chunked(occupied, [body[at:at + length] for at in range(0, len(body), length)])
    assert answer.status_code == 201, answer.text


def test_every_cut_in_the_middle_of_a_boundary_is_read(occupied):
    body = form(part('form-data; name="file"; filename="a.xlsx"', WORKBOOK))
    boundary = body.rindex(b"\r\n--gate--")
    for cut in range(boundary - 2, len(body)):
        answer = chunked(occupied, [body[:cut], body[cut:]])
        assert answer.status_code == 201, (cut, answer.text)


@pytest.mark.parametrize("line", [
    "\r\n--gatehouse\r\n", "\r\n--gate2--\r\n", "\r\n--gate-\r\n", "\r\n--gate" + " " * 100 + "\r\n", "\r\n--gate \r",
    "\r\n--gate\n", "\n--gate\r\n", "\r--gate--\r\n", "\r\r\r\n", "x--gate--"])
def test_what_only_resembles_a_boundary_is_content(intercom, line):
    intercom.load(ROWS)
    hash = intercom.stage(ROWS)["hash"]
    # White space around a hash does not count, everything else would make it an unknown one.
    body = form(part('form-data; name="note"', f"{line}"), part('form-data; name="hash"', hash))
    assert post(intercom, body, "multipart/form-data; boundary=gate").status_code == 204
    hash = intercom.stage(ROWS)["hash"]
    answer = post_form(intercom, part('form-data; name="hash"', f"{hash}{line}x"))
    assert answer.status_code == 422, answer.text


def test_a_part_without_bytes_needs_no_second_line_break(intercom):
    intercom.load(ROWS)
    hash = intercom.stage(ROWS)["hash"]
    empty = b'--gate\r\nContent-Disposition: form-data; name="note"\r\n\r\n'
    body = empty + form(part('form-data; name="hash"', hash))
    assert post(intercom, body, "multipart/form-data; boundary=gate").status_code == 204


def test_a_file_of_line_breaks_is_read_to_its_end(intercom):
    content = b"\r\n--gat" * 100_000 + b"\r" * 1_000_000 + b"\r\n-" * 100_000
    answer = post_form(intercom, part('form-data; name="file"; filename="a.xlsx"', content))
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["file"]


def test_an_epilogue_counts_as_part_of_the_body(occupied):
    body = form(part('form-data; name="file"; filename="a.xlsx"', WORKBOOK)) + b"x" * 300_000
    for _ in range(2):
        assert post(occupied, body, "multipart/form-data; boundary=gate").status_code == 201


def test_parts_may_come_in_any_order(intercom):
    intercom.load(ROWS)
    file = part('form-data; name="file"; filename="a.xlsx"', WORKBOOK)
    other = part('form-data; name="note"', "hello")
    for arrange in (lambda hash: [file, other, hash], lambda hash: [hash, other, file]):
        staged = intercom.stage(ROWS)
        hash = part('form-data; name="hash"', staged["hash"])
        assert post_form(intercom, *arrange(hash)).status_code == 204
        intercom.client.wait(staged["id"])


@pytest.mark.parametrize("prepare", [
    pytest.param(lambda body: b"a preamble\r\n" + body, id="preamble"),
    pytest.param(lambda body: body + b"an epilogue\r\n", id="epilogue"),
    pytest.param(lambda body: body.replace(b"--gate\r\n", b"--gate  \t\r\n"), id="padding"),
    pytest.param(lambda body: body[:-2], id="no last line break"),
])
def test_odd_multipart_bodies_are_read(occupied, prepare):
    body = form(part('form-data; name="file"; filename="a.xlsx"', WORKBOOK, "Content-Type: application/x"))
    assert post(occupied, prepare(body), "multipart/form-data; boundary=gate").status_code == 201


@pytest.mark.parametrize("boundary", ["x", "-" * 27 + "1234567890", "a'()+_,-./:=?z", "b" * 70])
def test_any_boundary_of_the_standard_is_read(occupied, boundary):
    body = form(part('form-data; name="file"; filename="a.xlsx"', WORKBOOK), boundary=boundary)
    assert post(occupied, body, f'multipart/form-data; boundary="{boundary}"').status_code == 201


def test_a_workbook_that_holds_the_boundary_without_its_line_break_is_whole(occupied):
    body = form(part('form-data; name="file"; filename="a.xlsx"', WORKBOOK), boundary="PK")
    assert post(occupied, body, "multipart/form-data; boundary=PK").status_code == 201


@pytest.mark.parametrize("body, content_type", [
    pytest.param(form(part('form-data; name="file"; filename="a.xlsx"', WORKBOOK), end=False),
                 "multipart/form-data; boundary=gate", id="no final boundary"),
    pytest.param(form(part('form-data; name="file"; filename="a.xlsx"', WORKBOOK[:-100]))[:-40],
                 "multipart/form-data; boundary=gate", id="cut short"),
    pytest.param(form(part('form-data; name="file"; filename="a.xlsx"', WORKBOOK)),
                 "multipart/form-data; boundary=other", id="another boundary"),
    pytest.param(form(part('form-data; name="file"; filename="a.xlsx"', WORKBOOK)),
                 "multipart/form-data", id="no boundary"),
    pytest.param(form(part('form-data; filename="a.xlsx"', WORKBOOK)),
                 "multipart/form-data; boundary=gate", id="part without a name"),
    pytest.param(form(b"X-Nothing: 1\r\n\r\nx"), "multipart/form-data; boundary=gate", id="part without disposition"),
    pytest.param(b"", "multipart/form-data; boundary=gate", id="no body"),
    pytest.param(b"--gate\r\n" + b"X: " + b"y" * 40_000 + b"\r\n\r\nz\r\n--gate--\r\n",
                 "multipart/form-data; boundary=gate", id="endless header"),
    pytest.param(form(*[part('form-data; name="x"', "")] * 1500),
                 "multipart/form-data; boundary=gate", id="too many parts"),
])
def test_malformed_multipart_bodies_are_refused(intercom, body, content_type):
    answer = post(intercom, body, content_type)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["message"]
    assert "X-Upload-Id" not in answer.headers


def test_a_hash_longer_than_any_is_refused(intercom):
    answer = post_form(intercom, part('form-data; name="hash"', "a" * 100_000))
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["hash"]


def test_a_hash_that_is_not_utf_8_is_refused(intercom):
    answer = post_form(intercom, part('form-data; name="hash"', b"\xff\xfe"))
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["hash"]
