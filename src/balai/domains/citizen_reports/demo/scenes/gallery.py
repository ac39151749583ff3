"""The pool of pictures: each subject in some lights, drawn once; each photo a crop, a tone and a stamp of its own."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageEnhance

from balai.domains.citizen_reports.demo.scenes import places, roads, waters
from balai.domains.citizen_reports.demo.scenes.canvas import FINAL, Canvas

Drawing = Callable[[Canvas, bool], None]

_DAY = ("siang", "sore", "mendung")
# Subject -> how it is drawn, and the lights it is seen in.
SUBJECTS: dict[str, tuple[Drawing, tuple[str, ...]]] = {
    "lubang": (roads.pothole, _DAY),
    "lampu": (roads.lamp, ("malam",)),
    "pohon": (roads.fallen_tree, ("siang", "mendung")),
    "longsor": (roads.landslide, ("siang", "mendung")),
    "parkir": (roads.parking, ("siang", "sore")),
    "bangjo": (roads.signal, ("siang",)),
    "jembatan": (roads.bridge, ("siang", "sore")),
    "trotoar": (roads.pavement, ("siang",)),
    "spanduk": (roads.banner, ("siang",)),
    "sampah": (places.rubbish, _DAY),
    "sungai": (waters.dumping, ("siang", "mendung")),
    "got": (waters.drain, ("siang", "mendung")),
    "banjir": (waters.flood, ("mendung", "sore")),
    "pipa": (waters.pipe, ("siang", "sore")),
    "sekolah": (places.school, ("siang", "mendung")),
    "pasar": (places.market, ("siang", "sore")),
    "pantai": (waters.beach, ("siang", "sore")),
    "irigasi": (waters.irrigation, ("siang",)),
    "loket": (places.counter, ("siang",)),
    "taman": (places.playground, ("siang",)),
    "kabel": (roads.cable, ("siang", "mendung")),
    "rumah": (places.hut, ("siang", "mendung")),
}
_QUALITY_OF_POOL = 90
_QUALITY = 84


class Gallery:
    """Photos of subjects. The same seed gives the same pictures."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._base = lru_cache(maxsize=None)(self._drawn)

    def photo(self, subject: str, *, light: int, repaired: bool, variant: int, stamp: str) -> bytes:
        """A JPEG of the subject before or after its repair. `light` chooses the time of day, `variant` the
        photographer; `stamp` is written into the lower band."""
        _, lights = SUBJECTS[subject]
        base = Image.open(BytesIO(self._base(subject, lights[light % len(lights)], repaired)))
        rng = Random(f"{self.seed}:{subject}:{repaired}:{variant}")
        return _encoded(_stamped(_varied(base, rng), stamp), _QUALITY)

    def _drawn(self, subject: str, light: str, repaired: bool) -> bytes:
        draw, _ = SUBJECTS[subject]
        # The rng does not know `repaired`: the place around the subject stays the same.
        canvas = Canvas(light, Random(f"{self.seed}:{subject}:{light}"))
        draw(canvas, repaired)
        return _encoded(canvas.finished(), _QUALITY_OF_POOL)


def _varied(base: Image.Image, rng: Random) -> Image.Image:
    """Another photographer: nearer, from a little to the side, with another camera."""
    share = rng.uniform(0.8, 1.0)
    width, height = FINAL[0] * share, FINAL[1] * share
    left, upper = rng.uniform(0, FINAL[0] - width), rng.uniform(0, FINAL[1] - height)
    box = (left, upper, left + width, upper + height)
    image = base.convert("RGB").resize(FINAL, Image.Resampling.BILINEAR, box=box)
    warmth = rng.uniform(-0.06, 0.06)
    factors = (1 + warmth, 1.0, 1 - warmth)
    image = image.point([min(255, round(value * factor)) for factor in factors for value in range(256)])
    image = ImageEnhance.Color(image).enhance(rng.uniform(0.8, 1.15))
    return ImageEnhance.Brightness(image).enhance(rng.uniform(0.9, 1.1))


def _stamped(image: Image.Image, stamp: str) -> Image.Image:
    """A band that says what it is: a demonstration, and when."""
    pen = ImageDraw.Draw(image, "RGBA")
    width, height = image.size
    pen.rectangle((0, height - 30, width, height), fill=(0, 0, 0, 120))
    pen.text((12, height - 26), "DEMO", fill=(255, 206, 84, 255), font_size=18)
    pen.text((78, height - 26), stamp, fill=(240, 240, 240, 235), font_size=18)
    return image


def _encoded(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
