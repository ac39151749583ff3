"""The chapter of innovations in the yearly report: lights, what is dying, who must act."""

from collections.abc import Sequence
from datetime import date

from balai.domains.innovations.models import Alarm, Innovation
from balai.domains.innovations.queries import overview as figures
from balai.domains.innovations.terms import (
    ALARM_LABELS,
    LEVEL_LABELS,
    LIFE_LABELS,
    AlarmKind,
    AlarmLevel,
    Life,
)
from balai.domains.innovations.terms_liveness import LIGHT_LABELS, Light
from balai.engine.publications.public import Block, Chapter, Heading, Note, Paragraph, Table
from balai.kits.ui.words import said

MOST = 30


def write(edition: str, on: date) -> Sequence[Block]:
    """The blocks for a year; none where there is no innovation or the edition is no year."""
    if not edition.isdecimal() or not Innovation.objects.exists():
        return []
    year = int(edition)
    rows = [row for row in figures.lights(year, on=on) if row.total]
    states = {life: count for life, _label, _tone, count in figures.states()}
    return [
        Paragraph(_summary(year, rows, states)),
        Heading("Lampu OPD"),
        _lights(rows),
        *_dying(),
        *_must_act(on),
        *_example(),
    ]


def _summary(year: int, rows: list[figures.OpdRow], states: dict[Life, int]) -> str:
    lit = {light: sum(row.standing.light is light for row in rows) for light in Light}
    fading = sum(states[life] for life in figures.DYING)
    return (
        f"Pada tahun {year}, dari {len(rows)} OPD yang punya catatan inovasi, {lit[Light.GREEN]} hijau, "
        f"{lit[Light.YELLOW]} kuning, dan {lit[Light.RED]} merah. Dari {sum(states.values())} inovasi, "
        f"{states[Life.ALIVE] + states[Life.NEW]} hidup atau dalam masa tumbuh, {fading} meredup, "
        f"{states[Life.DEAD]} mati, {states[Life.ENDED]} selesai dengan hormat, dan {states[Life.UNMEASURED]} belum terukur: "
        "yang belum terukur bukan mati, melainkan belum punya sumber pemakaian."
    )


def _lights(rows: list[figures.OpdRow]) -> Table:
    return Table(
        headings=("OPD", "Lampu", "Baru", "Kohort lalu", "Bertahan", "Semua"),
        rows=tuple(
            (
                row.name, said(LIGHT_LABELS[row.standing.light]), str(row.standing.new), str(row.standing.cohort),
                str(row.standing.kept), str(row.total),
            )
            for row in rows
        ),
        caption="Hijau: cukup yang baru dan cukup yang bertahan; kuning: salah satunya; merah: tidak satu pun.",
        widths=(40, 14, 10, 14, 12, 10),
        right=(2, 3, 4, 5),
    )  # fmt: skip


def _dying() -> list[Block]:
    rows = figures.dying(most=MOST)
    if not rows:
        return []
    return [
        Heading("Yang meredup"),
        Table(
            headings=("Inovasi", "OPD", "Keadaan", "Indeks", "Keyakinan"),
            rows=tuple(
                (
                    row.innovation.name, row.innovation.opd.code if row.innovation.opd else "–",
                    said(LIFE_LABELS[Life(row.life)]), str(round((row.index or 0) / 100)), f"{round(row.confidence / 100)}%",
                )
                for row in rows
            ),
            caption="Yang paling rendah lebih dahulu; indeks dan keyakinan selalu berdua.",
            widths=(46, 16, 16, 10, 12),
            right=(3, 4),
        ),
    ]  # fmt: skip


def _must_act(on: date) -> list[Block]:
    rows: list[Alarm] = list(figures.open_alarms()[:MOST])
    if not rows:
        return []
    return [
        Heading("Siapa harus bertindak"),
        Table(
            headings=("Inovasi", "Mengapa", "Giliran", "Paling lambat"),
            rows=tuple(
                (
                    row.innovation.name, said(ALARM_LABELS[AlarmKind(row.kind)]), said(LEVEL_LABELS[AlarmLevel(row.level)]),
                    f"{row.due_date:%d-%m-%Y}{' (lewat)' if row.due_date < on else ''}",
                )
                for row in rows
            ),
            widths=(38, 30, 14, 18),
        ),
    ]  # fmt: skip


def _example() -> list[Block]:
    count = Innovation.objects.filter(is_example=True).count()
    return (
        [Note(f"{count} inovasi di antaranya contoh yang dikarang; namanya memuat kata contoh.")]
        if count
        else []
    )


CHAPTER = Chapter(
    publication="EVALUATION.YEARLY",
    code="INNOVATIONS",
    title="Inovasi: yang hidup dan yang meredup",
    order=30,
    write=write,
)
