"""What a file tells of its own past: an editor, a machine that draws, a screenshot, a messenger, a second saving.

No proof of anything: codes for a person who looks. Only words and numbers of the file are read, never the picture.
"""

import re
from contextlib import suppress
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image

_EDITORS = re.compile(
    r"photoshop|lightroom|snapseed|picsart|gimp|canva|meitu|pixlr|facetune|affinity|paint\.net|inshot|remini|polarr|vsco|"
    r"photodirector|beautyplus|lensa|airbrush|photoroom|picmonkey|krita|imagemagick|paintshop",
    re.IGNORECASE,
)
_MACHINES = re.compile(
    r"midjourney|dall-?e|stable ?diffusion|firefly|imagen|gemini|gpt-?image|openai|flux|leonardo\.ai|novelai|comfyui|ideogram|"
    r"grok|magic ?eraser|generative",
    re.IGNORECASE,
)
# Standardised words: IPTC digital source types, the content credentials (C2PA) of generators, Stable Diffusion's notes.
_MACHINE_BYTES = (
    b"trainedAlgorithmicMedia", b"compositeWithTrainedAlgorithmicMedia", b"algorithmicMedia", b"c2pa.ai_generated",
    b"ai_generative", b"negative_prompt", b"Negative prompt:", b"sd-metadata",
)  # fmt: skip
_SCREENSHOT = re.compile(r"screenshot|screen shot|tangkapan layar", re.IGNORECASE)
# Short and long side of screens of phones, in pixels.
_SCREENS = {
    (720, 1280), (720, 1520), (720, 1560), (720, 1600), (720, 1612), (720, 1650), (1080, 1920), (1080, 2160), (1080, 2220),
    (1080, 2280), (1080, 2310), (1080, 2316), (1080, 2340), (1080, 2376), (1080, 2388), (1080, 2400), (1080, 2408),
    (1080, 2412), (1170, 2532), (1179, 2556), (1284, 2778), (1290, 2796), (1125, 2436), (828, 1792), (750, 1334),
    (1242, 2688), (1440, 3040), (1440, 3088), (1440, 3120), (1440, 3200), (1220, 2712), (1240, 2772),
}  # fmt: skip
# Longest sides that messengers leave.
_MESSENGER_SIDES = {1280, 1600, 2048, 4096}
_HEAD = 262_144
_EDITED_QUALITY, _MESSENGER_QUALITY = 92, 85
# The first row of the table of the JPEG standard (Annex K), at quality 50.
_STANDARD = (16, 11, 10, 16, 24, 40, 51, 61)


def read_traces(data: bytes, image: Image.Image) -> list[str]:
    """Codes of what the bytes of a photo tell: GENERATED, EDITOR, SCREENSHOT, MESSENGER, SAVED_AGAIN, NO_CAMERA."""
    words, has_camera = _words(image)
    found = []
    if _MACHINES.search(words) or any(
        mark in data[:_HEAD] or mark in data[-_HEAD:] for mark in _MACHINE_BYTES
    ):
        found.append("GENERATED")
    if _EDITORS.search(words):
        found.append("EDITOR")
    is_screen = tuple(sorted(image.size)) in _SCREENS
    if _SCREENSHOT.search(words) or (is_screen and not has_camera):
        found.append("SCREENSHOT")
    if not has_camera:
        found += _saved(image)
        found.append("NO_CAMERA")
    return found


def _saved(image: Image.Image) -> list[str]:
    """Whether a JPEG without camera data has the size and the table of a messenger, or of a program that saved it."""
    quality = _quality(image)
    if quality is None:
        return []
    if max(image.size) in _MESSENGER_SIDES and quality <= _MESSENGER_QUALITY:
        return ["MESSENGER"]
    return ["SAVED_AGAIN"] if quality <= _EDITED_QUALITY else []


def _quality(image: Image.Image) -> float | None:
    """The quality whose standard table the picture has; None where a camera brought a table of its own."""
    tables: dict[int, Any] = getattr(image, "quantization", None) or {}
    table = tables.get(0)
    if not table:
        return None
    row = list(table)[:8]
    scale = sum(row) / sum(_STANDARD)
    is_standard = all(
        abs(value - max(1, base * scale)) <= 1.5 + 0.06 * base * scale
        for value, base in zip(row, _STANDARD, strict=True)
    )
    if not is_standard:
        return None
    return 100 - 50 * scale if scale <= 1 else 50 / scale


def _words(image: Image.Image) -> tuple[str, bool]:
    """All that the metadata says in words, and whether a camera speaks."""
    said: list[str] = []
    has_camera = False
    with suppress(Exception):  # metadata is malformed in any of many ways; then it says nothing
        exif = image.getexif()
        names = (ExifTags.Base.Software, ExifTags.Base.ImageDescription, ExifTags.Base.ProcessingSoftware)
        said += [str(exif.get(name, "")) for name in names]
        has_camera = bool(exif.get(ExifTags.Base.Make) or exif.get(ExifTags.Base.Model))
        said.append(str(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment, "")))
    for name in ("comment", "Software", "Comment", "parameters", "prompt", "Description"):
        value = image.info.get(name, "")
        said.append(value.decode("latin-1", "ignore") if isinstance(value, bytes) else str(value))
    xmp = image.info.get("xmp", b"")
    found = re.search(rb"CreatorTool[>=\"']+([^<\"']{1,80})", xmp if isinstance(xmp, bytes) else b"")
    said.append(found[1].decode("latin-1", "ignore") if found else "")
    return "\n".join(said), has_camera


def traces_in(data: bytes) -> list[str]:
    """The traces of a file that is an image; none where it cannot be read."""
    with suppress(Exception), Image.open(BytesIO(data)) as image:
        return read_traces(data, image)
    return []
