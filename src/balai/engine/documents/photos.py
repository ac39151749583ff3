"""From the bytes of a stranger to two clean JPEG files, or a refusal. No database, no disk, no clock.

Bounded in memory: one photo is decoded at a time in a process, JPEG is decoded at a fraction of its
size, and the number of pixels is read from the header before anything is decoded.
"""

import hashlib
import threading
from dataclasses import dataclass, field
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

from balai.engine.documents import rules, terms
from balai.engine.documents.capture import Capture, read_capture
from balai.engine.documents.fingerprints import STORED, Blots, blots_of
from balai.foundation.errors import Refused

register_heif_opener(thumbnails=False, decode_threads=1)
_SRGB = ImageCms.createProfile("sRGB")
_ONE_AT_A_TIME = threading.BoundedSemaphore(1)
_PATIENCE_SECONDS = 20.0
_TRANSPARENT = ("RGBA", "LA", "PA", "RGBa", "La")


@dataclass(frozen=True, slots=True)
class Photo:
    """A clean photo: two JPEG files in sRGB without metadata, and what the original said of its capture."""

    width: int
    height: int
    large: bytes = field(repr=False)
    small: bytes = field(repr=False)
    sha256: str
    difference_hash: int
    blots: Blots = field(repr=False)
    capture: Capture


class Busy(Refused):
    """Too many photos at once; the same request will do a moment later."""

    status = 503


def clean_photo(data: bytes, *, zone: ZoneInfo) -> Photo:
    """Decode, turn upright, shrink, strip and re-encode.

    `zone` is where the clock of a camera stands that does not tell its offset. Raises Refused
    PHOTO_TOO_LARGE, PHOTO_NOT_AN_IMAGE, PHOTO_TOO_MANY_PIXELS, PHOTO_BROKEN or PHOTO_BUSY (503).
    """
    kind = _check_file(data)
    if not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE_SECONDS):
        raise Busy(
            "PHOTO_BUSY",
            "Terlalu banyak foto sedang diproses. Coba kirim lagi sebentar lagi.",
            field="photos",
        )
    try:
        return _clean(data, kind, zone)
    finally:
        _ONE_AT_A_TIME.release()


def _check_file(data: bytes) -> str:
    if len(data) > terms.MOST_BYTES:
        raise too_large()
    kind = rules.image_format(data)
    if kind is None or rules.carries_another_file(data):
        raise Refused(
            "PHOTO_NOT_AN_IMAGE",
            "Berkas ini bukan foto. Pilih foto berformat JPG, PNG, WebP, GIF, atau HEIC.",
            field="photos",
        )
    return kind


def _clean(data: bytes, kind: str, zone: ZoneInfo) -> Photo:
    try:
        with Image.open(BytesIO(data), formats=[kind]) as image:
            _check_pixels(image)
            capture, orientation = read_capture(image, zone=zone)
            large = _upright(_shrunk(image, terms.LONGEST_SIDE), orientation)
    except Refused:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Exception as error:
        # Decoders answer to a malformed file with whatever they like; every answer means the same.
        raise Refused(
            "PHOTO_BROKEN",
            "Foto ini rusak atau tidak lengkap. Buka foto di ponsel Anda, simpan ulang, lalu kirim lagi.",
            field="photos",
        ) from error
    small = large.resize(rules.bounded(*large.size, terms.LONGEST_SIDE_SMALL), Image.Resampling.LANCZOS)
    encoded = _jpeg(large, terms.QUALITY)
    return Photo(
        width=large.width,
        height=large.height,
        large=encoded,
        small=_jpeg(small, terms.QUALITY_SMALL),
        sha256=hashlib.sha256(encoded).hexdigest(),
        difference_hash=difference_hash(small),
        blots=blots_of(large, most=STORED),
        capture=capture,
    )


def _check_pixels(image: Image.Image) -> None:
    if image.width * image.height > terms.MOST_PIXELS:
        raise _too_many_pixels()


def _shrunk(image: Image.Image, longest: int) -> Image.Image:
    """The first frame in RGB and sRGB on white, at most `longest` pixels on its longest side."""
    size = rules.bounded(*image.size, longest)
    image.draft("RGB", size)  # only JPEG: decodes at 1/2, 1/4 or 1/8 of its size
    image.load()
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode == "1":
        image = image.convert("L")
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if image.mode in _TRANSPARENT:
        image = _on_white(image.convert("RGBA"))
    return _in_srgb(image, profile)


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of wide-gamut phones translated; a profile that cannot be read is ignored."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
            image = turned or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turned as the camera was held. All that Pillow remembers of the original is dropped on the way."""
    image.info = {}
    image.getexif().clear()
    image.getexif()[0x0112] = orientation
    upright = ImageOps.exif_transpose(image)
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    return clean


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
    return out.getvalue()


def difference_hash(image: Image.Image) -> int:
    """64 bits, one for each step to the right in a 9 x 8 grey picture: alike photos differ in few bits."""
    grey = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    pixels = grey.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (pixels[at] > pixels[at + 1])
    return bits


def too_large() -> Refused:
    """The refusal of a file above 10 MB, also for callers that know its size before reading it."""
    return Refused(
        "PHOTO_TOO_LARGE",
        "Foto ini lebih besar dari 10 MB. Kirim foto dengan ukuran yang lebih kecil.",
        field="photos",
    )


def _too_many_pixels() -> Refused:
    return Refused(
        "PHOTO_TOO_MANY_PIXELS",
        "Foto ini terlalu besar ukurannya (lebih dari 50 megapiksel). Perkecil foto, lalu kirim lagi.",
        field="photos",
    )
