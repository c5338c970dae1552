"""`/oauth/authorize`: signing in, saying yes or no, and requests that are none."""

import time

import pytest

from Support.programs import BACK, Browser, Program, answered, verifier

OOB = "urn:ietf:wg:oauth:2.0:oob"


def test_a_person_signs_in_says_yes_and_is_sent_back(accounts):
    browser = accounts.browser()
    page = browser.open(accounts.app.address(accounts.url, verifier()))
    assert page.url.startswith(f"{accounts.url}/login?") and page.status_code == 200
    page = browser.sign_in(accounts.anna)
    assert page.url.startswith(f"{accounts.url}/oauth/authorize?")
    assert "Person 1" in page.text
    back = browser.submit(decision="allow")
    assert back.headers["Location"].startswith(f"{BACK}?code=")
    assert answered(back)["state"] == "st&te"
    assert answered(back)["iss"] == accounts.url


def test_who_is_signed_in_is_asked_again_but_not_for_the_password(accounts):
    browser = accounts.browser()
    browser.open(accounts.partner.address(accounts.url))
    browser.sign_in(accounts.anna)
    browser.submit(decision="allow")
    page = browser.open(accounts.partner.address(accounts.url))
    assert "Allow Partner?" in page.text
    page = browser.open(accounts.partner.address(accounts.url, prompt="login"))
    assert "/login?" in page.url and "Password" in page.text
    assert "Allow Partner?" in browser.sign_in(accounts.anna).text


def test_a_request_that_allows_no_page_is_told_what_page_it_would_take(accounts):
    browser = accounts.browser()
    silent = accounts.partner.address(accounts.url, prompt="none")
    told = answered(browser.open(silent))
    assert (told["error"], told["state"], told["iss"]) == ("login_required", "st&te", accounts.url)
    assert told["error_description"] and "code" not in told
    browser.open(accounts.partner.address(accounts.url))
    browser.sign_in(accounts.anna)
    assert answered(browser.open(silent))["error"] == "consent_required"
    time.sleep(1.1)
    late = accounts.partner.address(accounts.url, prompt="none", max_age=1)
    assert answered(browser.open(late))["error"] == "login_required"


def test_a_request_that_wants_a_fresh_sign_in_gets_one(accounts):
    browser = accounts.browser()
    browser.open("/login")
    browser.sign_in(accounts.anna)
    hour, instant = (accounts.partner.address(accounts.url, max_age=age) for age in (3600, 0))
    assert "Allow Partner?" in browser.open(hour).text
    assert "/login?" in browser.open(instant).url
    assert "Allow Partner?" in browser.sign_in(accounts.anna).text
    assert "code" in answered(browser.submit(decision="allow"))
    # Nor does the page of a sign-in that has become too old give away anything.
    browser.open(accounts.partner.address(accounts.url, max_age=1))
    time.sleep(1.1)
    assert "/login?" in browser.submit(decision="allow").url


@pytest.mark.parametrize("prompt, page", [
    ("consent", "Allow Partner?"), ("select_account", "Password"), ("login consent", "Password"),
])
def test_a_request_says_what_its_person_is_asked(accounts, prompt, page):
    browser = accounts.browser()
    browser.open("/login")
    browser.sign_in(accounts.anna)
    assert page in browser.open(accounts.partner.address(accounts.url, prompt=prompt)).text


def test_a_person_may_say_no(accounts):
    browser = accounts.browser()
    browser.open(accounts.partner.address(accounts.url))
    browser.sign_in(accounts.anna)
    told = answered(browser.submit(decision="deny"))
    assert (told["error"], told["state"]) == ("access_denied", "st&te")
    assert told["error_description"] == "The resource owner or authorization server denied the request."
    assert "code" not in told


def test_a_program_without_an_address_shows_its_code_on_a_page(accounts):
    program = Program(accounts.installation, "Console", uris=(OOB,))
    browser = accounts.browser()
    browser.open(program.address(accounts.url))
    browser.sign_in(accounts.anna)
    page = browser.submit(decision="allow")
    assert page.status_code == 200 and "Location" not in page.headers
    code = page.text.partition('<code class="key">')[2].partition("<")[0]
    answer = accounts.token(program, grant_type="authorization_code", code=code, redirect_uri=OOB)
    assert answer.status_code == 200, answer.text
    browser.open(program.address(accounts.url))
    assert "Not allowed" in browser.submit(decision="deny").text


@pytest.mark.parametrize("changes", [
    {"redirect_uri": "https://evil.example.org/back"}, {"redirect_uri": BACK + "/more"}, {"redirect_uri": BACK + "?a"},
    {"client_id": "nobody"}, {"client_id": None},
])
def test_what_cannot_be_trusted_is_told_on_a_page_and_never_redirected(accounts, changes):
    page = accounts.browser().open(accounts.partner.address(accounts.url, **changes))
    assert page.status_code == 401 and "Location" not in page.headers
    assert page.headers["Content-Type"].startswith("text/html")
    assert "evil" not in page.text


@pytest.mark.parametrize("changes, error", [
    ({"response_type": "token"}, "unsupported_response_type"), ({"response_type": None}, "invalid_request"),
    ({"scope": "everything"}, "invalid_scope"), ({"code_challenge": "short"}, "invalid_request"),
    ({"code_challenge_method": "plain"}, "invalid_request"), ({"prompt": "none login"}, "invalid_request"),
    ({"prompt": "create"}, "invalid_request"), ({"max_age": "soon"}, "invalid_request"),
    ({"max_age": "-1"}, "invalid_request"), ({"max_age": "9" * 30}, "invalid_request"),
])
def test_other_faults_are_told_to_the_program(accounts, changes, error):
    page = accounts.browser().open(accounts.app.address(accounts.url, verifier(), **changes))
    assert page.headers["Location"].startswith(BACK)
    assert answered(page)["error"] == error
    assert answered(page)["state"] == "st&te"


def test_a_public_program_has_to_send_a_challenge(accounts):
    assert answered(accounts.browser().open(accounts.app.address(accounts.url)))["error"] == "invalid_request"


def test_a_form_of_another_site_decides_nothing(accounts):
    browser = accounts.browser()
    browser.open(accounts.partner.address(accounts.url))
    page = browser.submit(login=accounts.anna, password="correct horse battery", form_token="0" * 64)
    assert page.status_code == 403
    page = browser.sign_in(accounts.anna)
    for token in ("0" * 64, None):
        browser.open(accounts.partner.address(accounts.url))
        assert browser.submit(decision="allow", form_token=token).status_code == 403
    # One made in another browser does not fit either, nor one from before the sign-in.
    other = accounts.browser()
    other.open("/login")
    browser.open(accounts.partner.address(accounts.url))
    assert browser.submit(decision="allow", form_token=other.form.fields["form_token"]).status_code == 403


def test_nobody_decides_without_being_signed_in(accounts):
    browser = accounts.browser()
    browser.open(accounts.partner.address(accounts.url))
    fields = {**browser.form.fields, "request": browser.form.fields["continue"], "decision": "allow"}
    answer = browser.session.post(f"{accounts.url}/oauth/authorize", data=fields, allow_redirects=False)
    assert answer.status_code == 303 and answer.headers["Location"].startswith("/login?")


def test_a_wrong_password_is_told_and_the_request_goes_on(accounts):
    browser = accounts.browser()
    browser.open(accounts.partner.address(accounts.url))
    page = browser.sign_in(accounts.anna, "wrong")
    assert page.status_code == 422 and "login or the password is wrong" in page.text
    unknown = browser.sign_in("nobody@example.org", "wrong")
    assert unknown.status_code == 422 and "login or the password is wrong" in unknown.text
    assert "Allow Partner?" in browser.sign_in(accounts.anna).text


def test_nothing_of_a_request_is_markup_on_a_page(accounts):
    browser = accounts.browser()
    evil = "\"><script>alert(1)</script>"
    page = browser.open(accounts.app.address(accounts.url, verifier(), state=evil))
    page = browser.sign_in(evil, "wrong")
    assert "<script" not in page.text and "&lt;script&gt;" in page.text
    page = browser.sign_in(accounts.anna)
    assert "Door &lt;App&gt; &amp; Co" in page.text and "<App>" not in page.text and "<script" not in page.text
    assert answered(browser.submit(decision="allow"))["state"] == evil


def test_pages_run_nothing_are_framed_by_nobody_and_kept_nowhere(accounts):
    browser = accounts.browser()
    pages = [browser.open(accounts.partner.address(accounts.url)), browser.sign_in(accounts.anna)]
    for page in pages:
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
        assert "unsafe" not in policy and "script-src" not in policy
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["X-Frame-Options"] == "DENY"


def test_cookies_are_for_this_server_alone(accounts, serve):
    def cookies(url):
        browser = Browser(url)
        first = browser.session.get(f"{url}/login").headers["Set-Cookie"]
        browser.open("/login")
        fields = {**browser.form.fields, "login": accounts.anna, "password": "correct horse battery"}
        answer = browser.session.post(f"{url}/login", data=fields, allow_redirects=False)
        assert answer.status_code == 303, answer.text
        return first, answer.headers["Set-Cookie"]

    for cookie in cookies(accounts.url):
        assert "; HttpOnly" in cookie and "; SameSite=Lax" in cookie and "; Path=/" in cookie
        assert "Secure" not in cookie
    behind_tls = serve(accounts.installation, settings={"public-url": "https://doors.example.org"})
    answer = accounts.session.get(f"{behind_tls.url}/login")
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_signing_out_ends_the_session(accounts):
    browser = accounts.browser()
    browser.open("/login")
    assert "You are signed in" in browser.sign_in(accounts.anna).text
    cookie = browser.session.cookies["gatehouse_session"]
    assert "Sign in" in browser.submit().text
    assert "gatehouse_session" not in browser.session.cookies
    browser.session.cookies.set("gatehouse_session", cookie)
    assert "/login" in browser.open(accounts.partner.address(accounts.url)).url


def test_a_changed_password_signs_out_every_browser(accounts):
    login = accounts.person()
    browser = accounts.browser()
    browser.open("/login")
    browser.sign_in(login)
    accounts.installation.password(login, "another password")
    assert "Password" in browser.open("/login").text


def test_the_surface_works_under_a_prefix(accounts, serve):
    server = serve(accounts.installation, settings={"surface.accounts.prefix": "/sign"})
    url = f"{server.url}/sign"
    browser = Browser(server.url)
    browser.open(accounts.partner.address(url))
    assert 'href="/sign/oauth/pages.css"' in browser.page.text
    assert browser.open("/sign/oauth/pages.css").status_code == 200
    browser.open(accounts.partner.address(url))
    assert "Allow Partner?" in browser.sign_in(accounts.anna).text
    assert answered(browser.submit(decision="allow"))["iss"] == url
