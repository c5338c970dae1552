"""Folders: made, filled, moved, never in themselves, never between customers."""

import threading

from Support.documents import refusal


def test_a_folder_is_a_document_without_bytes(anders):
    folder = anders.folder("Contracts", description="All of them")
    assert folder["type"] == "FOLDER" and folder["size"] == 0
    assert folder["fileId"] is None and folder["filetype"] is None and folder["width"] is None
    assert anders.get(folder["_id"]).json()["url"] is None
    assert refusal(anders.content(folder["_id"])) == (404, "id")


def test_what_lies_in_a_folder_is_listed_there_alone(anders):
    outer = anders.folder("Outer")["_id"]
    inner = anders.folder("Inner", folder=outer)["_id"]
    anders.add("deep.txt", folder=inner)
    assert anders.names(folder=outer) == ["Inner"]
    assert anders.names(folder=inner) == ["deep.txt"]
    top = anders.names(limit=500)
    assert "Outer" in top and "Inner" not in top and "deep.txt" not in top
    assert top == anders.names(limit=500, folder="null")
    assert {"Outer", "Inner", "deep.txt"} <= set(anders.names(limit=500, allFolders="true"))


def test_a_folder_needs_a_name(anders):
    assert refusal(anders.client.post("/file", json={"type": "FOLDER"})) == (422, "filename")


def test_a_folder_of_another_customer_is_a_conflict_where_it_is_seen(platform, anders):
    reseller = platform.documents("Reseller", "RESELLER")
    folder = anders.folder()["_id"]
    bering = platform.customers["Bering"]
    assert refusal(reseller.upload(customer=bering, folder=folder)) == (409, "folder")
    answer = reseller.client.post(
        "/file", json={"filename": "F", "type": "FOLDER", "customer": bering, "folder": folder})
    assert refusal(answer) == (409, "folder")
    document = reseller.add(customer=bering)
    assert refusal(reseller.change(document["_id"], folder=folder)) == (409, "folder")


def test_a_folder_that_is_not_seen_is_unknown(platform, anders):
    folder = anders.folder(accessLevel="EMPLOYEE")["_id"]
    for documents in (platform.documents("Anders", "OWNER"), platform.documents("Bering", "OWNER")):
        assert refusal(documents.upload(folder=folder)) == (404, "folder")
    assert refusal(anders.upload(folder="0" * 24)) == (404, "folder")
    assert refusal(anders.upload(folder="elsewhere")) == (404, "folder")


def test_a_document_is_no_folder(anders):
    document = anders.add()["_id"]
    assert refusal(anders.upload(folder=document)) == (404, "folder")


def test_moving(anders):
    first, second = anders.folder("First")["_id"], anders.folder("Second")["_id"]
    document = anders.add(folder=first)["_id"]
    assert anders.change(document, folder=second).json()["folder"] == second
    assert (anders.list(folder=first)["total"], anders.list(folder=second)["total"]) == (0, 1)
    assert anders.change(document, folder=None).json()["folder"] is None
    assert anders.list(folder=second)["total"] == 0


def test_a_change_of_something_else_leaves_it_where_it_is(anders):
    folder = anders.folder()["_id"]
    document = anders.add(folder=folder)["_id"]
    assert anders.change(document, description="x").json()["folder"] == folder


def test_a_folder_does_not_come_to_lie_in_itself(anders):
    outer = anders.folder("Outer")["_id"]
    middle = anders.folder("Middle", folder=outer)["_id"]
    inner = anders.folder("Inner", folder=middle)["_id"]
    for target in (outer, middle, inner):
        assert refusal(anders.change(outer, folder=target)) == (409, "folder")
    assert anders.change(inner, folder=outer).status_code == 200


def test_two_moves_at_once_make_no_cycle(anders):
    for _ in range(10):
        a, b = anders.folder("A")["_id"], anders.folder("B")["_id"]
        answers = []
        moves = [
            threading.Thread(target=lambda x=x, y=y: answers.append(anders.change(x, folder=y).status_code))
            for x, y in ((a, b), (b, a))
        ]
        for move in moves:
            move.start()
        for move in moves:
            move.join()
        assert sorted(answers) == [200, 409]


def test_folders_lie_a_hundred_deep_and_no_deeper(anders):
    folder = anders.folder("0")["_id"]
    for depth in range(1, 100):
        folder = anders.folder(str(depth), folder=folder)["_id"]
    answer = anders.client.post("/file", json={"filename": "too deep", "type": "FOLDER", "folder": folder})
    assert refusal(answer) == (409, "folder")
    assert anders.upload(folder=folder).status_code == 200


def test_no_move_makes_a_tower_of_more_than_a_hundred(anders):
    def tower(height):
        bottom = folder = anders.folder("0")["_id"]
        for floor in range(1, height):
            folder = anders.folder(str(floor), folder=folder)["_id"]
        return bottom, folder

    _, top = tower(60)
    bottom, _ = tower(41)
    assert refusal(anders.change(bottom, folder=top)) == (409, "folder")
    bottom, _ = tower(40)
    assert anders.change(bottom, folder=top).status_code == 200


def test_a_folder_goes_when_it_is_empty(anders):
    folder = anders.folder()["_id"]
    document = anders.add(folder=folder)["_id"]
    assert refusal(anders.delete(folder)) == (409, "folder")
    assert anders.delete(document).json() == {"success": True}
    assert anders.delete(folder).json() == {"success": True}
    assert refusal(anders.upload(folder=folder)) == (404, "folder")
