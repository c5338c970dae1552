"""Signing in and saying yes in a real browser, on a phone and on a desk."""

import os
import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from Support.programs import PASSWORD, Program, verifier

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    if not CHROMIUM:
        assert not os.environ.get("CI"), "install the package chromium (bin/setup tests)"
        pytest.skip("needs the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def app():
    """An app's own address: a server that says hello, and keeps the paths that it was asked."""
    paths = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"back in the app")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/back", paths
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("look", [
    {"viewport": {"width": 390, "height": 844}, "has_touch": True, "java_script_enabled": False},
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
], ids=["phone-without-javascript", "desk-in-the-dark"])
def test_a_person_signs_in_says_yes_and_is_back_in_the_app(accounts, chromium, app, look):
    address, paths = app
    program = Program(accounts.installation, "Doors", uris=(address,), public=True)
    secret = verifier()
    context = chromium.new_context(**look)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(program.address(accounts.url, secret))
    page.get_by_label("E-mail address or phone number").fill(accounts.anna)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    assert "wrong" in page.get_by_role("alert").inner_text()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    # Nothing is wider than the window, and the style is there.
    width = page.locator("main").bounding_box()["width"]
    assert width <= look["viewport"]["width"]
    assert page.get_by_role("button", name="Allow", exact=True).bounding_box()["height"] >= 44
    page.get_by_role("button", name="Allow", exact=True).click()
    page.get_by_text("back in the app").wait_for(timeout=10_000)
    code = page.url.partition("code=")[2].partition("&")[0]
    answer = accounts.token(
        program, grant_type="authorization_code", code=code, redirect_uri=address, code_verifier=secret)
    assert answer.status_code == 200, answer.text
    assert any(path.startswith("/back?code=") for path in paths)
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    assert cookies["gatehouse_session"]["httpOnly"] and cookies["gatehouse_session"]["sameSite"] == "Lax"
    assert not [words for words in complaints if "Security" in words]
    context.close()
