"""Subjects with water: drains, floods, pipes, rivers, beaches, irrigation."""

from balai.domains.citizen_reports.demo.scenes.canvas import HEIGHT, WIDTH, Canvas, mix, shade
from balai.domains.citizen_reports.demo.scenes.setting import (
    BAGS,
    CONCRETE,
    EARTH,
    GRASS,
    Ground,
    heap,
    hills,
    house,
    palm,
    sky,
    street,
    tree,
    water,
)


def dumping(canvas: Canvas, repaired: bool) -> None:
    """Rubbish along a river bank; afterwards clear water and a floating barrier."""
    horizon = 330
    sky(canvas, horizon)
    hills(canvas, horizon)
    canvas.surface([(0, horizon), (WIDTH, horizon), (WIDTH, HEIGHT), (0, HEIGHT)], GRASS, grain=30, coarse=5)
    for x in (120, 300, 930, 1100):
        canvas.rng.choice((tree, palm))(canvas, x, canvas.rng.uniform(390, 440), 260)
    river = [(520, horizon + 30), (720, horizon + 30), (1010, HEIGHT), (120, HEIGHT)]
    water(canvas, river, (104, 146, 140) if repaired else (86, 78, 62))
    if repaired:
        canvas.line([(300, 700), (890, 690)], (222, 120, 50), 9)
        for step in range(14):
            canvas.pen.ellipse((300 + step * 43, 684, 326 + step * 43, 710), fill=(238, 136, 52))
        return
    heap(canvas, 240, 690, 250, 70)
    heap(canvas, 930, 640, 190, 50)
    for _ in range(46):
        x, y = canvas.rng.uniform(330, 860), canvas.rng.uniform(500, 880)
        litter = canvas.lump(x, y, canvas.rng.uniform(10, 30), 8, rough=0.3)
        canvas.surface(litter, canvas.rng.choice(BAGS), grain=8)
    for _ in range(9):
        foam = canvas.lump(canvas.rng.uniform(400, 800), canvas.rng.uniform(560, 860), 90, 22)
        canvas.soft(foam, (232, 228, 214), blur=12, strength=0.6)


def drain(canvas: Canvas, repaired: bool) -> None:
    """A roadside drain choked with mud and weeds; afterwards clean with running water."""
    street(canvas, 340, vanish=0.95)
    channel = Ground((560, 330), -60, 760)
    canvas.surface(channel.strip(-1.35, 1.35, 0.04), CONCRETE, grain=18, ends=(1.05, 0.9))
    canvas.surface(channel.strip(-0.85, 0.85, 0.04), (70, 66, 60), grain=16, ends=(0.8, 1.2))
    if repaired:
        canvas.surface(channel.strip(-0.85, -0.6, 0.04), (150, 146, 138), grain=12)
        water(canvas, channel.strip(-0.6, 0.6, 0.06), (104, 134, 138))
        return
    water(canvas, channel.strip(-0.85, 0.85, 0.06), (62, 58, 44))
    mud_and_weeds = (*BAGS[2:], (84, 74, 50), (96, 120, 60), (80, 104, 52))
    for step in range(60):
        depth = 0.15 + 0.85 * (step / 60) ** 1.2
        x, y = channel.at(canvas.rng.uniform(-0.8, 0.8), depth)
        size = channel.scale(depth) * canvas.rng.uniform(0.06, 0.16)
        lump = canvas.lump(x, y, size * 1.3, size * 0.6, rough=0.25)
        canvas.surface(lump, canvas.rng.choice(mud_and_weeds), grain=16, ends=(1.2, 0.75))


def flood(canvas: Canvas, repaired: bool) -> None:
    """A lane under brown water, houses mirrored; afterwards a wet but passable lane."""
    if repaired:
        road = street(canvas, 360)
        for u, d in ((-0.6, 0.5), (0.5, 0.8)):
            x, y = road.at(u, d)
            water(canvas, canvas.lump(x, y, 130, 26), mix((120, 116, 108), canvas.light.low, 0.3))
        house(canvas, 60, 520, 300)
        house(canvas, 850, 520, 290)
        return
    _drowned_lane(canvas)


def _drowned_lane(canvas: Canvas) -> None:
    sky(canvas, 480)
    for x in (30, 470, 700, 1150):
        tree(canvas, x, 400, 250)
    for x, size in ((40, 330), (820, 320)):
        house(canvas, x, 520, size)
    for x in (420, 770):
        canvas.line([(x, 560), (x, 250)], (92, 80, 68), 10)
    canvas.line([(0, 262), (420, 256), (770, 256), (WIDTH, 264)], (50, 50, 54), 3)
    brown = (138, 106, 70)
    mirrored = canvas.image.crop((0, 260, WIDTH, 478)).transpose(1).resize((WIDTH, 300))
    canvas.surface(
        [(0, 478), (WIDTH, 478), (WIDTH, HEIGHT), (0, HEIGHT)], brown, grain=8, coarse=8, ends=(1.1, 0.82)
    )
    water(canvas, [(0, 500), (WIDTH, 500), (WIDTH, HEIGHT), (0, HEIGHT)], shade(brown, 0.94))
    canvas.image.paste(mirrored, (0, 478), mirrored.convert("L").point(lambda value: 78))
    canvas.line([(640, 760), (640, 560)], (220, 216, 206), 14)
    for step in range(5):
        canvas.box(633, 560 + step * 40, 14, 20, (200, 40, 40), grain=0)


def pipe(canvas: Canvas, repaired: bool) -> None:
    """A water pipe in an open trench spouts; afterwards a clamp and a dry trench."""
    street(canvas, 300, vanish=0.3)
    canvas.surface(
        [(150, 560), (1120, 500), (1190, 760), (70, 850)], EARTH, grain=34, coarse=4, ends=(1.1, 0.8)
    )
    canvas.surface([(210, 610), (1080, 560), (1130, 710), (160, 780)], (92, 66, 44), grain=30, coarse=4)
    canvas.surface(
        [(170, 670), (1120, 610), (1122, 662), (172, 728)], (64, 116, 176), grain=6, ends=(1.3, 0.6)
    )
    if repaired:
        canvas.surface(
            [(590, 628), (700, 621), (704, 704), (594, 712)], (150, 154, 160), grain=10, ends=(1.25, 0.7)
        )
        for x in (610, 680):
            canvas.pen.ellipse((x - 9, 656, x + 9, 674), fill=(70, 72, 76))
        return
    water(canvas, canvas.lump(640, 780, 420, 62), mix((150, 160, 160), canvas.light.low, 0.4))
    for _ in range(120):
        reach, high = canvas.rng.gauss(0, 120), canvas.rng.uniform(150, 380)
        jet = [
            (640, 655),
            (640 + reach * 0.3, 650 - high * 0.8),
            (640 + reach * 0.5, 650 - high),
            (640 + reach * 1.1, 650 - high * 0.35),
        ]
        canvas.line(jet, mix((255, 255, 255), (170, 205, 230), canvas.rng.random()), canvas.rng.uniform(1, 4))
    canvas.soft(canvas.lump(640, 470, 150, 170), (240, 248, 255), blur=40, strength=0.45)


def beach(canvas: Canvas, repaired: bool) -> None:
    """A beach strewn with plastic; afterwards clean sand and a sign."""
    horizon = 330
    sky(canvas, horizon)
    sea = mix((58, 128, 160), canvas.light.low, 0.15)
    canvas.surface(
        [(0, horizon), (WIDTH, horizon), (WIDTH, 570), (0, 570)], sea, grain=6, coarse=8, ends=(0.85, 1.2)
    )
    for row in range(5):
        y = horizon + 40 + row * 34
        canvas.soft(
            [(0, y), (WIDTH, y - 8), (WIDTH, y - 3), (0, y + 5)], (240, 248, 250), blur=5, strength=0.55
        )
    sand = [(0, 560), (300, 530), (700, 556), (WIDTH, 516), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.surface(sand, (214, 188, 142), grain=22, coarse=3, ends=(0.88, 1.05))
    surf = [(0, 556), (300, 526), (700, 552), (WIDTH, 512), (WIDTH, 530), (700, 572), (300, 546), (0, 576)]
    canvas.soft(surf, (252, 252, 248), blur=8, strength=0.85)
    for x, size in ((90, 520), (1060, 560), (960, 430)):
        palm(canvas, x, 690, size)
    if repaired:
        canvas.line([(560, 760), (560, 620)], (120, 90, 62), 12)
        canvas.box(470, 590, 190, 70, (60, 120, 170), grain=6)
        return
    for _ in range(110):
        x, y = canvas.rng.uniform(40, 1160), canvas.rng.uniform(590, 880)
        size = (y - 470) / 18
        litter = canvas.lump(x, y, size * canvas.rng.uniform(0.6, 1.7), size * 0.55, rough=0.3, corners=10)
        canvas.surface(litter, canvas.rng.choice(BAGS), grain=10, ends=(1.2, 0.8))
    heap(canvas, 600, 790, 180, 46)


def irrigation(canvas: Canvas, repaired: bool) -> None:
    """Rice fields and a broken channel; afterwards water runs and the field is green."""
    horizon = 330
    sky(canvas, horizon)
    hills(canvas, horizon, 160)
    field = (122, 160, 62) if repaired else (176, 152, 96)
    canvas.surface([(0, horizon), (WIDTH, horizon), (WIDTH, HEIGHT), (0, HEIGHT)], field, grain=22, coarse=5)
    plain = Ground((620, horizon), -1400, 2600)
    for step in range(-10, 11):
        canvas.line([plain.at(step / 10, 0.05), plain.at(step / 10, 1)], shade(field, 0.8), 4)
    for depth in (0.08, 0.16, 0.3, 0.52):
        canvas.line([plain.at(-1, depth), plain.at(1, depth)], shade(field, 0.7), 10 * depth + 3)
    channel = Ground((560, horizon), 240, 980)
    canvas.surface(channel.strip(-1.2, 1.2, 0.04), CONCRETE, grain=16)
    if repaired:
        water(canvas, channel.strip(-0.8, 0.8, 0.05), (104, 148, 156))
        return
    canvas.surface(channel.strip(-0.8, 0.8, 0.05), (142, 116, 84), grain=34, coarse=6)
    for _ in range(24):
        x, y = channel.at(canvas.rng.uniform(-0.7, 0.7), canvas.rng.uniform(0.3, 1))
        canvas.line(
            [(x, y), (x + canvas.rng.uniform(-50, 50), y + canvas.rng.uniform(-16, 16))], (84, 64, 46), 3
        )
    x, y = channel.at(1.0, 0.62)
    canvas.surface(canvas.lump(x, y, 120, 60, rough=0.35), (110, 84, 58), grain=34)
    for _ in range(14):
        piece = canvas.lump(
            x + canvas.rng.gauss(20, 80), y + canvas.rng.gauss(20, 34), 30, 18, rough=0.4, corners=7
        )
        canvas.surface(piece, shade(CONCRETE, canvas.rng.uniform(0.7, 1.05)), grain=16)
