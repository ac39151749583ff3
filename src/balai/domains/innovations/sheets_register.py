"""Excel of the register: the columns that can come in again, then life in use and the newest maturity on paper."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.queries.maturity import Paper, papers
from balai.domains.innovations.rules.columns import COLUMNS
from balai.domains.innovations.terms import FORM_LABELS, LIFE_LABELS, ORIGIN_LABELS, STAGE_LABELS
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said


def register_file(rows: QuerySet[Innovation], hidden: Collection[int]) -> HttpResponse:
    """`rows` with agency and life selected along; of those in `hidden` neither life nor paper is written."""
    titles = [
        *(title for title, _others in COLUMNS.values()),
        _("Hidup"), _("Indeks hidup"), _("Keyakinan"), _("Kematangan terbaru"), _("Paling tinggi"), _("Edisi"), _("Terverifikasi"),
        _("Tahun kematangan register"), _("Yang ganjil"),
    ]  # fmt: skip
    return excel_response("daftar-inovasi", Sheet(_("Inovasi"), titles, _lines(list(rows), hidden)))


def _lines(rows: list[Innovation], hidden: Collection[int]) -> Iterator[tuple[Any, ...]]:
    found = papers(rows)
    for one in rows:
        is_blind = one.pk in hidden
        register = "" if is_blind or one.paper_maturity is None else str(one.paper_maturity)
        yield (
            one.register_number, one.name, one.opd.code if one.opd else one.opd_text, STAGE_LABELS[one.stage],
            ORIGIN_LABELS[one.origin], "Digital" if one.is_digital else "Non digital", FORM_LABELS[one.form], one.affair,
            one.trial_date, one.adoption_date, register,
            *_life(one, is_blind), *_paper(found.get(one.pk), is_blind), one.paper_maturity_year if register else None,
            " ".join(one.odd),
        )  # fmt: skip


def _life(one: Innovation, is_blind: bool) -> tuple[str, str, str]:
    """State, index and confidence as a sheet shows them."""
    if is_blind:
        return _("Sedang Anda nilai"), "", ""
    if not hasattr(one, "liveness"):
        return _("Belum terukur"), "", ""
    row = one.liveness
    index = "" if row.index is None else f"{row.index / 100:.2f}"
    return said(LIFE_LABELS[row.life]), index, f"{row.confidence / 100:.0f}"


def _paper(paper: Paper | None, is_blind: bool) -> tuple[str, str, str, str]:
    """Score, the most that its edition gives, the edition, and whether others have verified it."""
    if is_blind or paper is None:
        return "", "", "", ""
    return str(paper.score), str(paper.most), paper.edition, _("ya") if paper.is_verified else _("tidak")
