"""Pictures as apps send them, and as links show them."""

import base64
import io

import requests
from PIL import Image

from Support.filer import picture


def data_uri(content, type="image/png"):
    return f"data:{type};base64,{base64.b64encode(content).decode()}"


def fetch(url, **options):
    """What a link without a token answers."""
    return requests.get(url, timeout=30, **options)


def seen(url, **options):
    """The image behind a link."""
    answer = fetch(url, **options)
    assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
    assert answer.headers["Content-Type"].startswith("image/")
    found = Image.open(io.BytesIO(answer.content))
    found.load()
    return found


def colour(url):
    """The colour of the middle of the image behind a link."""
    found = seen(url).convert("RGB")
    return found.getpixel((found.width // 2, found.height // 2))


def with_metadata(colour="red", size=(60, 40), orientation=6):
    """A JPEG that tells where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of somebody"
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 45.0, 7.0), 3: "E", 4: (37.0, 36.0, 56.0)})
    return picture(colour, size, "JPEG", exif=exif, comment=b"at home")
