"""The columns `user` and `user name`, and the accounts behind them."""

import pytest

from Support.intercom import Intercom
from Support.workbooks import sheet


@pytest.mark.parametrize("written, login", [
    ("anna@example.org", "anna@example.org"), ("Anna@Example.ORG", "anna@example.org"),
    (" anna@example.org ", "anna@example.org"), ("a.b+c@sub.example.co", "a.b+c@sub.example.co"),
    ("+4520123456", "+4520123456"), ("+45 20 12 34 56", "+4520123456"), ("+7 (916) 123-45-67", "+79161234567"),
    ("004520123456", "+4520123456"), (79161234567, "+79161234567"), (4520123456.0, "+4520123456"),
])
def test_a_user_is_an_address_or_a_phone_number(intercom, written, login):
    intercom.load(sheet([["apartment", "user"], [1, written]]))
    assert [user["login"] for user in intercom.flats["1"]["users"]] == [login]


@pytest.mark.parametrize("written", [
    "Anna", "anna@", "@example.org", "anna@example", "an na@example.org", "a@b@example.org", "12345", "+123",
    "+1234567890123456", "+45 phone", "020123456", True, 12345, 1234567890123456,
])
def test_other_users_are_errors(occupied, written):
    found = occupied.check(sheet([["apartment", "user"], [1, written]]))["errors"]
    assert [(problem["cell"], problem["code"]) for problem in found] == [("B2", "user.format")]


@pytest.mark.parametrize("name", ["Anna", "Анна Ивановна", "O'Neil-Смит", "x" * 100, "é" * 100, "🚪" * 100])
def test_a_name_has_up_to_100_characters(intercom, name, request):
    login = f"name-{abs(hash(request.node.name))}@example.org"
    intercom.load(sheet([["apartment", "user", "user name"], [1, login, f" {name} "]]))
    assert intercom.users["1", login]["name"] == name


@pytest.mark.parametrize("name, code", [("x" * 101, "name.too-long"), ("🚪" * 101, "name.too-long")])
def test_a_longer_name_is_an_error(occupied, name, code):
    found = occupied.check(sheet([["apartment", "user", "user name"], [1, "a@example.org", name]]))["errors"]
    assert [(problem["cell"], problem["code"]) for problem in found] == [("C2", code)]


def test_the_value_of_a_problem_is_kept_short(occupied):
    found = occupied.check(sheet([["apartment", "key"], [1, "x" * 5000]]))["errors"]
    assert 0 < len(found[0]["value"]) <= 200


def test_a_user_may_live_in_several_apartments(intercom):
    upload = intercom.load(sheet([["apartment", "user"], [1, "two@example.org"], [2, "TWO@example.org"]]))
    assert upload["changes"]["users"]["added"] == 2
    assert intercom.users["1", "two@example.org"]["id"] == intercom.users["2", "two@example.org"]["id"]
    assert intercom.itself["users_count"] == 2


def test_a_user_with_several_keys_is_one_user(intercom):
    intercom.load(sheet([
        ["apartment", "key", "user", "name", "live"], [1, "AABBCCDD", "many@example.org", "Anna", "no"],
        [1, "11223344", "many@example.org", None, None], [1, None, "Many@example.org", "Anna", "no"],
    ]))
    assert intercom.flats["1"]["users_count"] == 1
    assert {key["user"]["login"] for key in intercom.keys.values()} == {"many@example.org"}
    assert intercom.users["1", "many@example.org"]["is_restricted_live"] is True


def test_different_names_of_one_user_in_one_apartment_are_all_marked(occupied):
    found = occupied.check(sheet([
        ["apartment", "user", "name"], [1, "a@example.org", "Anna"], [1, "A@example.org", "Anne"],
        [1, "a@example.org", None], [1, "b@example.org", "Bert"],
    ]))["errors"]
    assert [(problem["cell"], problem["code"]) for problem in found] == [
        ("C2", "name.conflict"), ("C3", "name.conflict")]


def test_an_unknown_login_makes_an_account_without_a_password(intercom, installation):
    login = f"invited-{intercom.id}@example.org"
    intercom.load(sheet([["apartment", "user", "name"], [1, login, "Invited"]]))
    user = intercom.users["1", login]
    assert user["name"] == "Invited"
    assert user["expired_at"] is None
    # The account is there for everybody: becoming a member of an organization makes no second one.
    assert installation.user(login)["id"] == user["id"]


def test_a_name_fills_an_empty_name(intercom, installation):
    login = f"nameless-{intercom.id}@example.org"
    installation.user(login, installation.foreign)
    intercom.load(sheet([["apartment", "user", "name"], [1, login, "Filled"]]))
    assert intercom.users["1", login]["name"] == "Filled"


def test_a_name_renames_an_account_that_the_same_organization_made(intercom):
    login = f"renamed-{intercom.id}@example.org"
    intercom.load(sheet([["apartment", "user", "name"], [1, login, "Before"]]))
    upload = intercom.load(sheet([["apartment", "user", "name"], [1, login, "After"]]))
    assert intercom.users["1", login]["name"] == "After"
    assert upload["changes"]["users"] == {"added": 0, "removed": 0, "unchanged": 0, "changed": 1}


def test_a_name_renames_no_account_of_another_organization(intercom, stranger, installation):
    theirs = Intercom.create(stranger, installation, organization=installation.foreign)
    login = f"theirs-{theirs.id}@example.org"
    theirs.load(sheet([["apartment", "user", "name"], [1, login, "Theirs"]]))
    intercom.load(sheet([["apartment", "user", "name"], [1, login, "Ours"]]))
    assert theirs.users["1", login]["name"] == "Theirs"
    assert intercom.users["1", login]["name"] == "Theirs"
    assert intercom.users["1", login]["id"] == theirs.users["1", login]["id"]


def test_an_empty_name_takes_no_name_away(intercom):
    login = f"kept-{intercom.id}@example.org"
    intercom.load(sheet([["apartment", "user", "name"], [1, login, "Kept"]]))
    intercom.load(sheet([["apartment", "user", "name"], [1, login, None]]))
    assert intercom.users["1", login]["name"] == "Kept"


def test_an_account_outlives_its_ties(intercom, installation):
    login = f"outlives-{intercom.id}@example.org"
    intercom.load(sheet([["apartment", "user", "name"], [1, login, "Survivor"]]))
    before = intercom.users["1", login]["id"]
    intercom.load(sheet([["apartment"], [1]]))
    assert intercom.users == {}
    intercom.load(sheet([["apartment", "user"], [2, login]]))
    after = intercom.users["2", login]
    assert (after["id"], after["name"]) == (before, "Survivor")


@pytest.mark.parametrize("rows", [
    [[1, "Named"], [2, None]], [[1, None], [2, "Named"]], [[1, None], [2, "Named"], [3, None]],
], ids=["before", "after", "between"])
def test_a_blank_name_elsewhere_takes_no_name_away(intercom, rows):
    login = f"blank-{intercom.id}@example.org"
    intercom.load(sheet([["apartment", "user", "name"], *[[number, login, name] for number, name in rows]]))
    assert {user["name"] for user in intercom.users.values()} == {"Named"}
