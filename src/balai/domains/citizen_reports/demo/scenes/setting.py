"""What stands around the subject: sky, hills, trees, walls, and ground seen in perspective."""

from math import cos, sin

from balai.domains.citizen_reports.demo.scenes.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mix, shade

GRASS: Colour = (112, 146, 74)
ASPHALT: Colour = (96, 97, 101)
CONCRETE: Colour = (176, 172, 164)
EARTH: Colour = (146, 112, 78)
LEAF: Colour = (70, 118, 58)
TILE: Colour = (178, 88, 58)
BAGS: tuple[Colour, ...] = (
    (36, 38, 44), (52, 56, 62), (208, 206, 198), (60, 110, 150), (190, 60, 54), (226, 190, 70), (90, 140, 80),
)  # fmt: skip
WALLS: tuple[Colour, ...] = (
    (236, 222, 190),
    (206, 226, 214),
    (222, 206, 224),
    (240, 236, 226),
    (198, 216, 232),
)


class Ground:
    """A strip that runs to a vanishing point. `u` goes from -1 (left edge) to 1, `d` from 0 (far) to 1."""

    def __init__(self, vanish: Point, left: float, right: float) -> None:
        self.vanish, self.left, self.right = vanish, left, right

    def at(self, u: float, d: float) -> Point:
        vx, vy = self.vanish
        near = (self.left + self.right) / 2 + u * (self.right - self.left) / 2
        return vx + (near - vx) * d, vy + (HEIGHT - vy) * d

    def strip(self, u1: float, u2: float, d1: float = 0.0, d2: float = 1.0) -> list[Point]:
        """The four corners of a piece of it."""
        return [self.at(u1, d1), self.at(u2, d1), self.at(u2, d2), self.at(u1, d2)]

    def scale(self, d: float) -> float:
        """How many pixels half its width is at that depth."""
        return (self.right - self.left) / 2 * d


def sky(canvas: Canvas, horizon: int) -> None:
    """Sky with clouds by day, stars by night."""
    light = canvas.light
    canvas.gradient((0, 0, WIDTH, horizon + 2), light.high, light.low)
    if light.is_night:
        for _ in range(60):
            x, y = canvas.rng.randrange(WIDTH), canvas.rng.randrange(horizon)
            canvas.pen.point((x, y), fill=(190, 195, 220))
        return
    for _ in range(5):
        x, y = canvas.rng.uniform(0, WIDTH), canvas.rng.uniform(20, horizon * 0.7)
        for _ in range(4):
            puff = canvas.lump(x + canvas.rng.uniform(-90, 90), y + canvas.rng.uniform(-14, 14), 80, 20)
            canvas.soft(puff, mix((255, 255, 255), light.low, 0.2), blur=16, strength=0.35)


def hills(canvas: Canvas, horizon: int, height: int = 110) -> None:
    """Two ridges, the far one paler."""
    for depth, share in ((1.0, 0.65), (0.55, 0.35)):
        start = canvas.rng.uniform(0, 6)
        ridge: list[Point] = [(0, horizon + 4)]
        for x in range(0, WIDTH + 41, 40):
            wave = sin(start + x / 210) * 0.4 + sin(start * 2 + x / 90) * 0.15 + 0.55
            ridge.append((x, horizon - height * depth * wave))
        ridge.append((WIDTH, horizon + 4))
        canvas.surface(ridge, mix((74, 110, 84), canvas.light.haze, share), grain=5, ends=(1.0, 1.12))


def tree(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A broad tree that stands at (x, y)."""
    dark = 0.35 if canvas.light.is_night else 1.0
    canvas.shadow(x, y, size * 0.5, size * 0.08)
    canvas.box(x - size * 0.05, y - size * 0.6, size * 0.1, size * 0.6, shade((98, 74, 52), dark), grain=18)
    for share, tone in ((1.0, 0.72), (0.8, 0.95), (0.5, 1.2)):
        for _ in range(5):
            dx, dy = canvas.rng.uniform(-0.3, 0.3) * share, canvas.rng.uniform(-0.24, 0.16) * share
            crown = canvas.lump(
                x + dx * size, y - size * 0.85 + dy * size, size * 0.26 * share, size * 0.2 * share
            )
            canvas.surface(
                crown, shade(LEAF, tone * dark * canvas.rng.uniform(0.92, 1.08)), grain=26, coarse=5
            )


def palm(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A coconut palm."""
    dark = 0.3 if canvas.light.is_night else 1.0
    lean = canvas.rng.uniform(-0.12, 0.12) * size
    top = (x + lean, y - size)
    canvas.line([(x, y), (x + lean * 0.3, y - size * 0.5), top], shade((124, 100, 74), dark), size * 0.045)
    for step in range(9):
        angle = 3.14 + step * 0.39
        reach = size * canvas.rng.uniform(0.32, 0.44)
        tip = (top[0] + reach * cos(angle), top[1] + reach * sin(angle) * 0.5 + reach * 0.3)
        bend = (top[0] + reach * 0.55 * cos(angle), top[1] + reach * 0.7 * sin(angle) * 0.6 - reach * 0.08)
        canvas.line([top, bend, tip], shade((66, 122, 58), dark * canvas.rng.uniform(0.8, 1.2)), size * 0.045)


def house(canvas: Canvas, x: float, y: float, size: float, *, wall: Colour | None = None) -> None:
    """A small house with a tiled roof that stands at (x, y), its left lower corner."""
    dark = 0.32 if canvas.light.is_night else 1.0
    colour = shade(wall or canvas.rng.choice(WALLS), dark)
    canvas.shadow(x + size / 2, y, size * 0.6, size * 0.06)
    canvas.box(x, y - size * 0.48, size, size * 0.48, colour, grain=6, ends=(1.03, 0.9))
    eaves = [
        (x - size * 0.1, y - size * 0.45),
        (x + size * 0.16, y - size * 0.8),
        (x + size * 0.84, y - size * 0.8),
        (x + size * 1.1, y - size * 0.45),
    ]
    canvas.surface(eaves, shade(TILE, dark), grain=24, coarse=4, ends=(1.15, 0.85))
    canvas.box(
        x + size * 0.42, y - size * 0.34, size * 0.17, size * 0.34, shade((112, 76, 50), dark), grain=8
    )
    pane = (250, 214, 130) if canvas.light.is_night else (120, 150, 168)
    for left in (0.12, 0.7):
        canvas.box(x + size * left, y - size * 0.34, size * 0.18, size * 0.15, pane, grain=4)


def street(canvas: Canvas, horizon: int = 380, *, vanish: float = 0.52, village: bool = True) -> Ground:
    """Sky, hills, verges with trees and houses, and a road; returns the road."""
    sky(canvas, horizon)
    hills(canvas, horizon)
    dark = 0.3 if canvas.light.is_night else 1.0
    canvas.surface(
        [(0, horizon), (WIDTH, horizon), (WIDTH, HEIGHT), (0, HEIGHT)],
        shade(GRASS, dark),
        grain=26,
        coarse=5,
        ends=(1.15, 0.8),
    )
    road = Ground((WIDTH * vanish, horizon - 6), WIDTH * 0.02, WIDTH * 0.98)
    if village:
        house(canvas, canvas.rng.uniform(60, 180), horizon + 70, 230)
        house(canvas, canvas.rng.uniform(880, 960), horizon + 64, 210)
    for side in (-1, 1):
        for depth in (0.12, 0.2, 0.32):
            x, y = road.at(side * canvas.rng.uniform(1.7, 2.6), depth)
            canvas.rng.choice((tree, tree, palm))(canvas, x, y, 900 * depth)
    canvas.surface(road.strip(-1.16, 1.16), shade(EARTH, dark), grain=20, coarse=4)
    canvas.surface(road.strip(-1, 1), shade(ASPHALT, dark), grain=16, coarse=2, ends=(1.2, 0.92))
    return road


def lane_marks(canvas: Canvas, road: Ground) -> None:
    """Broken white lines in the middle."""
    colour = shade((232, 230, 222), 0.5 if canvas.light.is_night else 1.0)
    for far in (0.06, 0.13, 0.24, 0.4, 0.64):
        canvas.surface(road.strip(-0.025, 0.025, far, far * 1.38), colour, grain=14)


def water(canvas: Canvas, points: list[Point], colour: Colour) -> None:
    """A water surface with bands of light."""
    canvas.surface(points, colour, grain=8, coarse=6, ends=(1.25, 0.85))
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    for _ in range(26):
        x, y = canvas.rng.uniform(min(xs), max(xs)), canvas.rng.uniform(min(ys), max(ys))
        reach = canvas.rng.uniform(20, 90)
        if inside(points, (x - reach, y)) and inside(points, (x + reach, y)):
            canvas.line([(x - reach, y), (x + reach, y)], shade(colour, canvas.rng.uniform(1.1, 1.35)), 2)


def inside(points: list[Point], point: Point) -> bool:
    """Whether the point lies in the polygon."""
    x, y = point
    found = False
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found


def heap(canvas: Canvas, x: float, y: float, reach: float, pieces: int) -> None:
    """A heap of bags and litter, highest in the middle, on the ground at (x, y)."""
    canvas.shadow(x, y + reach * 0.1, reach * 1.15, reach * 0.2, 0.5)
    for step in range(pieces):
        px = x + canvas.rng.gauss(0, 0.38) * reach
        rise = (1 - step / pieces) * reach * 0.5 * max(0.0, 1 - abs(px - x) / reach)
        py = y - rise + canvas.rng.uniform(-6, 10)
        size = canvas.rng.uniform(0.08, 0.17) * reach
        colour = shade(canvas.rng.choice(BAGS), canvas.rng.uniform(0.75, 1.15))
        canvas.surface(canvas.lump(px, py, size * 1.2, size, rough=0.22), colour, grain=16, ends=(1.35, 0.6))
        canvas.line(
            [(px - size * 0.2, py - size * 0.9), (px + size * 0.1, py - size * 0.35)], shade(colour, 1.5), 3
        )
