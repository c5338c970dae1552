"""`brand` as the target of an upload in pieces: it becomes what the form would have made of it."""

import pytest

from Support.trade import products, refusal
from Support.tus import Uploads, result


def uploads(sender):
    return Uploads(sender.client)


def test_a_file_comes_of_it(trade):
    content = products(1)
    url = uploads(trade.sender).begin(
        len(content), target="brand", filename="list.xlsx", name=f"product,{trade.brand}")
    half = len(content) // 2
    assert uploads(trade.sender).append(url, content[:half]).status_code == 204
    answer = uploads(trade.sender).append(url, content[half:], offset=half)
    assert answer.status_code == 204, answer.text
    file = result(answer)["response"]["file"][0]
    assert answer.headers["Location"].endswith(f"/api/file/{file['id']}")
    assert trade.sender.wait(file)["status"] == "processed"
    assert trade.sender.client.get(f"/api/file/{file['id']}/content").content == content


@pytest.mark.parametrize("name, field", [("recipe,{brand}", "fileType"), ("product,x", "brand"), (None, "name")])
def test_a_bad_argument_is_refused_before_the_bytes(trade, name, field):
    fields = {"target": "brand", "filename": "list.xlsx"}
    if name:
        fields["name"] = name.format(brand=trade.brand)
    assert refusal(uploads(trade.sender).create(10, **fields)) == (422, field)


def test_what_is_no_table_is_refused_at_the_end(trade):
    url = uploads(trade.sender).begin(5, target="brand", filename="list.xlsx", name=f"product,{trade.brand}")
    assert uploads(trade.sender).append(url, b"hello").status_code == 415
    assert trade.sender.list("file") == []
