"""Who may delete what of a firm."""

import pytest

from Support.filer import AUTHORIZED, picture, refusal

EVERYBODY = [
    "anonymous", "wrong", "rival", "rival head", "anna", "ben", "sales administrator", "sales own", "sales both",
    "fleet administrator", "head", "head administrator", "head both", "nowhere administrator",
]
OUTSIDE = {"anonymous": 401, "wrong": 401, "rival": 403, "rival head": 403}
LOGO = {"head administrator", "head both"}
# Anna is of the sales department.
ANNAS_AVATAR = {"sales administrator", "sales both"}
# Both rights, wherever one is.
OWN_AVATAR = {"sales both", "head both", "nowhere administrator"}


def expected(caller, allowed):
    return OUTSIDE.get(caller) or (200 if caller in allowed else 403)


@pytest.mark.parametrize("type", AUTHORIZED)
@pytest.mark.parametrize("caller", EVERYBODY)
def test_a_business_file_is_deleted_by_any_contact_of_the_firm(firms, type, caller):
    key = firms.anna.add(business_type=type)["file_key"]
    assert firms.by[caller].delete(key).status_code == expected(caller, EVERYBODY)


@pytest.mark.parametrize("caller", EVERYBODY)
def test_the_logo_is_deleted_from_the_head_department_with_the_right(firms, caller):
    key = firms.by["head both"].add("a.png", picture(), business_type="Logo")["file_key"]
    assert firms.by[caller].delete(key).status_code == expected(caller, LOGO)


@pytest.mark.parametrize("caller", EVERYBODY)
def test_the_logo_is_uploaded_by_whoever_may_delete_it(firms, caller):
    status = 200 if caller == "rival head" else 401 if caller in ("anonymous", "wrong") else expected(caller, LOGO)
    answer = firms.by[caller].upload("a.png", picture(), business_type="Logo")
    assert answer.status_code == status
    if status == 403:
        assert refusal(answer) == (403, "logo.rights")


@pytest.mark.parametrize("caller", EVERYBODY)
def test_the_avatar_of_another_is_deleted_in_the_same_department_with_the_right(firms, caller):
    key = firms.anna.add("a.png", picture(), business_type="Avatar")["file_key"]
    # Her own takes both rights, which Anna does not have.
    assert firms.by[caller].delete(key).status_code == expected(caller, ANNAS_AVATAR)


@pytest.mark.parametrize("caller", EVERYBODY)
@pytest.mark.parametrize("how", ["query", "body"])
def test_the_avatar_of_another_is_deleted_by_their_number(firms, caller, how):
    firms.anna.add("a.png", picture(), business_type="Avatar")
    named = {"contact_id": firms.anna.contact}
    answer = firms.by[caller].delete_avatar(**({"params": named} if how == "query" else {"json": named}))
    # Anna is no contact of the other firm.
    status = 404 if caller.startswith("rival") else expected(caller, ANNAS_AVATAR)
    assert answer.status_code == status
    if status == 200:
        assert answer.text == "null"


@pytest.mark.parametrize("caller", [name for name in EVERYBODY if name not in OUTSIDE])
def test_ones_own_avatar_takes_both_rights(firms, caller):
    filer = firms.by[caller]
    filer.add("a.png", picture("navy"), business_type="Avatar")
    answer = filer.delete_avatar()
    assert answer.status_code == expected(caller, OWN_AVATAR)
    if answer.status_code == 200:
        assert refusal(filer.delete_avatar()) == (404, "avatar.none")
    else:
        assert refusal(answer) == (403, "avatar.rights")


def test_somebody_unknown_has_no_avatar_to_delete(firms):
    chief = firms.by["head both"]
    for contact in (0, 2**31 - 1, -5, firms.rival.contact):
        assert chief.delete_avatar(params={"contact_id": contact}).status_code == 404


@pytest.mark.parametrize("contact", ["", "me", "1.5", "2147483648", "+1", "1 "])
def test_a_number_that_is_none_deletes_nothing(firms, contact):
    chief = firms.by["sales both"]
    chief.add("a.png", picture(), business_type="Avatar")
    assert refusal(chief.delete_avatar(params={"contact_id": contact})) == (400, "field.contact")
    assert chief.keys(ati_id=str(chief.firm), business_type="Avatar", contact_id=chief.contact)


def test_a_deleted_file_gives_its_room_back_and_can_be_had_back(alone):
    firms = alone()
    key = firms.anna.add("a.txt", b"1234567890")["file_key"]
    assert firms.anna.delete(key).status_code == 200
    assert firms.installation.quota("Haul")["used"] == 0
    firms.installation.run("file", "restore", key)
    assert firms.anna.get(key).content == b"1234567890"
    assert firms.installation.quota("Haul")["used"] == 10
