"""Pictures are known again by their blots; what a file tells of its own past is read from its words and tables."""

import struct
import zlib
from io import BytesIO, StringIO
from random import Random

import pytest
from django.core.management import call_command
from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

from balai.engine.documents.actions.fingerprinting import fill_fingerprints
from balai.engine.documents.fingerprint_models import Fingerprint, Trace
from balai.engine.documents.fingerprints import STORED, blots_of
from balai.engine.documents.likenesses import candidates, picture_of, traces_of
from balai.engine.documents.public import Document, store_photo
from balai.engine.documents.traces import traces_in
from balai.foundation.actor import CITIZEN


def street(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Shapes of many sizes and shades: a picture that has something to be known by."""
    rng, picture = Random(seed), Image.new("RGB", size, (150, 160, 170))
    pen = ImageDraw.Draw(picture)
    for _ in range(140):
        x, y, reach = rng.randrange(size[0]), rng.randrange(size[1]), rng.randrange(8, 70)
        colour = tuple(rng.randrange(30, 230) for _ in range(3))
        draw = rng.choice([pen.ellipse, pen.rectangle])
        draw((x, y, x + reach, y + int(reach * rng.uniform(0.5, 1.5))), fill=colour)
    return picture


def saved(picture: Image.Image, quality: int = 85, **more) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


AGAIN = [
    ("the same", lambda one: one, False),
    ("smaller and saved worse", lambda one: opened(saved(one.resize((400, 300)), 40)), False),
    ("a fifth cropped away", lambda one: one.crop((70, 40, 582, 424)), False),
    ("mirrored", lambda one: one.transpose(Image.Transpose.FLIP_LEFT_RIGHT), True),
]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("what", "change", "mirrored"), AGAIN, ids=[row[0] for row in AGAIN])
def test_a_picture_is_found_again_among_others(folder, at, what, change, mirrored):
    kept = [store_photo(upload=saved(street(seed)), kind="REPORT", by=CITIZEN, at=at) for seed in range(4)]
    found = candidates(change(street(2)))
    assert (found[0].document_id, found[0].mirrored) == (kept[2].pk, mirrored)
    assert len(found) == 1 or found[0].votes > 3 * found[1].votes


@pytest.mark.slow
@pytest.mark.django_db
def test_only_photos_of_places_are_fingerprinted_and_older_ones_in_batches(folder, at):
    for kind in ("REPORT", "PAPER"):
        store_photo(upload=saved(street(1)), kind=kind, by=CITIZEN, at=at)
    assert Fingerprint.objects.values("document__kind").distinct().get() == {"document__kind": "REPORT"}
    before = set(Fingerprint.objects.values_list("key", "spot"))
    assert 0 < len(before) <= STORED
    Fingerprint.objects.all().delete()
    done, last = fill_fingerprints()
    assert (done, last) == (1, Document.objects.get(kind="REPORT").pk)
    # From the stored file, which was saved once more: nearly the same blots.
    assert len(before & set(Fingerprint.objects.values_list("key", "spot"))) > len(before) / 3
    assert fill_fingerprints(after=last)[0] == fill_fingerprints()[0] == 0
    Fingerprint.objects.all().delete()
    call_command("fingerprint_photos", stdout=StringIO())
    assert Fingerprint.objects.exists()


@pytest.mark.django_db
def test_a_lost_file_is_no_picture(folder, at):
    document = store_photo(upload=saved(street(1, (160, 120))), kind="REPORT", by=CITIZEN, at=at)
    for path in folder.rglob("*.jpg"):
        path.unlink()
    assert picture_of(document) is None


def test_an_empty_picture_has_no_blots():
    assert blots_of(Image.new("RGB", (320, 240), "white")).keys() == []


# --- traces


def with_exif(**words: str) -> bytes:
    exif = Image.Exif()
    for name, value in words.items():
        exif[ExifTags.Base[name]] = value
    return saved(street(1, (160, 120)), exif=exif)


def png(text: str, size: tuple[int, int] = (120, 90)) -> bytes:
    out, info = BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("parameters", text)
    Image.new("RGB", size).save(out, "PNG", pnginfo=info)
    return out.getvalue()


PHONE = {"Make": "Ponsel Rekaan", "Model": "R1"}
TRACES = [
    ("from a camera", with_exif(**PHONE), []),
    ("saved by an editor", with_exif(**PHONE, Software="Adobe Photoshop 25.0"), ["EDITOR"]),
    ("drawn by a machine", with_exif(**PHONE, Software="Midjourney"), ["GENERATED"]),
    ("says of itself that a model made it", saved(street(1, (160, 120)), 95) + b"trainedAlgorithmicMedia", ["GENERATED", "NO_CAMERA"]),
    ("with the notes of a model", png("a mended road\nNegative prompt: hole"), ["GENERATED", "NO_CAMERA"]),
    ("a screenshot by its size", saved(Image.new("RGB", (1080, 2400)), 95), ["SCREENSHOT", "NO_CAMERA"]),
    ("through a messenger", saved(Image.new("RGB", (1600, 1200)), 80), ["MESSENGER", "NO_CAMERA"]),
    ("saved again", saved(street(1, (160, 120)), 75), ["SAVED_AGAIN", "NO_CAMERA"]),
    ("no image at all", b"kosong", []),
    ("malformed words", saved(street(1, (160, 120)), 95, exif=b"Exif\0\0II*\0" + struct.pack("<I", zlib.crc32(b"x"))), ["NO_CAMERA"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "data", "codes"), TRACES, ids=[row[0] for row in TRACES])
def test_what_a_file_tells_of_its_past(what, data, codes):
    assert traces_in(data) == codes


@pytest.mark.django_db
def test_traces_are_kept_for_proofs_only(folder, at):
    data = with_exif(**PHONE, Software="Snapseed 2.0")
    plain, proof = (
        store_photo(upload=data, kind="PROOF", by=CITIZEN, at=at, keep_capture=keep) for keep in (False, True)
    )
    assert (traces_of(plain), traces_of(proof)) == ([], ["EDITOR"])
    assert Trace.objects.count() == 1
