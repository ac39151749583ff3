"""Pictures with drawn faces and plates at known places, and some with neither: what a detector is asked about.

Nobody's face: ovals with shaded eyes, nose and mouth. So the figure says what the detector does with our drawings, which are
simpler than people; on real streets it will be lower for plates of motorcycles, for profiles, masks and shade.
"""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 960, 720
Box = tuple[float, float, float, float]


def pictures(count: int, *, kind: str, seed: int = 31) -> list[tuple[bytes, list[Box]]]:
    """JPEG bytes with the boxes of what was drawn, in shares; `kind` is FACE, PLATE or NOTHING."""
    dice = Random(f"{seed}{kind}")
    return [_picture(dice, kind) for _ in range(count)]


def _picture(dice: Random, kind: str) -> tuple[bytes, list[Box]]:
    image = _street(dice)
    boxes = []
    for _ in range(0 if kind == "NOTHING" else dice.randint(1, 2)):
        size = dice.randint(70, 190)
        x, y = dice.randint(20, WIDTH - 2 * size - 20), dice.randint(20, HEIGHT - size - 40)
        wide, high = (size, int(size * 1.25)) if kind == "FACE" else (size * 2, int(size * 0.6))
        y = min(y, HEIGHT - high - 10)
        image.paste(_face(dice, wide, high) if kind == "FACE" else _plate(dice, wide, high), (x, y))
        boxes.append((x / WIDTH, y / HEIGHT, wide / WIDTH, high / HEIGHT))
    out = BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.8)).save(out, "JPEG", quality=85)
    return out.getvalue(), boxes


def _street(dice: Random) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), (176, 190, 200))
    pen = ImageDraw.Draw(image)
    for _ in range(14):
        x, y = dice.randint(-100, WIDTH), dice.randint(0, HEIGHT)
        shade = dice.randint(70, 200)
        pen.rectangle(
            [x, y, x + dice.randint(60, 320), y + dice.randint(40, 260)],
            fill=(shade, shade - dice.randint(0, 40), shade - 30),
        )
    grain = Image.effect_noise((WIDTH // 4, HEIGHT // 4), 30).resize((WIDTH, HEIGHT)).convert("RGB")
    return Image.blend(image, grain, 0.18)


def _face(dice: Random, wide: int, high: int) -> Image.Image:
    skin = dice.randint(130, 210)
    tone = (skin, int(skin * 0.78), int(skin * 0.62))
    dark = tuple(int(part * 0.45) for part in tone)
    face = Image.new("RGB", (wide, high), tone)
    pen = ImageDraw.Draw(face)
    pen.rectangle([0, 0, wide, high * 0.16], fill=(30, 26, 24))
    for side in (0.3, 0.7):
        cx, cy, r = wide * side, high * 0.42, wide * 0.1
        pen.rectangle([cx - r * 1.4, cy - r * 1.7, cx + r * 1.4, cy - r * 1.1], fill=(40, 32, 28))
        pen.ellipse([cx - r * 1.3, cy - r * 0.8, cx + r * 1.3, cy + r * 0.8], fill=dark)
        pen.ellipse([cx - r * 0.5, cy - r * 0.5, cx + r * 0.5, cy + r * 0.5], fill=(15, 12, 10))
    pen.polygon(
        [(wide * 0.5, high * 0.45), (wide * 0.42, high * 0.66), (wide * 0.58, high * 0.66)],
        fill=tuple(int(part * 0.85) for part in tone),
    )
    pen.rectangle([wide * 0.42, high * 0.64, wide * 0.58, high * 0.67], fill=dark)
    pen.ellipse([wide * 0.32, high * 0.75, wide * 0.68, high * 0.84], fill=(120, 50, 50))
    mask = Image.new("L", (wide, high), 0)
    ImageDraw.Draw(mask).ellipse([0, -high * 0.05, wide, high * 1.02], fill=255)
    paper = Image.new("RGB", (wide, high), (95, 100, 105))
    paper.paste(face.filter(ImageFilter.GaussianBlur(wide / 60)), mask=mask)
    return paper


def _plate(dice: Random, wide: int, high: int) -> Image.Image:
    light = dice.random() < 0.6
    ground, ink = ((240, 240, 236), (20, 20, 20)) if light else ((18, 18, 18), (240, 240, 240))
    plate = Image.new("RGB", (wide, high), ground)
    pen = ImageDraw.Draw(plate)
    pen.rectangle([2, 2, wide - 3, high - 3], outline=ink, width=3)
    words = f"{dice.choice('GHKR')} {dice.randint(1000, 9999)} {dice.choice('ABC')}{dice.choice('XYZ')}"
    font = ImageFont.load_default(size=high * 0.62)
    left, top, right, bottom = pen.textbbox((0, 0), words, font=font)
    pen.text(((wide - right + left) / 2 - left, (high - bottom + top) / 2 - top), words, fill=ink, font=font)
    return plate
