"""`/api/v1/password`: another password in place of the one that its user knows."""

import pytest

from Support.programs import PASSWORD


@pytest.fixture
def change(accounts):
    """`change(token, current=…, password=…)`: the answer."""
    def change(token, method="PUT", form="form", **fields):
        names = {"current": "current_password", "password": "password", "confirmation": "password_confirmation"}
        values = {names[name]: value for name, value in fields.items()}
        body = (
            {"json": {"account": values}} if form == "json"
            else {"data": {f"account[{name}]": value for name, value in values.items()}})
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return accounts.session.request(
            method, f"{accounts.url}/api/v1/password", headers=headers, timeout=30, **body)

    return change


@pytest.mark.parametrize("method, form", [("PUT", "form"), ("PATCH", "json")])
def test_a_password_is_changed_by_who_knows_it(accounts, change, method, form):
    login = accounts.person()
    token = accounts.tokens(login=login)["access_token"]
    answer = change(token, method, form, current=PASSWORD, password="new password", confirmation="new password")
    assert (answer.status_code, answer.content) == (204, b"")
    browser = accounts.browser()
    browser.open("/login")
    assert browser.sign_in(login, PASSWORD).status_code == 422
    assert "You are signed in" in browser.sign_in(login, "new password").text


def test_what_is_wrong_is_told_in_the_forms_of_the_contract(accounts, change):
    token = accounts.tokens(login=accounts.person())["access_token"]
    for fields, errors in [
        ({"current": "wrong", "password": "new password"}, "Wrong password"),
        ({"password": "new password"}, "Wrong password"),
        ({"current": PASSWORD, "password": "new password", "confirmation": "other"},
         ["Password confirmation doesn't match Password"]),
        ({"current": PASSWORD, "password": "short"}, ["Password is too short (minimum is 8 characters)"]),
    ]:
        answer = change(token, **fields)
        assert (answer.status_code, answer.json()) == (422, {"errors": errors})


def test_nobody_changes_a_password_without_a_token(change):
    for token in (None, "gh_wrong", "a.b.c"):
        answer = change(token, current=PASSWORD, password="new password")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="Doorkeeper"')


def test_a_token_of_the_house_will_do(accounts, change):
    login = accounts.person()
    token = accounts.installation.token(login).secret
    assert change(token, current=PASSWORD, password="new password").status_code == 204


def test_who_has_a_token_may_not_guess_the_password(accounts, change):
    login = accounts.person()
    token = accounts.tokens(login=login)["access_token"]
    answers = [change(token, current=f"guess {number}", password="new password") for number in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
