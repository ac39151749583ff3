"""Photos that were tampered with, and honest ones beside them, made from the project's own drawings: what the marks of
forgery are measured with. The same seed gives the same set."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from balai.domains.citizen_reports.demo.scenes.canvas import Canvas
from balai.domains.citizen_reports.demo.scenes.gallery import SUBJECTS

SIZE = (1200, 900)
Picture = Image.Image


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier photo and a later one, as JPEG; `kind` says what the later one is."""

    kind: str
    earlier: bytes
    later: bytes


def scene(number: int, *, seed: int, repaired: bool, light: int = 0) -> Picture:
    """One place; the same number is the same place."""
    names = list(SUBJECTS)
    draw, lights = SUBJECTS[names[number % len(names)]]
    canvas = Canvas(lights[light % len(lights)], Random(f"{seed}:{number}"))
    draw(canvas, repaired)
    return canvas.finished().resize(SIZE, Image.Resampling.BICUBIC)


def seen_by_hand(picture: Picture, rng: Random) -> Picture:
    """As another hand holds another phone: a step aside, a little turned, nearer or farther, its own light and grain."""
    width, height = picture.size
    inset = rng.uniform(0.04, 0.14)
    corners = []
    for right, down in ((0, 0), (0, 1), (1, 1), (1, 0)):
        x = (inset if right == 0 else 1 - inset) + rng.uniform(-0.045, 0.045)
        y = (inset if down == 0 else 1 - inset) + rng.uniform(-0.045, 0.045)
        corners += [x * width, y * height]
    moved = picture.transform(picture.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    return _lit(moved, rng)


def _lit(picture: Picture, rng: Random) -> Picture:
    picture = ImageEnhance.Brightness(picture).enhance(rng.uniform(0.85, 1.15))
    picture = ImageEnhance.Contrast(picture).enhance(rng.uniform(0.9, 1.1))
    grain = Image.frombytes(
        "L",
        (picture.width // 2, picture.height // 2),
        rng.randbytes(picture.width // 2 * (picture.height // 2)),
    )
    grain = grain.point(lambda value: 128 + (value - 128) * 7 // 128).resize(picture.size)
    return ImageChops.add(picture, Image.merge("RGB", (grain,) * 3), scale=1, offset=-128)


def jpeg(picture: Picture, quality: int = 88) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


# --- what is done to a photo that was sent before


def copied(picture: Picture, rng: Random) -> Picture:
    """The same file again."""
    return picture


def recompressed(picture: Picture, rng: Random) -> Picture:
    """Sent through a messenger: smaller, and saved two times more."""
    share = rng.uniform(0.5, 1.0)
    small = picture.resize(
        (round(picture.width * share), round(picture.height * share)), Image.Resampling.LANCZOS
    )
    return Image.open(BytesIO(jpeg(small, rng.randint(30, 75))))


def cropped(picture: Picture, rng: Random) -> Picture:
    """A tenth to three tenths taken away from width and height, and a little more light."""
    share = rng.uniform(0.7, 0.9)
    width, height = picture.width * share, picture.height * min(1, share * rng.uniform(0.95, 1.05))
    left, top = rng.uniform(0, picture.width - width), rng.uniform(0, picture.height - height)
    part = picture.crop((round(left), round(top), round(left + width), round(top + height)))
    return ImageEnhance.Brightness(part).enhance(rng.uniform(0.92, 1.08))


def mirrored(picture: Picture, rng: Random) -> Picture:
    """Turned over, left for right."""
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def redated(picture: Picture, rng: Random) -> Picture:
    """A new date over it: a band with words, as camera programs write them, or a box in a corner."""
    changed = picture.copy()
    pen = ImageDraw.Draw(changed, "RGBA")
    width, height = changed.size
    size = rng.randint(24, 44)
    words = f"{rng.randint(1, 28):02}-{rng.randint(1, 12):02}-2026 {rng.randint(6, 17):02}.{rng.randint(0, 59):02}"
    if rng.random() < 0.5:
        top = rng.choice([0, height - 2 * size])
        pen.rectangle((0, top, width, top + 2 * size), fill=(0, 0, 0, rng.randint(120, 255)))
        pen.text((20, top + size // 3), f"{words} Kab. Contoh", fill=(255, 210, 90, 255), font_size=size)
    else:
        left, top = rng.choice([10, width - 9 * size]), rng.choice([10, height - 4 * size])
        pen.rectangle(
            (left, top, left + 8.5 * size, top + 3.5 * size),
            fill=(*(rng.randrange(256) for _ in range(3)), 235),
        )
        pen.text((left + 12, top + 8), f"{words}\nDesa Contoh", fill=(255, 255, 255, 255), font_size=size)
    return changed


def painted(picture: Picture, rng: Random) -> Picture:
    """What should be gone is painted over: with a colour, with a blur, with another piece of the picture, or with a thing
    put before it. A twelfth to a fifth of the picture."""
    changed = picture.copy()
    width, height = changed.size
    across, along = round(width * rng.uniform(0.25, 0.45)), round(height * rng.uniform(0.3, 0.45))
    left, top = rng.randint(0, width - across), rng.randint(height // 4, height - along)
    box = (left, top, left + across, top + along)
    mask = Image.new("L", (across, along))
    ImageDraw.Draw(mask).ellipse((6, 6, across - 6, along - 6), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(6))
    changed.paste(_patch(changed, box, rng), box, mask)
    return changed


def _patch(picture: Picture, box: tuple[int, int, int, int], rng: Random) -> Picture:
    size = (box[2] - box[0], box[3] - box[1])
    piece = picture.crop(box)
    match rng.randrange(4):
        case 0:
            flat = Image.new("RGB", size, piece.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))
            return _lit(flat, rng)
        case 1:
            return piece.filter(ImageFilter.GaussianBlur(18))
        case 2:
            left = rng.randint(0, picture.width - size[0])
            return picture.crop((left, box[1], left + size[0], box[3])).transpose(
                Image.Transpose.FLIP_LEFT_RIGHT
            )
    thing = piece.copy()
    pen = ImageDraw.Draw(thing)
    for _ in range(6):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        colour = tuple(rng.randrange(40, 220) for _ in range(3))
        pen.rectangle((x - size[0] // 4, y - size[1] // 5, x + size[0] // 4, y + size[1] // 5), fill=colour)
    return thing


ATTACKS: dict[str, Callable[[Picture, Random], Picture]] = {
    "copied": copied,
    "recompressed": recompressed,
    "cropped": cropped,
    "mirrored": mirrored,
    "redated": redated,
    "painted": painted,
}


def forged(*, places: int, seed: int) -> Iterator[Pair]:
    """Each place once, and every attack on its photo."""
    for number in range(places):
        rng = Random(f"forged:{seed}:{number}")
        photo = _lit(scene(number, seed=seed, repaired=rng.random() < 0.5, light=number), rng)
        earlier = jpeg(photo)
        for kind, attack in ATTACKS.items():
            quality = 88 if kind == "copied" else rng.randint(70, 90)
            later = earlier if kind == "copied" else jpeg(attack(photo, rng), quality)
            yield Pair(kind, earlier, later)


def honest(*, places: int, seed: int) -> Iterator[Pair]:
    """Four pairs of each place that a hand has taken honestly: before and after the repair, after it twice, a place that
    looks like it, and another light."""
    for number in range(places):
        rng = Random(f"honest:{seed}:{number}")
        before, after = (
            scene(number, seed=seed, repaired=repaired, light=number) for repaired in (False, True)
        )
        later = scene(number, seed=seed, repaired=True, light=number + 1)
        like = scene(number, seed=seed + 1, repaired=True, light=number)
        first = jpeg(seen_by_hand(before, rng))
        proof = jpeg(seen_by_hand(after, rng))
        yield Pair("before_after", first, proof)
        yield Pair("after_twice", proof, jpeg(seen_by_hand(after, rng)))
        yield Pair("other_light", first, jpeg(seen_by_hand(later, rng)))
        yield Pair("like_place", proof, jpeg(seen_by_hand(like, rng)))
