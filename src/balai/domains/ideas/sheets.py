"""The contest as Excel: the ranking for everybody, entries and sheets for those who keep it."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.ideas.models import Edition
from balai.domains.ideas.queries.contests import Group, groups, open_sheets
from balai.domains.ideas.rules.ranking import read_criteria, rounded, sheet_score
from balai.domains.ideas.terms_contest import ENTRY_STAGE_LABELS, EntryStage
from balai.kits.excel import Sheet
from balai.kits.ui.words import said


def ranking_sheet(edition: Edition, rows: Sequence[Group]) -> Sheet:
    """Ranks by category with the jury's mean points; no juror and no participant by name."""
    criteria = read_criteria(edition.criteria)
    titles = [
        _("Kategori"), _("Peringkat"), _("Karya"), _("Instansi"), *(f"{one.label} ({one.weight}%)" for one in criteria),
        _("Nilai akhir"), _("Nilai sama diputus oleh"), _("Contoh"),
    ]  # fmt: skip
    body = (
        (
            group.label, line.entry.rank, line.entry.title, line.entry.opd.name if line.entry.opd else "", *(points for _label, points in line.points),
            line.entry.score, line.tie_break, _("ya") if line.entry.is_example else "",
        )
        for group in rows
        for line in group.standings
    )  # fmt: skip
    return Sheet(_("Peringkat"), titles, body)


def keeper_sheets(edition: Edition) -> list[Sheet]:
    """All entries; ranking and every sheet with its juror once the jury closed."""
    found = [_entries_sheet(edition)]
    if edition.closed_at is not None:
        found += [ranking_sheet(edition, groups(edition)), _points_sheet(edition)]
    return found


def _entries_sheet(edition: Edition) -> Sheet:
    titles = [
        _("Karya"),
        _("Peserta"),
        _("Instansi"),
        _("Kategori"),
        _("Tahap"),
        _("Alasan"),
        _("Dikirim"),
        _("Contoh"),
    ]
    rows = edition.entries.select_related("opd").order_by("pk")
    body = (
        (
            row.title, row.participant, row.opd.name if row.opd else "", row.category,
            said(ENTRY_STAGE_LABELS[EntryStage(row.stage)]), row.stage_text, timezone.localdate(row.sent_at),
            _("ya") if row.is_example else "",
        )
        for row in rows
    )  # fmt: skip
    return Sheet(_("Peserta"), titles, body)


def _points_sheet(edition: Edition) -> Sheet:
    criteria = read_criteria(edition.criteria)
    titles = [
        _("Karya"),
        _("Juri"),
        *(f"{one.label} ({one.weight}%)" for one in criteria),
        _("Nilai"),
        _("Catatan"),
    ]
    names = dict(edition.entries.values_list("pk", "title"))
    body = (
        (
            names[entry], one.juror.user.full_name, *(one.points[row.code] for row in criteria),
            rounded(sheet_score(criteria, one.points)), one.remark,
        )
        for entry, sheets in open_sheets(edition).items()
        for one in sheets
    )  # fmt: skip
    return Sheet(_("Lembar nilai"), titles, body)
