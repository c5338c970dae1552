"""What is told of files without their contents."""

import pytest

from Support.filer import AUTHORIZED, picture, refusal
from Support.firms import served


@pytest.fixture(scope="module")
def haul(binary, tmp_path_factory):
    """A firm of which every file is known: two of each type by Anna, one by Ben, and plain ones."""
    with served(binary, tmp_path_factory.mktemp("info"), "anna", "ben", "rival", "head both") as firms:
        firms.files = {
            type: [filer.add(business_type=type)["file_key"] for filer in (firms.anna, firms.anna, firms.ben)]
            for type in AUTHORIZED
        }
        firms.plain = {access: firms.anna.add(access_type=access)["file_key"] for access in (
            "Public", "Authorized", "Firm", "Contact")}
        yield firms


@pytest.mark.parametrize("type", AUTHORIZED)
@pytest.mark.parametrize("caller", ["anna", "ben", "rival"])
def test_the_files_of_a_firm_and_a_type_are_told_newest_first(haul, type, caller):
    keys = haul.by[caller].keys(ati_id=str(haul.anna.firm), business_type=type)
    assert keys == haul.files[type][::-1]


def test_a_contact_narrows_them(haul):
    question = {"ati_id": str(haul.anna.firm), "business_type": "Load"}
    assert haul.rival.keys(**question, contact_id=haul.ben.contact) == haul.files["Load"][2:]
    assert haul.rival.keys(**question, contact_id=haul.anna.contact) == haul.files["Load"][1::-1]
    assert haul.rival.keys(**question, contact_id=haul.rival.contact) == []
    assert haul.rival.keys(keys=haul.files["Load"], contact_id=haul.ben.contact) == haul.files["Load"][2:]


@pytest.mark.parametrize("firm", ["999999", "0", "-1", "none", "", "99999999999999999999", "1 OR 1=1"])
def test_an_unknown_firm_has_no_files(haul, firm):
    assert haul.anna.info(ati_id=firm, business_type="Load") == []


def test_files_are_told_by_either_key_in_the_order_of_the_question(haul):
    keys = [haul.files["Load"][1], haul.plain["Public"], haul.files["Orders"][0]]
    files = haul.anna.info(keys=keys)
    assert [file["file_key"] for file in files] == keys
    guids = [file["file_key2"] for file in files]
    assert haul.anna.keys(keys2=guids) == keys
    assert haul.anna.keys(keys2=[guid.upper() for guid in guids]) == keys
    assert haul.anna.keys(keys=keys[:1], keys2=guids[1:]) == keys
    assert haul.anna.keys(keys=keys + keys, keys2=guids) == keys


@pytest.mark.parametrize("keys", [["x"], ["0" * 24], ["0" * 24, ""], ["'"], ["2" * 10_000]])
def test_keys_that_no_file_has_are_passed_over(haul, keys):
    known = haul.plain["Public"]
    assert haul.anna.keys(keys=keys) == []
    assert haul.anna.keys(keys=[*keys, known], keys2=keys) == [known]


def test_the_key_of_another_form_is_no_key(haul):
    file = haul.anna.info(keys=[haul.plain["Public"]])[0]
    assert haul.anna.info(keys=[file["file_key2"]]) == haul.anna.info(keys2=[file["file_key"]]) == []
    changed = file["file_key2"][:-1] + "7"
    assert haul.anna.info(keys2=[changed]) == []


def test_who_uploaded_is_told_to_whoever_names_the_firm(haul):
    key = haul.files["Load"][2]
    owner = lambda **question: [(file["firm_id"], file["contact_id"]) for file in haul.rival.info(**question)]  # noqa: E731
    assert owner(keys=[key]) == [(None, None)]
    assert owner(keys=[key], contact_id=haul.ben.contact) == [(None, None)]
    assert owner(keys=[key], ati_id=str(haul.anna.firm)) == [(haul.anna.firm, haul.ben.contact)]
    assert owner(keys=[key], ati_id=str(haul.rival.firm)) == []
    assert set(owner(ati_id=str(haul.anna.firm), business_type="Load")) == {
        (haul.anna.firm, haul.anna.contact), (haul.anna.firm, haul.ben.contact)}


@pytest.mark.parametrize("question", [
    {}, {"ati_id": "1"}, {"business_type": "Load"}, {"contact_id": 1}, {"keys": []}, {"keys": [], "keys2": []},
    {"ati_id": "1", "contact_id": 1}, {"keys": None}, {"ati_id": None, "business_type": "Load"},
    {"ati_id": "1", "business_type": None},
])
def test_a_question_that_asks_for_nothing_is_refused(haul, question):
    assert refusal(haul.anna.ask(**question)) == (400, "info.question")


@pytest.mark.parametrize("question", [
    {"ati_id": True}, {"ati_id": ["1"]}, {"ati_id": 1.5}, {"contact_id": "me"}, {"contact_id": 2**31},
    {"contact_id": 1.5}, {"contact_id": {}}, {"business_type": "Passport"}, {"business_type": 1}, {"keys": "x"},
    {"keys": [1]}, {"keys": [None]}, {"keys2": {}}, {"keys": ["x"] * 1001},
])
def test_a_question_of_another_form_is_refused(haul, question):
    answer = haul.anna.ask(**({"ati_id": "1", "business_type": "Load"} | question))
    assert refusal(answer)[0] == 400


@pytest.mark.parametrize("body", [b"[]", b'"x"', b"{", b"1", b"\xff"])
def test_a_body_that_is_no_object_is_refused(haul, body):
    answer = haul.anna.client.post("/v1/filer/info", data=body, headers={"Content-Type": "application/json"})
    assert refusal(answer)[0] == 400


def test_an_answer_has_no_contents(haul):
    assert "text " not in haul.anna.ask(keys=list(haul.plain.values())).text


def test_a_deleted_file_is_told_by_its_key_to_those_who_could_delete_it(haul):
    file = haul.anna.add(business_type="Orders")
    personal = haul.anna.add(access_type="Contact")
    for one in (file, personal):
        assert haul.anna.delete(one["file_key"]).status_code == 200
    keys = [file["file_key"], personal["file_key"]]
    told = haul.anna.info(keys=keys)
    assert [one["file_key"] for one in told] == keys
    assert all(one["deleted_date"] >= one["add_date"] for one in told)
    assert haul.ben.keys(keys=keys) == keys[:1]
    assert haul.rival.keys(keys=keys) == []
    assert file["file_key"] not in haul.anna.keys(ati_id=str(haul.anna.firm), business_type="Orders")


def test_pictures_are_told_too(haul):
    chief = haul.by["head both"]
    logo = chief.add("a.png", picture(), business_type="Logo")["file_key"]
    avatar = chief.add("b.png", picture(), business_type="Avatar")["file_key"]
    assert haul.rival.keys(ati_id=str(chief.firm), business_type="Logo") == [logo]
    assert haul.rival.keys(ati_id=str(chief.firm), business_type="Avatar", contact_id=chief.contact) == [avatar]
