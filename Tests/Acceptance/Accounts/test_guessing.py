"""Guessing passwords: slowed down for each account, and for each address."""

import time

import pytest

from Support.programs import PASSWORD, Browser


@pytest.fixture
def door(accounts, serve):
    """A browser before the sign-in of a server of its own, which has seen no guess yet."""
    browser = Browser(serve(accounts.installation).url)
    browser.open("/login")
    return browser


def guess(attempt, most=60):
    """Tries until one has to wait: how many did not, and the answer to that one."""
    for number in range(most):
        page = attempt(number)
        if page.status_code == 429:
            return number, page
        assert page.status_code == 422, page.text
    raise AssertionError(f"{most} guesses were let through")


def test_after_ten_failures_an_account_waits_and_others_do_not(accounts, door):
    login = accounts.person()
    free, page = guess(lambda _: door.sign_in(login, "wrong"))
    assert free >= 10 and "too many tries" in page.text
    # Written in another way it is the same account, and the right password has to wait as well.
    page = door.sign_in(login.upper(), PASSWORD)
    assert page.status_code == 429
    assert "You are signed in" in another(door).sign_in(accounts.anna).text
    time.sleep(int(page.headers["Retry-After"]))
    assert "You are signed in" in door.sign_in(login, PASSWORD).text


def test_after_thirty_failures_an_address_waits_whatever_the_account(accounts, door):
    def attempt(number):
        if number % 10 == 9:
            # An account of one's own does not wash it off.
            another(door).sign_in(accounts.anna)
        return door.sign_in(f"nobody{number}@example.org", "wrong")

    free, page = guess(attempt)
    assert free >= 30 and int(page.headers["Retry-After"]) >= 1


def test_other_ways_in_keep_working(accounts, door):
    token = accounts.installation.token(accounts.anna).secret
    guess(lambda number: door.sign_in(f"nobody{number}@example.org", "wrong"))
    answer = accounts.session.get(
        f"{door.url}/oauth/userinfo", headers={"Authorization": f"Bearer {token}"}, timeout=30)
    assert answer.status_code == 200


def test_behind_a_proxy_the_address_is_the_clients(accounts, serve):
    browser = Browser(serve(accounts.installation, settings={"proxies": 1}).url)
    browser.open("/login")

    def attempt(number, client="203.0.113.7"):
        # What stands before the proxy's own word is the guesser's.
        browser.session.headers["X-Forwarded-For"] = f"198.51.100.{number}, {client}"
        return browser.sign_in(f"nobody{number}@example.org", "wrong")

    free, _ = guess(attempt)
    assert free >= 30
    assert attempt(61, "203.0.113.8").status_code == 422
    # All of an IPv6 network is one client's.
    free, _ = guess(lambda number: attempt(number, f"2001:db8:1:2::{number}"))
    assert free >= 30
    assert attempt(62, "2001:db8:1:3::1").status_code == 422


def test_without_a_proxy_the_header_is_not_believed(door):
    def attempt(number):
        door.session.headers["X-Forwarded-For"] = f"203.0.113.{number}"
        return door.sign_in(f"nobody{number}@example.org", "wrong")

    assert guess(attempt)[0] >= 30


def another(door):
    """Another browser before the same sign-in."""
    browser = Browser(door.url)
    browser.open("/login")
    return browser
