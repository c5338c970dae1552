"""Lists of documents: pages, totals, filters."""

import pytest

from Support.documents import refusal


@pytest.fixture(scope="module")
def hundred(platform):
    """A folder with 130 documents, each third of them for resellers alone."""
    anders = platform.documents()
    folder = anders.folder("Hundred")["_id"]
    for number in range(130):
        anders.add(f"{number:03}.txt", folder=folder, accessLevel="CUSTOMER" if number % 3 else "EMPLOYEE")
    return folder


def test_a_list_tells_where_it_is(anders, hundred):
    list = anders.list(folder=hundred)
    assert (list["offset"], list["limit"], list["total"], len(list["files"])) == (0, 100, 130, 100)
    list = anders.list(folder=hundred, offset=120, limit=20)
    assert (list["offset"], list["limit"], list["total"]) == (120, 20, 130)
    assert [file["filename"] for file in list["files"]] == [f"{number:03}.txt" for number in range(120, 130)]


def test_pages_hold_each_document_once_for_everybody(platform, anders, hundred):
    for documents, expected in (
        (anders, range(130)), (platform.documents("Anders", "VIEWER"), [n for n in range(130) if n % 3])
    ):
        names = []
        for offset in range(0, 150, 7):
            page = documents.list(folder=hundred, offset=offset, limit=7)
            assert page["total"] == len(expected)
            names += [file["filename"] for file in page["files"]]
        assert names == [f"{number:03}.txt" for number in expected]


@pytest.mark.parametrize("given, limit", [("0", 1), ("-5", 1), ("501", 500), ("99999999999999999999", 500), ("x", 100)])
def test_a_limit_out_of_range_is_brought_into_it(anders, hundred, given, limit):
    assert anders.list(folder=hundred, limit=given)["limit"] == limit


def test_past_the_end_there_is_nothing(anders, hundred):
    assert anders.list(folder=hundred, offset=1000)["files"] == []
    assert anders.list(folder=hundred, offset="9" * 30)["files"] == []


def test_a_filter_ignores_case_and_accents(anders):
    folder = anders.folder()["_id"]
    for name in ("Übersicht Ærø.txt", "100%_done.txt", "plain.txt"):
        anders.add(name, folder=folder)
    assert anders.names(folder=folder, filter="ubersicht") == ["Übersicht Ærø.txt"]
    assert anders.names(folder=folder, filter="ÜBER") == ["Übersicht Ærø.txt"]
    assert anders.names(folder=folder, filter="%_") == ["100%_done.txt"]
    assert anders.names(folder=folder, filter="_") == ["100%_done.txt"]
    assert anders.list(folder=folder, filter="nothing")["total"] == 0


def test_totals_hold_through_every_change(anders):
    outer, inner = anders.folder()["_id"], anders.folder()["_id"]
    everything = anders.list(allFolders="true", limit=1)["total"]
    documents = [anders.add(folder=outer)["_id"] for _ in range(5)]
    anders.change(documents[0], folder=inner)
    anders.change(documents[1], accessLevel="ALL")
    anders.change(documents[2], accessLevel="EMPLOYEE", folder=inner)
    anders.delete(documents[3])
    assert (anders.list(folder=outer)["total"], anders.list(folder=inner)["total"]) == (2, 2)
    assert anders.list(allFolders="true", limit=1)["total"] == everything + 4


def test_a_reseller_lists_the_customer_that_it_names(platform, anders):
    document = anders.add("for resellers.txt", accessLevel="ALL")["_id"]
    reseller = platform.documents("Reseller", "RESELLER")
    listed = reseller.list(customer=platform.customers["Anders"], filter="for resellers")["files"]
    assert document in [file["_id"] for file in listed]
    assert document not in [file["_id"] for file in reseller.list(filter="for resellers")["files"]]
    answer = reseller.client.get("/file", params={"customer": platform.customers["Elsewhere"]})
    assert refusal(answer) == (403, "access_denied")
