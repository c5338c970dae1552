"""Images as Pillow makes and sees them: `images.py make FOLDER`, `images.py look PATH…` (an array of JSON objects)."""
import hashlib
import json
import pathlib
import struct
import sys
import zlib

from PIL import Image, ImageCms

COLOURS = [(220, 30, 30), (30, 200, 30), (30, 30, 220), (230, 220, 40)]
# What undoes each EXIF orientation (CIPA DC-008, 4.6.4): applied before saving, it makes the image upright for viewers.
UNDO = {
    1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(width: int, height: int) -> Image.Image:
    """Red, green, blue and yellow from the upper left to the lower right."""
    image = Image.new("RGB", (width, height))
    for index, colour in enumerate(COLOURS):
        left, top = index % 2 * width // 2, index // 2 * height // 2
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return image


def exif(orientation: int) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "Camera"
    tags.get_ifd(0x8825).update({1: "N", 2: (59.0, 56.0, 0.0), 3: "E", 4: (30.0, 18.0, 0.0)})
    return tags


def make(folder: pathlib.Path) -> None:
    image = quarters(96, 64)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for orientation, undo in UNDO.items():
        turned = image if undo is None else image.transpose(undo)
        turned.save(folder / f"orientation-{orientation}.jpg", quality=95, exif=exif(orientation), icc_profile=profile)
    for name in ("told.png", "told.webp", "told.tif"):
        image.save(folder / name, exif=exif(1), icc_profile=profile)
    clear = image.convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 48, 32))
    clear.save(folder / "clear.png")
    frames = [quarters(96, 64).rotate(90 * turn) for turn in range(3)]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:], duration=100)
    frames[0].save(folder / "pages.tif", save_all=True, append_images=frames[1:])
    photograph = Image.effect_noise((1500, 1000), 80).convert("RGB")
    photograph.save(folder / "photograph.jpg", quality=80)
    whole = (folder / "photograph.jpg").read_bytes()
    (folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    clear.resize((600, 400)).save(folder / "whole.png")
    whole = (folder / "whole.png").read_bytes()
    (folder / "cut.png").write_bytes(whole[: len(whole) // 2])
    (folder / "bomb.png").write_bytes(bomb(50_000, 50_000))
    quarters(9000, 9000).save(folder / "large.png")
    image.save(folder / "picture.ppm")
    image.save(folder / "picture.bmp")
    image.save(folder / "picture.pcx")
    image.save(folder / "picture.pdf")
    (folder / "picture.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"><rect width="9" height="9"/></svg>')


def bomb(width: int, height: int) -> bytes:
    """A PNG of so many white pixels of one bit, packed as tightly as can be."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    data = b"".join(packer.compress(row * 100) for _ in range(height // 100)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def look(path: str) -> dict:
    with Image.open(path) as image:
        tags = image.getexif()
        width, height = image.size
        pixels = image.convert("RGB")
        corners = [pixels.getpixel((width * x // 4, height * y // 4)) for y in (1, 3) for x in (1, 3)]
        nearest = [min(range(4), key=lambda i: sum(abs(a - b) for a, b in zip(COLOURS[i], found))) for found in corners]
        return {
            "format": image.format, "width": width, "height": height, "pages": getattr(image, "n_frames", 1),
            "hasAlpha": "A" in image.mode or "transparency" in image.info, "quarters": nearest,
            "tags": sorted(set(tags) & {0x0112, 0x010F, 0x8825, 0x8769}), "hasProfile": "icc_profile" in image.info,
            "colours": len(pixels.getcolors(1 << 24)), "pixels": hashlib.sha256(pixels.tobytes()).hexdigest(),
        }


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(pathlib.Path(sys.argv[2]))
    else:
        print(json.dumps([look(path) for path in sys.argv[2:]]))
