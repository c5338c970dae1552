"""A workbook may have more text than memory is given to it."""

import io
import zipfile

import pytest

from fault_workbooks import summary
from Support import files

MB = 1 << 20
STRINGS = "xl/sharedStrings.xml"


def wordy(content, size):
    """The workbook with so many bytes of texts more in its table of strings."""
    item = f"<si><t>{'another word ' * 80}</t></si>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == STRINGS:
                part = part.replace("</sst>", item * (size // len(item)) + "</sst>")
            new.writestr(name, part, compresslevel=1)
    return out.getvalue()


@pytest.fixture(scope="module")
def long_summary():
    return wordy(summary(40, seed=5), 100 * MB)


@pytest.mark.skipif(files.in_bucket, reason="what comes from a bucket lies in the folder too")
def test_texts_past_the_memory_for_them_lie_in_the_data_folder(make_house, long_summary):
    house = make_house().start()
    temporary = house.view / "temporary"
    temporary.rename(house.view / "away")
    answer = house.upload(long_summary)
    assert answer.status_code >= 500, answer.text
    assert house.upload(summary(40, seed=5)).status_code == 204

    (house.view / "away").rename(temporary)
    house.forget_peak()
    before = house.memory()
    assert house.load(long_summary)["state"] == "loaded"
    assert house.memory("VmHWM") - before < 112 * MB
    assert not house.leftovers()
