"""Subjects of places: rubbish, schools, markets, offices, parks, huts."""

from balai.domains.citizen_reports.demo.scenes.canvas import HEIGHT, WIDTH, Canvas, mix, shade
from balai.domains.citizen_reports.demo.scenes.setting import (
    BAGS,
    TILE,
    WALLS,
    heap,
    hills,
    house,
    palm,
    sky,
    tree,
    water,
)


def rubbish(canvas: Canvas, repaired: bool) -> None:
    """A heap of bags before a wall; afterwards a swept corner with bins."""
    sky(canvas, 260)
    for x in (100, 420, 800, 1080):
        tree(canvas, x, 300, 260)
    wall = canvas.rng.choice(((214, 206, 190), (190, 204, 196), (208, 190, 176)))
    canvas.box(0, 230, WIDTH, 330, wall, grain=14, coarse=7, ends=(1.05, 0.86))
    canvas.box(0, 216, WIDTH, 22, (140, 132, 122), grain=12)
    yard = [(0, 556), (WIDTH, 556), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.surface(yard, (158, 148, 134), grain=24, coarse=3, ends=(0.9, 1.05))
    if repaired:
        for x, colour in ((360, (52, 128, 76)), (560, (226, 178, 52)), (760, (178, 52, 48))):
            canvas.shadow(x + 64, 652, 96, 16)
            canvas.surface(
                [(x, 430), (x + 130, 430), (x + 116, 650), (x + 14, 650)], colour, grain=6, ends=(1.15, 0.75)
            )
            canvas.box(x - 8, 408, 146, 28, shade(colour, 0.8), grain=4)
        return
    heap(canvas, canvas.rng.uniform(480, 700), 690, 420, 130)
    for _ in range(40):
        x, y = canvas.rng.uniform(60, 1140), canvas.rng.uniform(640, 860)
        canvas.surface(canvas.lump(x, y, 16, 7, rough=0.4, corners=9), canvas.rng.choice(BAGS[2:]), grain=8)


def school(canvas: Canvas, repaired: bool) -> None:
    """A school building: holes in the roof and a hanging ceiling; afterwards new tiles and a flag."""
    sky(canvas, 420)
    hills(canvas, 420)
    yard = [(0, 420), (WIDTH, 420), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.surface(yard, (176, 150, 112), grain=24, coarse=4, ends=(0.95, 1.05))
    tree(canvas, 1110, 520, 330)
    canvas.shadow(560, 700, 560, 40)
    canvas.box(
        90,
        400,
        940,
        300,
        (246, 236, 200) if repaired else (222, 208, 176),
        grain=10,
        coarse=6,
        ends=(0.92, 1.02),
    )
    canvas.box(90, 640, 940, 60, (168, 62, 54), grain=10)
    for step in range(4):
        x = 150 + step * 230
        canvas.box(x, 460, 100, 180, (120, 70, 48), grain=8)
        canvas.box(x + 115, 470, 90, 90, (96, 122, 138), grain=4, ends=(1.3, 0.8))
    _tiled_roof(canvas)
    if repaired:
        canvas.line([(60, 720), (60, 130)], (210, 210, 212), 9)
        canvas.box(66, 136, 120, 40, (206, 32, 44), grain=0)
        canvas.box(66, 176, 120, 40, (250, 250, 250), grain=0)
    else:
        _holes_in_roof(canvas)


def _tiled_roof(canvas: Canvas) -> None:
    canvas.surface([(40, 420), (170, 190), (950, 190), (1080, 420)], TILE, grain=10, ends=(1.15, 0.85))
    for row in range(11):
        y, edge = 190 + row * 21, 130 * row / 11
        canvas.line([(170 - edge, y), (950 + edge, y)], shade(TILE, 0.74), 3)
        for column in range(48):
            x = 160 - edge + column * (800 + 2 * edge) / 48
            canvas.line([(x, y), (x - 2, y + 20)], shade(TILE, 0.84), 2)


def _holes_in_roof(canvas: Canvas) -> None:
    for x, y, size in ((380, 300, 100), (680, 350, 76), (820, 262, 50)):
        canvas.surface(canvas.lump(x, y, size, size * 0.62, rough=0.3), (38, 30, 26), grain=12)
        for step in range(4):
            dx = (step - 1.5) * size * 0.42
            canvas.line([(x + dx, y - size * 0.55), (x + dx * 1.1, y + size * 0.55)], (136, 100, 66), 8)
    canvas.surface([(340, 420), (470, 420), (450, 505), (400, 480)], (206, 198, 182), grain=10)
    for _ in range(26):
        shard = canvas.lump(
            canvas.rng.gauss(480, 150), canvas.rng.uniform(715, 780), 17, 7, rough=0.4, corners=8
        )
        canvas.surface(shard, shade(TILE, canvas.rng.uniform(0.7, 1.1)), grain=10)


def market(canvas: Canvas, repaired: bool) -> None:
    """Market stalls: sagging awnings and litter in the lane; afterwards tidy."""
    canvas.gradient((0, 0, WIDTH, 420), mix(canvas.light.high, (255, 255, 255), 0.35), canvas.light.low)
    canvas.box(0, 120, WIDTH, 300, (196, 186, 170), grain=12, coarse=6)
    canvas.surface([(0, 70), (WIDTH, 70), (WIDTH, 150), (0, 150)], (140, 70, 54), grain=16)
    lane = [(0, 420), (WIDTH, 420), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.surface(lane, (150, 142, 132), grain=20, coarse=3, ends=(0.8, 1.1))
    for row, size in enumerate((0.5, 0.75, 1.1)):
        _stall(canvas, 70 + row * 20 - size * 60, 430 + row * 150, size, row, repaired)
        _stall(canvas, WIDTH - 70 - row * 20 - size * 340, 430 + row * 150, size, row + 3, repaired)
    if not repaired:
        heap(canvas, 600, 780, 190, 50)
        water(canvas, canvas.lump(600, 620, 150, 22), (104, 98, 88))


def _stall(canvas: Canvas, x: float, y: float, size: float, number: int, tidy: bool) -> None:
    goods = ((222, 60, 46), (240, 170, 40), (86, 150, 62), (120, 70, 130), (236, 214, 120), (196, 120, 60))
    cloth = canvas.rng.choice(((60, 120, 180), (220, 90, 60), (60, 150, 110), (236, 180, 60)))
    sag = canvas.rng.uniform(20, 60) * size
    if tidy:
        sag = 0
    canvas.shadow(x + 200 * size, y + 130 * size, 240 * size, 30 * size)
    for post in (0, 380):
        canvas.line(
            [(x + post * size, y + 120 * size), (x + post * size, y - 200 * size)], (110, 84, 62), 9 * size
        )
    awning = [
        (x - 30 * size, y - 190 * size),
        (x + 410 * size, y - 190 * size - sag),
        (x + 430 * size, y - 110 * size),
        (x - 50 * size, y - 110 * size + sag),
    ]
    canvas.surface(awning, cloth, grain=10, ends=(1.15, 0.85))
    canvas.box(x, y, 380 * size, 110 * size, (146, 106, 70), grain=18, ends=(1.1, 0.7))
    for step in range(24):
        px, py = x + (12 + step % 12 * 31) * size, y - (16 if step < 12 else 0) * size
        fruit = canvas.lump(px, py, 19 * size, 15 * size, rough=0.05, corners=14)
        canvas.surface(fruit, goods[(step // 3 + number) % 6], grain=10, ends=(1.25, 0.75))


def counter(canvas: Canvas, repaired: bool) -> None:
    """A public office: one open counter of four; afterwards all of them lit."""
    canvas.gradient((0, 0, WIDTH, 620), (232, 232, 224), (206, 210, 206))
    floor = [(0, 620), (WIDTH, 620), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.surface(floor, (198, 190, 178), grain=10, ends=(0.85, 1.08))
    for x in (160, 560, 960):
        canvas.box(x - 100, 40, 200, 14, (255, 255, 246), grain=0)
        canvas.soft(canvas.lump(x, 60, 180, 40, rough=0), (255, 255, 246), blur=40, strength=0.6)
    canvas.box(60, 380, 1080, 190, (156, 112, 74), grain=10, ends=(1.1, 0.8))
    canvas.box(40, 360, 1120, 26, (94, 66, 46), grain=8)
    for step in range(4):
        _window(canvas, 100 + step * 265, step + 1, is_open=repaired or step == 0)
    for row, y in enumerate((640, 740)):
        for step in range(7):
            _chair(canvas, 110 + step * 150 - row * 30, y, 1 + row * 0.25)


def _window(canvas: Canvas, x: float, number: int, *, is_open: bool) -> None:
    canvas.box(x, 180, 210, 180, (190, 214, 222) if is_open else (150, 148, 142), grain=4, ends=(1.15, 0.9))
    if not is_open:
        for row in range(9):
            canvas.line([(x, 190 + row * 20), (x + 210, 190 + row * 20)], (122, 120, 116), 5)
    canvas.box(x + 55, 122, 100, 46, (40, 120, 90) if is_open else (120, 40, 40), grain=0)
    canvas.pen.text((x + 94, 126), str(number), fill=(250, 250, 250), font_size=36)


def _chair(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.shadow(x + 45 * size, y + 105 * size, 60 * size, 12)
    canvas.box(x, y - 50 * size, 90 * size, 70 * size, (52, 90, 150), grain=6, ends=(1.2, 0.85))
    canvas.box(x - 4, y + 24 * size, 98 * size, 22 * size, (44, 76, 130), grain=6)
    for leg in (8, 78):
        canvas.line([(x + leg * size, y + 46 * size), (x + leg * size, y + 104 * size)], (120, 124, 130), 6)


def playground(canvas: Canvas, repaired: bool) -> None:
    """A park with a broken swing; afterwards two whole ones."""
    sky(canvas, 400)
    for x in (60, 330, 700, 1000, 1170):
        tree(canvas, x, 450, canvas.rng.uniform(260, 340))
    lawn = [(0, 400), (WIDTH, 400), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.surface(lawn, (120, 158, 76), grain=28, coarse=5, ends=(0.95, 1.05))
    canvas.surface(canvas.lump(600, 740, 480, 100, rough=0.08), (206, 180, 134), grain=20)
    paint = (222, 70, 60) if repaired else (150, 88, 74)
    for foot, top in ((300, 370), (440, 370), (780, 850), (920, 850)):
        canvas.line([(foot, 740), (top, 330)], paint, 18)
    canvas.line([(362, 330), (858, 330)], paint, 18)
    chain, seat = (96, 98, 102), (60, 110, 170)
    for x, whole in ((480, True), (680, repaired)):
        canvas.shadow(x + 45, 730, 80, 14)
        canvas.line([(x, 335), (x, 640)] if whole else [(x, 335), (x, 520), (x + 20, 560)], chain, 5)
        canvas.line([(x + 90, 335), (x + 90, 640 if whole else 700)], chain, 5)
        if whole:
            canvas.box(x - 10, 636, 112, 20, seat, grain=6)
        else:
            canvas.surface([(x + 50, 690), (x + 150, 736), (x + 144, 754), (x + 42, 708)], seat, grain=6)


def hut(canvas: Canvas, repaired: bool) -> None:
    """A bamboo house that leans; afterwards walls and a new roof."""
    sky(canvas, 400)
    hills(canvas, 400)
    canvas.surface([(0, 400), (WIDTH, 400), (WIDTH, HEIGHT), (0, HEIGHT)], (142, 132, 86), grain=28, coarse=5)
    palm(canvas, 130, 560, 430)
    tree(canvas, 1060, 520, 330)
    if repaired:
        house(canvas, 320, 720, 560, wall=WALLS[3])
        return
    canvas.shadow(600, 730, 380, 40)
    canvas.surface(
        [(300, 460), (880, 440), (850, 730), (330, 730)], (168, 136, 92), grain=20, coarse=4, ends=(1.05, 0.8)
    )
    for row in range(14):
        for column in range(28):
            x, y = 322 + column * 18.5, 466 + row * 18 + column % 2 * 9
            canvas.line([(x, y), (x + 14, y)], shade((150, 116, 74), canvas.rng.uniform(0.7, 1.2)), 4)
    canvas.surface(
        [(230, 480), (430, 270), (800, 290), (950, 450)], (150, 80, 58), grain=34, coarse=5, ends=(1.1, 0.7)
    )
    for x, y, size in ((520, 370, 62), (720, 400, 48)):
        canvas.surface(canvas.lump(x, y, size, size * 0.5, rough=0.35), (36, 28, 24), grain=10)
    canvas.surface([(560, 520), (660, 516), (656, 730), (566, 730)], (52, 38, 30), grain=8)
    canvas.line([(910, 740), (830, 500)], (112, 84, 58), 14)
