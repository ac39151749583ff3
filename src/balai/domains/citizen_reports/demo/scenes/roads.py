"""Subjects of streets: potholes, lamps, trees, landslides, parking, signs, bridges, pavements."""

from balai.domains.citizen_reports.demo.scenes.canvas import HEIGHT, WIDTH, Canvas, Colour, mix, shade
from balai.domains.citizen_reports.demo.scenes.setting import (
    ASPHALT,
    CONCRETE,
    EARTH,
    LEAF,
    Ground,
    hills,
    house,
    lane_marks,
    sky,
    street,
    tree,
    water,
)


def pothole(canvas: Canvas, repaired: bool) -> None:
    """An asphalt road with holes full of brown water; afterwards dark patches."""
    road = street(canvas, vanish=canvas.rng.uniform(0.4, 0.6))
    lane_marks(canvas, road)
    for u, d, size in ((-0.32, 0.62, 0.3), (0.36, 0.42, 0.26), (-0.1, 0.3, 0.2), (0.2, 0.84, 0.24)):
        x, y = road.at(u + canvas.rng.uniform(-0.08, 0.08), d)
        rx = road.scale(d) * size
        if repaired:
            canvas.surface(
                canvas.lump(x, y, rx * 1.15, rx * 0.36, rough=0.06), (58, 59, 63), grain=20, coarse=2
            )
            continue
        canvas.surface(canvas.lump(x, y, rx * 1.25, rx * 0.42), shade(EARTH, 0.92), grain=34, coarse=3)
        hole = canvas.lump(x, y + 2, rx, rx * 0.3)
        canvas.surface(hole, (66, 54, 44), grain=16)
        water(
            canvas,
            canvas.lump(x, y + rx * 0.06, rx * 0.86, rx * 0.21),
            mix((150, 126, 96), canvas.light.low, 0.35),
        )
        _crumbs(canvas, x, y, rx)


def _crumbs(canvas: Canvas, x: float, y: float, reach: float, colour: Colour = (120, 112, 104)) -> None:
    for _ in range(22):
        dx, dy = canvas.rng.uniform(-1.6, 1.6) * reach, canvas.rng.uniform(-0.55, 0.6) * reach
        size = canvas.rng.uniform(2, 7)
        tone = shade(colour, canvas.rng.uniform(0.7, 1.3))
        canvas.pen.ellipse((x + dx, y + dy, x + dx + size * 1.4, y + dy + size), fill=tone)


def lamp(canvas: Canvas, repaired: bool) -> None:
    """A street at night: dark lamps; afterwards pools of light."""
    road = street(canvas, 420)
    lane_marks(canvas, road)
    for depth in (0.2, 0.42, 0.9):
        x, y = road.at(1.12, depth)
        tall = 640 * depth + 90
        head = (x - tall * 0.3, y - tall)
        if repaired:
            pool = canvas.lump(x - tall * 0.4, y, tall * 0.7, tall * 0.18, rough=0)
            canvas.soft(pool, (255, 214, 140), blur=60 * depth + 20, strength=0.55)
            cone = [head, (x - tall * 0.95, y), (x + tall * 0.15, y)]
            canvas.soft(cone, (255, 220, 150), blur=40 * depth + 12, strength=0.28)
        canvas.line(
            [(x, y), (x, y - tall * 0.96), (x - tall * 0.06, y - tall), head], (84, 88, 98), 14 * depth + 2
        )
        glass = (255, 244, 206) if repaired else (44, 46, 54)
        canvas.pen.ellipse(
            (head[0] - 26 * depth, head[1] - 5, head[0] + 22 * depth, head[1] + 16 * depth), fill=glass
        )
        if repaired:
            canvas.soft(
                canvas.lump(*head, 30 * depth, 30 * depth, rough=0),
                (255, 236, 180),
                blur=26 * depth + 8,
                strength=0.9,
            )
    if not repaired:
        x, y = road.at(-0.5, 0.13)
        for dx in (-16, 16):
            canvas.soft(canvas.lump(x + dx, y, 7, 7, rough=0), (255, 250, 220), blur=10, strength=1.0)


def fallen_tree(canvas: Canvas, repaired: bool) -> None:
    """A tree lies across the road; afterwards a stump and sawdust at the side."""
    road = street(canvas)
    lane_marks(canvas, road)
    x, y = road.at(-1.15, 0.55)
    bark = (104, 80, 58)
    if repaired:
        canvas.shadow(x, y + 8, 70, 16)
        canvas.box(x - 46, y - 60, 92, 66, bark, grain=24, ends=(1.1, 0.7))
        canvas.surface(canvas.lump(x, y - 60, 46, 16, rough=0.03), (206, 172, 120), grain=14)
        for step in range(4):
            canvas.surface(
                canvas.lump(x - 150 + step * 44, y + 30, 24, 21, rough=0.04), (198, 162, 112), grain=18
            )
        return
    end = road.at(0.95, 0.66)
    canvas.soft(
        [(x, y + 20), (end[0], end[1] + 26), (end[0], end[1] + 60), (x, y + 50)],
        (20, 20, 20),
        blur=18,
        strength=0.55,
    )
    canvas.surface(
        [(x - 40, y - 34), (end[0], end[1] - 16), (end[0], end[1] + 14), (x - 40, y + 36)],
        bark,
        grain=36,
        coarse=4,
        ends=(1.25, 0.6),
    )
    for _ in range(34):
        share = canvas.rng.uniform(0.45, 1.05)
        cx, cy = x + (end[0] - x) * share, y + (end[1] - y) * share - canvas.rng.uniform(-40, 90)
        crown = canvas.lump(cx, cy, canvas.rng.uniform(40, 80), canvas.rng.uniform(24, 48))
        canvas.surface(crown, shade(LEAF, canvas.rng.uniform(0.65, 1.3)), grain=34, coarse=5)
    canvas.surface(canvas.lump(x - 60, y, 70, 62, rough=0.3), shade(EARTH, 0.75), grain=36)


def landslide(canvas: Canvas, repaired: bool) -> None:
    """Earth from the slope covers half a road; afterwards a stone wall holds the slope."""
    horizon = 330
    sky(canvas, horizon)
    hills(canvas, horizon, 150)
    canvas.surface(
        [(0, horizon), (WIDTH, horizon), (WIDTH, HEIGHT), (0, HEIGHT)], (104, 136, 70), grain=26, coarse=5
    )
    slope = [(0, 90), (330, 210), (560, 330), (430, HEIGHT), (0, HEIGHT)]
    canvas.surface(slope, (94, 124, 62), grain=34, coarse=6, ends=(1.1, 0.8))
    for _ in range(7):
        tree(canvas, canvas.rng.uniform(20, 330), canvas.rng.uniform(230, 380), canvas.rng.uniform(100, 180))
    road = Ground((640, horizon - 4), 260, 1180)
    canvas.surface(road.strip(-1.1, 1.1), EARTH, grain=20)
    canvas.surface(road.strip(-1, 1), ASPHALT, grain=16, coarse=2, ends=(1.15, 0.9))
    lane_marks(canvas, road)
    if repaired:
        wall = [road.at(-1.1, 0.12), road.at(-1.1, 1.0), (0, HEIGHT), (0, 560), (360, 330)]
        canvas.surface(wall, (150, 146, 138), grain=22, coarse=6, ends=(1.1, 0.8))
        for _ in range(110):
            x, y = canvas.rng.uniform(0, 520), canvas.rng.uniform(380, 880)
            if x < 560 - (y - 330) * 0.5 and y > 560 - x * 0.6:
                canvas.surface(
                    canvas.lump(x, y, 26, 17), shade((142, 138, 132), canvas.rng.uniform(0.75, 1.2)), grain=14
                )
        return
    scar = [(190, 160), (360, 230), (590, 420), (470, 720), (160, 640), (150, 380)]
    canvas.surface(scar, (158, 106, 66), grain=36, coarse=6, ends=(1.1, 0.85))
    heap = canvas.lump(520, 640, 300, 130, rough=0.22)
    canvas.soft([(px + 20, py + 26) for px, py in heap], (20, 16, 12), blur=22, strength=0.5)
    canvas.surface(heap, (150, 98, 60), grain=44, coarse=5, ends=(1.2, 0.7))
    for _ in range(46):
        x, y = canvas.rng.gauss(540, 130), canvas.rng.gauss(650, 60)
        size = canvas.rng.uniform(8, 34)
        canvas.surface(
            canvas.lump(x, y, size, size * 0.7, rough=0.3),
            shade((132, 104, 80), canvas.rng.uniform(0.7, 1.25)),
            grain=20,
        )


def parking(canvas: Canvas, repaired: bool) -> None:
    """Cars stand on the pavement under a no-parking sign; afterwards it is free."""
    road = street(canvas, 360, vanish=0.34)
    lane_marks(canvas, road)
    canvas.surface(road.strip(1.0, 1.5, 0.1, 1.0), CONCRETE, grain=14, ends=(1.1, 0.95))
    for share in range(1, 9):
        canvas.surface(
            road.strip(0.985, 1.03, share / 9, share / 9 + 0.055),
            (40, 40, 42) if share % 2 else (230, 228, 220),
            grain=8,
        )
    if not repaired:
        for depth, colour in ((0.24, (188, 42, 42)), (0.4, (232, 232, 230)), (0.68, (44, 82, 140))):
            x, y = road.at(1.08, depth)
            _car(canvas, x, y, 620 * depth, colour)
    x, y = road.at(1.5, 0.6)
    canvas.line([(x, y), (x, y - 330)], (150, 152, 156), 10)
    canvas.pen.ellipse(
        (x - 56, y - 420, x + 56, y - 308), fill=(250, 250, 250), outline=(200, 28, 34), width=12
    )
    canvas.line(
        [(x - 14, y - 335), (x - 14, y - 393), (x + 14, y - 385), (x + 14, y - 368), (x - 12, y - 362)],
        (20, 20, 22),
        10,
    )
    canvas.line([(x - 38, y - 402), (x + 38, y - 326)], (200, 28, 34), 10)


def _car(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    canvas.shadow(x, y, size * 0.56, size * 0.08, 0.6)
    canvas.box(x - size * 0.5, y - size * 0.34, size, size * 0.26, colour, grain=5, ends=(1.2, 0.75))
    roof = [
        (x - size * 0.4, y - size * 0.33),
        (x - size * 0.28, y - size * 0.56),
        (x + size * 0.28, y - size * 0.56),
        (x + size * 0.4, y - size * 0.33),
    ]
    canvas.surface(roof, shade(colour, 0.9), grain=4, ends=(1.25, 0.95))
    pane = [
        (x - size * 0.33, y - size * 0.34),
        (x - size * 0.24, y - size * 0.52),
        (x + size * 0.24, y - size * 0.52),
        (x + size * 0.33, y - size * 0.34),
    ]
    canvas.surface(pane, (46, 60, 72), grain=3, ends=(1.5, 0.9))
    for side in (-1, 1):
        canvas.pen.ellipse(_around(x + side * size * 0.34, y - size * 0.06, size * 0.1), fill=(26, 26, 28))
        canvas.pen.ellipse(
            _around(x + side * size * 0.4, y - size * 0.22, size * 0.045), fill=(250, 214, 120)
        )


def _around(x: float, y: float, reach: float) -> tuple[float, float, float, float]:
    return x - reach, y - reach, x + reach, y + reach


def signal(canvas: Canvas, repaired: bool) -> None:
    """A crossing whose light is out; afterwards green, with a fresh zebra."""
    road = street(canvas, 400)
    paint = (238, 236, 228) if repaired else (138, 138, 138)
    for step in range(-5, 6):
        canvas.surface(road.strip(step * 0.18 - 0.06, step * 0.18 + 0.06, 0.6, 0.78), paint, grain=16)
    for u, depth in ((1.12, 0.55), (-1.14, 0.3)):
        x, y = road.at(u, depth)
        size = 460 * depth + 60
        canvas.line([(x, y), (x, y - size * 1.5)], (70, 74, 80), 16 * depth + 4)
        canvas.box(x - size * 0.16, y - size * 1.95, size * 0.32, size * 0.82, (34, 36, 40), grain=5)
        for row, lit in enumerate(((232, 60, 50), (244, 190, 60), (70, 216, 110))):
            on = repaired and row == 2
            centre = (x, y - size * 1.81 + row * size * 0.27)
            canvas.pen.ellipse(_around(*centre, size * 0.1), fill=lit if on else shade(lit, 0.2))
            if on:
                canvas.soft(
                    canvas.lump(*centre, size * 0.12, size * 0.12, rough=0), lit, blur=24, strength=0.7
                )


def bridge(canvas: Canvas, repaired: bool) -> None:
    """A village bridge: broken rail over a river; afterwards a whole one, painted."""
    horizon = 330
    sky(canvas, horizon)
    hills(canvas, horizon)
    canvas.surface(
        [(0, horizon), (WIDTH, horizon), (WIDTH, HEIGHT), (0, HEIGHT)], (104, 138, 72), grain=26, coarse=5
    )
    water(canvas, [(0, 470), (WIDTH, 420), (WIDTH, 690), (0, 800)], (92, 134, 148))
    for x in (60, 1010, 1130):
        tree(canvas, x, canvas.rng.uniform(400, 440), 190)
    deck = Ground((620, horizon), 120, 1100)
    canvas.surface(deck.strip(-1, 1, 0.06), CONCRETE, grain=18, ends=(1.1, 0.9))
    rail = (226, 196, 74) if repaired else (146, 140, 132)
    for side in (-1, 1):
        for step in range(9):
            depth = 0.1 + step * 0.1
            broken = not repaired and side == 1 and step in {4, 5, 6}
            x, y = deck.at(side, depth)
            tall = 150 * depth * (0.25 if broken else 1)
            canvas.box(x - 16 * depth, y - tall, 32 * depth, tall, rail, grain=16, ends=(1.15, 0.8))
        pieces = [(0.08, 0.9)] if repaired or side == -1 else [(0.08, 0.46), (0.78, 0.9)]
        for far, near in pieces:
            for high in (0.95, 0.5):
                (x1, y1), (x2, y2) = deck.at(side, far), deck.at(side, near)
                canvas.surface(
                    [
                        (x1, y1 - 150 * far * high),
                        (x2, y2 - 150 * near * high),
                        (x2, y2 - 150 * near * (high - 0.16)),
                        (x1, y1 - 150 * far * (high - 0.16)),
                    ],
                    rail,
                    grain=12,
                )
    if not repaired:
        x, y = deck.at(0.92, 0.66)
        canvas.surface(canvas.lump(x, y, 90, 40, rough=0.35), (84, 80, 74), grain=26)
        canvas.line([(x - 40, y - 10), (x + 90, y + 60)], (150, 84, 50), 7)


def pavement(canvas: Canvas, repaired: bool) -> None:
    """A pavement before a wall: lifted, broken paving; afterwards even, with a guiding strip."""
    canvas.gradient((0, 0, WIDTH, 300), canvas.light.high, canvas.light.low)
    for x in (120, 520, 980):
        tree(canvas, x, 330, 260)
    canvas.box(
        0, 250, WIDTH, 150, canvas.rng.choice(((226, 212, 186), (200, 214, 204))), grain=8, ends=(1.05, 0.9)
    )
    canvas.box(0, 236, WIDTH, 20, (150, 96, 74), grain=12)
    path = Ground((WIDTH * 0.5, 150), -500, 1700)
    canvas.surface(path.strip(-1.6, 1.6, 0.33), (152, 148, 142), grain=12)
    for row in range(13):
        far, near = 0.335 + row * 0.052, 0.335 + (row + 1) * 0.052
        for column in range(-9, 9):
            u = (column + row % 2 * 0.5) / 8
            lost = not repaired and abs(u + 0.08) < 0.32 and 3 < row < 10 and canvas.rng.random() < 0.62
            tone = shade(
                (176, 92, 74) if (row + column) % 5 else (162, 158, 150), canvas.rng.uniform(0.88, 1.1)
            )
            tilt = canvas.rng.uniform(-9, 9) if lost else 0
            piece = [(x, y + tilt) for x, y in path.strip(u + 0.004, u + 0.121, far + 0.004, near)]
            canvas.surface(piece, shade(EARTH, canvas.rng.uniform(0.5, 0.9)) if lost else tone, grain=16)
    if repaired:
        canvas.surface(path.strip(-0.05, 0.05, 0.335, 1.0), (236, 196, 60), grain=14)
    else:
        x, y = path.at(0.0, 0.66)
        _crumbs(canvas, x, y, 150, (168, 110, 90))
    canvas.surface([(0, 890), (WIDTH, 890), (WIDTH, HEIGHT), (0, HEIGHT)], ASPHALT, grain=14)


def banner(canvas: Canvas, repaired: bool) -> None:
    """Illegal banners nailed to a tree; afterwards the tree alone."""
    street(canvas, 420, vanish=0.7)
    house(canvas, 40, 560, 300)
    tree(canvas, 430, 800, 640)
    if repaired:
        return
    for x, y, colour, turn in (
        (330, 470, (214, 52, 60), 8),
        (360, 600, (246, 190, 46), -12),
        (352, 330, (60, 120, 190), 5),
    ):
        canvas.surface(
            [(x, y), (x + 230, y + turn), (x + 226, y + 110 + turn), (x - 4, y + 108)],
            colour,
            grain=6,
            ends=(1.1, 0.9),
        )
        for row in range(3):
            canvas.box(x + 24, y + 22 + row * 26 + turn / 2, 170 - row * 36, 12, (255, 250, 240), grain=0)


def cable(canvas: Canvas, repaired: bool) -> None:
    """A leaning pole with hanging cables; afterwards upright and tidy."""
    road = street(canvas, 420, vanish=0.4)
    lean = 0 if repaired else 150
    for depth, tilt in ((0.22, 0), (0.75, lean)):
        x, y = road.at(1.16, depth)
        tall = 760 * depth + 90
        canvas.line([(x, y), (x + tilt, y - tall)], (122, 114, 104), 26 * depth + 4)
        arm = y - tall * 0.93
        canvas.line(
            [(x + tilt - 90 * depth, arm), (x + tilt + 90 * depth, arm)], (88, 80, 72), 14 * depth + 3
        )
    (x1, y1), (x2, y2) = road.at(1.16, 0.22), road.at(1.16, 0.75)
    for step in range(6):
        sag = 30 + step * 6 if repaired else 120 + step * 44
        _hanging(canvas, (x1, y1 - 240), (x2 + lean, y2 - 600 + step * 8), sag)
    if not repaired:
        loose = [(x2 + 150, y2 - 560), (x2 + 60, y2 - 300), (x2 - 60, y2 - 60), (x2 - 220, y2 - 20)]
        canvas.line(loose, (24, 24, 28), 5)


def _hanging(canvas: Canvas, start: tuple[float, float], end: tuple[float, float], sag: float) -> None:
    points = []
    for step in range(13):
        share = step / 12
        x = start[0] + (end[0] - start[0]) * share
        points.append((x, start[1] + (end[1] - start[1]) * share + sag * 4 * share * (1 - share)))
    canvas.line(points, (32, 32, 36), 3)
