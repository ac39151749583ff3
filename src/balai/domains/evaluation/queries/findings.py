"""Named questions about findings: what they are, and how it stands with what is owed about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from balai.domains.evaluation.models import Finding, FollowUp, Site
from balai.domains.evaluation.terms_field import (
    FINDING_KIND,
    SEVERITY_LABELS,
    SEVERITY_TONES,
    VERDICT_LABELS,
    VERDICT_TONES,
    Severity,
    Verdict,
)
from balai.engine.duties import public as duties
from balai.engine.duties.public import DutyView
from balai.kits.ui.words import said

TABS = {
    "open": "Belum selesai",
    "late": "Lewat tanggal",
    "waiting": "Menunggu pemeriksaan",
    "done": "Selesai",
    "orphan": "Belum ditugaskan",
    "repeated": "Berulang",
}
TAB_LABELS = TABS


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as people read it. `duty` is the one that is open, or the last; `tab` where it stands."""

    row: Finding
    duty: DutyView | None
    tab: str
    verdict: str = ""
    verdict_tone: str = ""

    @property
    def is_repeated(self) -> bool:
        return self.row.repeats_id is not None

    @property
    def severity(self) -> str:
        return said(SEVERITY_LABELS[Severity(self.row.severity)])

    @property
    def tone(self) -> str:
        return SEVERITY_TONES[Severity(self.row.severity)]

    @property
    def state(self) -> str:
        return self.duty.state_label if self.duty else said(TABS["orphan"])

    @property
    def state_tone(self) -> str:
        if self.duty is None:
            return "warn"
        return "late" if self.duty.is_late else self.duty.tone

    @property
    def holder(self) -> str:
        return self.duty.holder_name if self.duty else ""

    @property
    def due_date(self) -> date | None:
        return self.duty.due_date if self.duty else None


def findings(rows: QuerySet[Finding], *, at: datetime) -> list[FindingView]:
    """Heaviest first, then by date; four queries whatever their number."""
    kept = list(rows.select_related("site__review", "site__opd", "repeats").order_by("pk"))
    owed: dict[str, DutyView] = {}
    for duty in duties.duties_about(FINDING_KIND, [str(row.pk) for row in kept], at=at):
        known = owed.get(duty.duty.about_id)
        if known is None or duty.is_open or not known.is_open:
            owed[duty.duty.about_id] = duty
    last = dict(
        FollowUp.objects.filter(finding__in=[row.pk for row in kept])
        .order_by("pk")
        .values_list("finding", "verdict")
    )
    views = [_view(row, owed.get(str(row.pk)), last.get(row.pk, "")) for row in kept]
    order = list(Severity)
    return sorted(
        views,
        key=lambda one: (order.index(Severity(one.row.severity)), one.due_date or date.max, one.row.pk),
    )


def _view(row: Finding, duty: DutyView | None, verdict: str) -> FindingView:
    label = said(VERDICT_LABELS[Verdict(verdict)]) if verdict else ""
    return FindingView(row, duty, _tab(duty), label, VERDICT_TONES[Verdict(verdict)] if verdict else "")


def _tab(duty: DutyView | None) -> str:
    if duty is None:
        return "orphan"
    if duty.is_late:
        return "late"
    if duty.is_open:
        return "open"
    return "done" if duty.is_done else "waiting"


def in_tab(views: Sequence[FindingView], tab: str) -> list[FindingView]:
    """Those of a tab; late ones are open, too."""
    match tab:
        case "":
            return list(views)
        case "open":
            return [view for view in views if view.tab in ("open", "late")]
        case "repeated":
            return [view for view in views if view.is_repeated]
        case _:
            return [view for view in views if view.tab == tab]


def of_site(site: Site, *, at: datetime) -> list[FindingView]:
    """The findings of one site."""
    return findings(Finding.objects.filter(site=site), at=at)


def earlier(site: Site, *, at: datetime) -> list[tuple[FindingView, FollowUp | None]]:
    """The findings of the same place in the review before, each with what this year says of it."""
    if site.previous_id is None:
        return []
    said_now = {row.finding_id: row for row in site.follow_ups.all()}
    views = findings(Finding.objects.filter(site=site.previous_id), at=at)
    return [(view, said_now.get(view.row.pk)) for view in views]


def unanswered(site: Site) -> int:
    """How many earlier findings of the same place nobody has looked at yet."""
    if site.previous_id is None:
        return 0
    known = site.follow_ups.values("finding")
    return Finding.objects.filter(site=site.previous_id).exclude(pk__in=known).count()
