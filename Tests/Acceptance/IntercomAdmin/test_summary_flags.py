"""The six flags: their words, what an empty one means, and when they are errors."""

import pytest

from Support.workbooks import values

FLAGS = {
    "live": ("is_restricted_live", True), "archive": ("is_restricted_archive", True),
    "open by key": ("is_open_door_key", False), "open by code": ("is_open_door_code", False),
    "open by face": ("is_open_door_face", False), "open by app": ("is_open_door_app", False),
}
YES = ["yes", "YES", "Yes", " yes ", "true", "TRUE", "True", "1", "да", "Да", "ДА", True, 1, 1.0]
NO = ["no", "No", "NO", "false", "FALSE", "0", "нет", "НЕТ", " Нет ", False, 0, 0.0]
WRONG = ["perhaps", "y", "n", "on", "+", "2", "yes!", "-1", 2, 0.5, -1, "да нет"]


def test_every_flag_is_understood_in_every_word(intercom):
    """One row for each flag and word; `is_restricted_…` is the inverse of its column."""
    rows, wanted = [], {}
    for column, (field, inverse) in FLAGS.items():
        for words, allowed in ((YES, True), (NO, False)):
            for word in words:
                login = f"f{len(rows)}@example.org"
                rows.append({"apartment": 1 + len(rows), "user": login, column: word})
                wanted[login] = (field, allowed != inverse, column, word)
    intercom.load(rows)
    # The intercom's own settings must not be taken for the flag's: turn them round for every second look.
    for settings in (False, True):
        intercom.client.patch(intercom.path, json={field: settings for field, _ in FLAGS.values()})
        users = {login: user for (_, login), user in intercom.users.items()}
        for login, (field, value, column, word) in wanted.items():
            assert users[login][field] is value, (column, word, settings)


@pytest.mark.parametrize("column", FLAGS)
def test_other_words_are_errors(occupied, column):
    rows = [{"apartment": number, "user": "a@example.org", column: word} for number, word in enumerate(WRONG, 1)]
    found = occupied.check(rows)["errors"]
    assert [(problem["cell"], problem["code"]) for problem in found] == [
        (f"C{row}", "flag.format") for row in range(2, 2 + len(WRONG))]


def test_an_empty_flag_follows_the_intercoms_setting_also_later(intercom):
    intercom.load([{"apartment": 1, "user": "a@example.org", "live": None, "open by app": "no"}])
    for restricted in (True, False):
        intercom.client.patch(
            intercom.path,
            json={"is_restricted_live": restricted, "is_open_door_app": True, "is_open_door_key": restricted})
        user = intercom.users["1", "a@example.org"]
        assert user["is_restricted_live"] is restricted
        assert user["is_open_door_key"] is restricted
        assert user["is_open_door_app"] is False


def test_a_flag_without_a_user_is_an_error(occupied):
    upload = occupied.check([
        {"apartment": 1, "user": None, "live": "yes", "open by app": "no"},
        {"apartment": 2, "user": "a@example.org", "live": "yes"},
        {"apartment": 3, "open by app": 0},
    ])
    assert [(problem["cell"], problem["code"]) for problem in upload["errors"]] == [
        ("C2", "flag.without-user"), ("D2", "flag.without-user"), ("D4", "flag.without-user")]


def test_a_flag_beside_a_wrong_user_is_not_blamed(occupied):
    found = occupied.check([{"apartment": 1, "user": "nobody", "live": "yes"}])["errors"]
    assert [problem["cell"] for problem in found] == ["B2"]


def test_different_flags_of_one_user_in_one_apartment_are_all_marked(occupied):
    upload = occupied.check([
        {"apartment": 1, "user": "a@example.org", "live": "yes", "archive": "no"},
        {"apartment": 1, "user": "a@example.org", "live": "no", "archive": "нет"},
        {"apartment": 1, "user": "a@example.org", "live": None, "archive": None},
        {"apartment": 1, "user": "A@Example.org", "live": "1", "archive": 0},
        {"apartment": 2, "user": "a@example.org", "live": "no", "archive": "yes"},
    ])
    assert [(problem["cell"], problem["code"]) for problem in upload["errors"]] == [
        (cell, "flag.conflict") for cell in ("C2", "C3", "C5")]


def test_flags_may_differ_from_apartment_to_apartment(intercom):
    intercom.load([
        {"apartment": 1, "user": "a@example.org", "open by face": "yes"},
        {"apartment": 2, "user": "a@example.org", "open by face": "no"},
    ])
    users = intercom.users
    assert users["1", "a@example.org"]["is_open_door_face"] is True
    assert users["2", "a@example.org"]["is_open_door_face"] is False


def test_an_unspecified_flag_is_written_back_empty(intercom):
    intercom.load([{"apartment": 1, "user": "a@example.org", "live": "да", "archive": 0}])
    header, row = values(intercom.client.get(intercom.path + "/summary.xlsx").content)
    flags = dict(zip(header, row))
    assert {name: flags[name] for name in FLAGS} == {
        "live": "yes", "archive": "no", "open by key": None, "open by code": None, "open by face": None,
        "open by app": None}
