"""Pages of other origins ask from a browser where the operator allows them (Fetch Standard, CORS protocol)."""

import subprocess

from Support.client import Client

PAGE = "https://app.acme.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "PATCH",
    "Access-Control-Request-Headers": "authorization,content-type,tus-resumable,upload-offset",
}


def page(server, token, origin):
    """A client that sends what a browser adds for a page of that origin."""
    client = Client(server.url, token)
    client.session.headers["Origin"] = origin
    return client


def told(answer):
    """What an answer says to the browser."""
    return {name.lower(): value for name, value in answer.headers.items() if name.lower().startswith("access-control")}


def test_a_page_of_a_named_origin_uploads_in_pieces_and_others_are_not_let(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"origins": f"https://other.example, {PAGE}"})
    client = page(server, installation.administrator, PAGE)
    asked = Client(server.url).request("OPTIONS", server.url + "/uploads", headers={"Origin": PAGE, **PREFLIGHT})
    assert asked.status_code == 204, "a preflight carries no token"
    assert told(asked)["access-control-allow-origin"] == PAGE
    assert "PATCH" in told(asked)["access-control-allow-methods"]
    assert told(asked)["access-control-allow-headers"] == PREFLIGHT["Access-Control-Request-Headers"]
    made = client.post(
        server.url + "/uploads", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"})
    assert made.status_code == 201
    assert told(made) == {"access-control-allow-origin": PAGE, "access-control-expose-headers": "*"}
    sent = client.patch(
        made.headers["Location"], data=b"bytes",
        headers={"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"})
    assert (sent.status_code, told(sent)["access-control-allow-origin"]) == (204, PAGE)
    refused = page(server, None, PAGE).get("/file")
    assert refused.status_code == 401
    assert told(refused)["access-control-allow-origin"] == PAGE, "a page can read why it is refused"

    for origin in ("https://evil.example", "https://app.acme.example.evil.example", "null"):
        asked = Client(server.url).request("OPTIONS", server.url + "/uploads", headers={"Origin": origin, **PREFLIGHT})
        assert told(asked) == {}, origin
        answer = page(server, installation.administrator, origin).get("/file")
        assert told(answer) == {}, origin
        assert "Origin" in answer.headers["Vary"], "no cache may hand this answer to a page that is allowed"


def test_every_origin_may_be_allowed_but_never_with_a_browsers_own_credentials(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"origins": "*"})
    for surface in ("/file", "/v1/filer/logo/1", "/api/company", "/api/admin/v1/intercoms", "/openapi.json"):
        said = told(page(server, installation.administrator, "https://anything.example").get(surface))
        assert said == {"access-control-allow-origin": "*", "access-control-expose-headers": "*"}, surface


def test_without_the_setting_no_page_is_let(client):
    asked = client.request("OPTIONS", client.url + "/uploads", headers={"Origin": PAGE, **PREFLIGHT})
    assert asked.headers["Tus-Version"] == "1.0.0", "what the protocol asks with OPTIONS is answered"
    assert told(asked) == {}
    assert told(page(client, client.token, PAGE).get("/file")) == {}


def test_what_is_no_origin_is_refused_at_the_start(binary, tmp_path):
    for wrong in ("app.acme.example", "https://app.acme.example/", "https://*.acme.example", "*, https://app.acme.example"):
        ended = subprocess.run(
            [binary, "serve", "--data", str(tmp_path), "--set", f"origins={wrong}"], capture_output=True, text=True, timeout=30)
        assert ended.returncode != 0
        assert "The setting origins must be" in ended.stderr, wrong
