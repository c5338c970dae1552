"""Files go from a data folder to a bucket and back."""

import pytest

from Support import files
from Support.client import Client
from Support.intercom import Intercom
from Support.marks import CELLS
from Support.workbooks import sheet

pytestmark = pytest.mark.skipif(files.in_bucket, reason="begins with files in a folder")


def test_files_move_to_a_bucket_and_back(furnish, serve, location):
    installation = furnish()
    folder = installation.data / "files"
    server = serve(installation)
    intercom = Intercom.create(Client(server.url, installation.administrator), installation)
    upload = intercom.reject(sheet(CELLS))
    path = f"/uploads/{upload['id']}/errors.xlsx"
    whole = intercom.client.get(path).content
    server.stop()
    moved = installation.json("copy", "--files-from", folder, "--files-to", location, environment=files.KEYS)
    assert moved["files"]["copied"] == 2
    folder.rename(installation.data / "old")

    in_bucket = files.KEYS | {"GATEHOUSE_FILES": location}
    server = serve(installation, environment=in_bucket)
    assert Client(server.url, installation.administrator).get(path).content == whole
    server.stop()
    installation.run("copy", "--files-to", installation.data / "files", environment=in_bucket)

    server = serve(installation)
    assert Client(server.url, installation.administrator).get(path).content == whole
