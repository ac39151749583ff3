"""A canvas with light: gradients, grain, soft shadows and uneven shapes, drawn larger and made smaller."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1200, 900
FINAL = (800, 600)

Colour = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Light:
    """A time of day: the two ends of the sky, what it does to all colours, and how hazy it is."""

    high: Colour
    low: Colour
    tint: Colour
    haze: Colour
    is_night: bool = False


LIGHTS = {
    "siang": Light((92, 160, 220), (214, 234, 246), (255, 252, 244), (205, 225, 235)),
    "sore": Light((108, 132, 190), (252, 206, 150), (255, 232, 205), (240, 205, 170)),
    "mendung": Light((140, 152, 166), (204, 212, 216), (232, 238, 245), (190, 200, 206)),
    "malam": Light((10, 16, 38), (38, 46, 78), (255, 255, 255), (30, 36, 60), is_night=True),
}


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` 0 gives `one`, 1 gives `other`."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def shade(colour: Colour, factor: float) -> Colour:
    """Lighter above 1, darker below."""
    return tuple(max(0, min(255, round(part * factor))) for part in colour)  # type: ignore[return-value]


class Canvas:
    """One picture in the making. All lengths are pixels of the large canvas."""

    def __init__(self, light: str, rng: Random) -> None:
        self.light = LIGHTS[light]
        self.rng = rng
        self.image = Image.new("RGB", (WIDTH, HEIGHT))
        self.pen = ImageDraw.Draw(self.image)

    def gradient(self, box: tuple[int, int, int, int], top: Colour, bottom: Colour) -> None:
        """Fill a box from `top` to `bottom`."""
        left, upper, right, lower = box
        size = (right - left, lower - upper)
        ramp = Image.linear_gradient("L").resize(size)
        self.image.paste(
            Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), ramp), box
        )

    def surface(
        self, points: Sequence[Point], colour: Colour, *, grain: int = 10, coarse: int = 3,
        ends: tuple[float, float] = (1.0, 1.0),
    ) -> None:  # fmt: skip
        """A grained polygon, shaded from its top to its bottom by the two factors of `ends`."""
        left, upper = (max(0, int(min(p[i] for p in points))) for i in (0, 1))
        right = min(WIDTH, int(max(p[0] for p in points)) + 1)
        lower = min(HEIGHT, int(max(p[1] for p in points)) + 1)
        size = (right - left, lower - upper)
        if min(size) < 1:
            return
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - upper) for x, y in points], fill=255)
        ramp = Image.linear_gradient("L").resize(size)
        one, other = (Image.new("RGB", size, shade(colour, end)) for end in ends)
        skin = Image.composite(other, one, ramp)
        if grain:
            skin = self._grained(skin, grain, coarse)
        self.image.paste(skin, (left, upper), mask)

    def _grained(self, skin: Image.Image, strength: int, coarse: int) -> Image.Image:
        small = (max(1, skin.width // coarse), max(1, skin.height // coarse))
        # Noise from the project's own generator keeps pictures the same for the same seed.
        noise = Image.frombytes("L", small, self.rng.randbytes(small[0] * small[1]))
        noise = noise.point(lambda value: 128 + (value - 128) * strength // 128).resize(
            skin.size, Image.Resampling.BICUBIC
        )
        return ImageChops.add(skin, Image.merge("RGB", (noise,) * 3), scale=1, offset=-128)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, **more) -> None:
        """An upright grained rectangle."""
        self.surface([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour, **more)

    def lump(
        self, x: float, y: float, rx: float, ry: float, *, rough: float = 0.15, corners: int = 26
    ) -> list[Point]:
        """The outline of an uneven ellipse."""
        waves = [(self.rng.uniform(0, 2 * pi), self.rng.uniform(-rough, rough)) for _ in range(4)]
        outline = []
        for step in range(corners):
            angle = 2 * pi * step / corners
            reach = 1 + sum(size * sin((n + 2) * angle + start) for n, (start, size) in enumerate(waves)) / 2
            outline.append((x + rx * reach * cos(angle), y + ry * reach * sin(angle)))
        return outline

    def soft(
        self, points: Sequence[Point], colour: Colour, *, blur: float = 14, strength: float = 0.5
    ) -> None:
        """A blurred shape: a shadow, a glow, a stain, mist."""
        reach = int(blur * 3)
        left, upper = (int(min(p[i] for p in points)) - reach for i in (0, 1))
        size = (int(max(p[0] for p in points)) + reach - left, int(max(p[1] for p in points)) + reach - upper)
        # Blurring a quarter of the size looks the same and takes a sixteenth of the time.
        mask = Image.new("L", (max(1, size[0] // 4), max(1, size[1] // 4)))
        outline = [((x - left) / 4, (y - upper) / 4) for x, y in points]
        ImageDraw.Draw(mask).polygon(outline, fill=round(255 * strength))
        mask = mask.filter(ImageFilter.GaussianBlur(blur / 4)).resize(size)
        self.image.paste(Image.new("RGB", size, colour), (left, upper), mask)

    def shadow(self, x: float, y: float, rx: float, ry: float, strength: float = 0.45) -> None:
        """The dark under a thing that stands on the ground."""
        self.soft(self.lump(x, y, rx, ry, rough=0), (20, 20, 24), blur=max(8, ry / 2), strength=strength)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        self.pen.line(
            [(round(x), round(y)) for x, y in points], fill=colour, width=max(1, round(width)), joint="curve"
        )

    def finished(self) -> Image.Image:
        """Light over everything, darker corners, the size that is kept."""
        small = self.image.resize(FINAL, Image.Resampling.BOX)
        small = ImageChops.multiply(small, Image.new("RGB", FINAL, self.light.tint))
        corners = (
            Image.radial_gradient("L").resize(FINAL).point(lambda value: 255 - max(0, value - 110) * 6 // 10)
        )
        small = ImageChops.multiply(small, Image.merge("RGB", (corners,) * 3))
        return self._grained(small, 9, 1)
