"""What becomes of the bytes of a stranger."""

import hashlib
import threading
from datetime import datetime, timedelta, timezone
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageCms

from balai.engine.documents import photos, terms
from balai.engine.documents.capture import Capture
from balai.engine.documents.photos import clean_photo
from balai.engine.documents.rules import bits_apart
from balai.foundation.errors import Refused

from .images import IN_BATANG, encoded, exif, header_of_png, photo, scene

ZONE = ZoneInfo("Asia/Jakarta")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        clean_photo(data, zone=ZONE)
    assert caught.value.field == "photos"
    assert caught.value.message.endswith(".")
    return caught.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_every_format_of_phones_becomes_jpeg(kind: str) -> None:
    done = clean_photo(photo(800, 600, kind), zone=ZONE)
    large = opened(done.large)
    assert (large.format, large.mode, large.size) == ("JPEG", "RGB", (800, 600))
    assert "progressive" in large.info
    red, green, blue = large.getpixel((20, 20))
    assert red > 180 and green < 70 and blue < 70
    assert done.sha256 == hashlib.sha256(done.large).hexdigest()


@pytest.mark.parametrize(
    ("size", "large", "small"),
    [
        ((2400, 1800), (1600, 1200), (288, 216)),
        ((1800, 2400), (1200, 1600), (216, 288)),
        ((280, 200), (280, 200), (280, 200)),
        ((3000, 2), (1600, 1), (288, 1)),
    ],
)
def test_longest_side_is_bounded_and_never_grows(size, large, small) -> None:
    done = clean_photo(photo(*size), zone=ZONE)
    assert (done.width, done.height) == large
    assert opened(done.large).size == large
    assert opened(done.small).size == small


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("nothing", b"", "PHOTO_NOT_AN_IMAGE"),
        ("text", b"bukan foto", "PHOTO_NOT_AN_IMAGE"),
        ("svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "PHOTO_NOT_AN_IMAGE"),
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PHOTO_NOT_AN_IMAGE"),
        ("html", b"<html><body>x</body></html>", "PHOTO_NOT_AN_IMAGE"),
        ("zip", b"PK\x03\x04" + b"\0" * 60, "PHOTO_NOT_AN_IMAGE"),
        ("tiff", b"II*\0\x08\0\0\0", "PHOTO_NOT_AN_IMAGE"),
        ("postscript", b"%!PS-Adobe-3.0 EPSF-3.0\n", "PHOTO_NOT_AN_IMAGE"),
        ("jpeg and page", photo() + b"<SCRIPT>alert(1)</SCRIPT>", "PHOTO_NOT_AN_IMAGE"),
        ("jpeg and php", photo(comment=b"<?php echo 1; ?>"), "PHOTO_NOT_AN_IMAGE"),
        ("jpeg and pdf", photo(comment=b"%PDF-1.4"), "PHOTO_NOT_AN_IMAGE"),
        ("gif and zip", photo(kind="GIF") + b"PK\x05\x06" + b"\0" * 18, "PHOTO_NOT_AN_IMAGE"),
        ("jpeg head only", b"\xff\xd8\xff\xe0", "PHOTO_BROKEN"),
        ("jpeg cut", photo()[:-4000], "PHOTO_BROKEN"),
        ("png cut", photo(kind="PNG")[:-400], "PHOTO_BROKEN"),
        ("webp cut", photo(kind="WEBP")[:-400], "PHOTO_BROKEN"),
        ("heic cut", photo(kind="HEIF")[:-400], "PHOTO_BROKEN"),
        ("heic head only", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "PHOTO_BROKEN"),
        ("gif head only", b"GIF89a", "PHOTO_BROKEN"),
        ("png bomb", header_of_png(60_000, 60_000), "PHOTO_TOO_MANY_PIXELS"),
        ("png over the line", header_of_png(8192, 6401), "PHOTO_TOO_MANY_PIXELS"),
        ("too many bytes", photo() + b"\0" * terms.MOST_BYTES, "PHOTO_TOO_LARGE"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused(name: str, data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    # 8192 x 6400 claimed and not there: allowed by its header, so only now is it decoded and found broken.
    assert refusal(header_of_png(8192, 6400)) == "PHOTO_BROKEN"


def test_data_behind_the_picture_is_allowed_and_dropped() -> None:
    done = clean_photo(photo() + b"\0\0\0\x18ftypmp42 film rekaan", zone=ZONE)
    assert b"film rekaan" not in done.large + done.small


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_of_the_owner_is_left(kind: str) -> None:
    tells = exif(taken="2026:03:17 08:30:00", place=IN_BATANG)
    options = {"comment": b"catatan rekaan"} if kind == "JPEG" else {}
    done = clean_photo(photo(kind=kind, exif=tells, **options), zone=ZONE)
    for data in (done.large, done.small):
        assert not opened(data).getexif()
        assert not {"exif", "comment", "xmp", "icc_profile"} & set(opened(data).info)
        assert b"Rekaan" not in data and b"rekaan" not in data and b"Exif" not in data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_capture_is_read_before_it_is_stripped(kind: str) -> None:
    tells = exif(taken="2026:03:17 08:30:00", place=IN_BATANG)
    done = clean_photo(photo(kind=kind, exif=tells), zone=ZONE)
    assert done.capture == Capture(datetime(2026, 3, 17, 8, 30, tzinfo=ZONE), -6.9083333, 109.73)


@pytest.mark.parametrize(
    ("written", "offset", "read"),
    [
        (
            "2026:03:17 08:30:00",
            "+09:00",
            datetime(2026, 3, 17, 8, 30, tzinfo=timezone(timedelta(hours=9))),
        ),
        ("2026:03:17 08:30:00", "nonsense", datetime(2026, 3, 17, 8, 30, tzinfo=ZONE)),
        ("0000:00:00 00:00:00", "", None),
        ("kemarin", "", None),
    ],
)
def test_moment_of_capture(written: str, offset: str, read: datetime | None) -> None:
    done = clean_photo(photo(exif=exif(taken=written, offset=offset)), zone=ZONE)
    assert done.capture == Capture(taken_at=read)


@pytest.mark.parametrize(
    "place",
    [
        {1: "S", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "S", 2: (99.0, 0.0, 0.0), 3: "E", 4: (109.0, 0.0, 0.0)},
        {1: "S", 2: (6.0, 54.0, 30.0)},
    ],
)
def test_nonsense_places_count_as_silence(place: dict) -> None:
    assert clean_photo(photo(exif=exif(place=place)), zone=ZONE).capture == Capture()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_broken_exif_does_not_refuse_the_photo() -> None:
    done = clean_photo(photo(exif=b"Exif\0\0II*\0\xff\xff\xff\xff garbage"), zone=ZONE)
    assert (done.width, done.capture) == (800, Capture())


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [
        (1, "upper left"),
        (2, "upper right"),
        (3, "lower right"),
        (4, "lower left"),
        (5, "upper left"),
        (6, "upper right"),
        (7, "lower right"),
        (8, "lower left"),
    ],
)
def test_photos_stand_upright(orientation: int, corner: str) -> None:
    done = clean_photo(photo(800, 600, exif=exif(orientation=orientation)), zone=ZONE)
    picture = opened(done.large)
    assert picture.size == ((800, 600) if orientation < 5 else (600, 800))
    x = 20 if "left" in corner else picture.width - 20
    y = 20 if "upper" in corner else picture.height - 20
    red, green, _ = picture.getpixel((x, y))
    assert red > 180 and green < 70


def test_of_moving_pictures_the_first_frame_counts() -> None:
    frames = [scene(120, 80), Image.new("RGB", (120, 80), "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        moving = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        red, _, blue = opened(clean_photo(moving, zone=ZONE).large).getpixel((5, 5))
        assert red > blue + 100, kind


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16", "CMYK"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    if mode == "I;16":
        picture = Image.new("I;16", (40, 30), 30_000)
    else:
        picture = scene(40, 30).convert(mode)
    done = clean_photo(encoded(picture, "JPEG" if mode == "CMYK" else "PNG"), zone=ZONE)
    assert opened(done.large).mode == "RGB"
    if mode == "I;16":
        assert abs(opened(done.large).getpixel((5, 5))[0] - 30_000 // 256) < 4


def test_transparency_becomes_white_paper() -> None:
    done = clean_photo(encoded(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG"), zone=ZONE)
    assert min(opened(done.large).getpixel((5, 5))) > 250


def test_colours_of_other_profiles_are_translated_to_srgb() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A camera whose red is our green, and the other way round.
    swapped = srgb.replace(b"rXYZ", b"?", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"?", b"gXYZ", 1)
    plain = clean_photo(photo(kind="PNG"), zone=ZONE)
    for profile in (b"not a profile", srgb):
        assert clean_photo(photo(kind="PNG", icc_profile=profile), zone=ZONE).large == plain.large
    red, green, _ = opened(clean_photo(photo(kind="PNG", icc_profile=swapped), zone=ZONE).large).getpixel(
        (9, 9)
    )
    assert green > red + 100


def test_look_alikes_are_few_bits_apart() -> None:
    base = clean_photo(photo(2000, 1500), zone=ZONE).difference_hash
    again = clean_photo(photo(1000, 750, "WEBP", quality=40), zone=ZONE).difference_hash
    other = clean_photo(
        encoded(Image.effect_mandelbrot((800, 600), (-2, -1.2, 1, 1.2), 60)), zone=ZONE
    ).difference_hash
    assert bits_apart(base, again) <= 4
    assert bits_apart(base, other) > 8


def test_one_photo_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "_PATIENCE_SECONDS", 0.01)
    gate = threading.BoundedSemaphore(1)
    monkeypatch.setattr(photos, "_ONE_AT_A_TIME", gate)
    with gate, pytest.raises(Refused) as caught:
        clean_photo(photo(), zone=ZONE)
    assert (caught.value.code, caught.value.status) == ("PHOTO_BUSY", 503)
    assert refusal(photo()[:-4000]) == "PHOTO_BROKEN"
    assert clean_photo(photo(), zone=ZONE).width == 800  # the gate opens again after a refusal
