"""A sheet is entered into what the region reports for an edition, or withdrawn from it."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.actions.maturity_sheet import edition_of, innovation_of, tell
from balai.domains.innovations.models import IgaSheet, Innovation
from balai.domains.innovations.rules.iga import Edition
from balai.domains.innovations.rules.iga_entry import hindrances
from balai.domains.innovations.terms_maturity import ENTRY_LABELS, Act
from balai.engine.organizations.public import plans
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound, Refused


@transaction.atomic
def enter_sheet(*, innovation_id: int, edition: str, by: Actor, at: datetime) -> IgaSheet:
    """Put the innovation among those that the region reports for the edition. Twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Refused EDITION_BROKEN, ENTRY_… (the window of adoption, at most so many times, growth,
    mandatory rows).
    """
    innovation, rules, sheet = _to_enter(innovation_id, edition, by, at)
    found = entry_hindrances(innovation, sheet, rules)
    if found:
        code, values = found[0]
        raise Refused(f"ENTRY_{code}", ENTRY_LABELS[code], **values)
    if sheet.entered_on is None:
        sheet.entered_on = timezone.localdate(at)
        sheet.version += 1
        sheet.save()
        tell(Act.ENTERED, sheet, by, at, {"score": str(sheet.self_score)})
    return sheet


@transaction.atomic
def withdraw_sheet(*, innovation_id: int, edition: str, by: Actor, at: datetime) -> IgaSheet:
    """Take it out of the report again. Twice is once. Raises as `enter_sheet`."""
    _innovation, _rules, sheet = _to_enter(innovation_id, edition, by, at)
    if sheet.entered_on is not None:
        sheet.entered_on = None
        sheet.version += 1
        sheet.save()
        tell(Act.WITHDRAWN, sheet, by, at, {})
    return sheet


def entry_hindrances(
    innovation: Innovation, sheet: IgaSheet | None, rules: Edition
) -> list[tuple[str, dict[str, str]]]:
    """What stands against entering it, as `rules.iga_entry.hindrances` says."""
    former = IgaSheet.objects.filter(innovation=innovation, edition_id__lt=rules.code)
    former = former.exclude(entered_on=None).order_by("edition_id")
    entered = [(one.edition_id, _best(one)) for one in former]
    year, score_then = innovation.paper_maturity_year, innovation.paper_maturity
    if score_then is not None and year and str(year) < rules.code and str(year) not in dict(entered):
        entered.insert(0, (str(year), score_then))
    filled = {one.row for one in sheet.answers.all() if one.level} if sheet else set()
    return hindrances(
        rules,
        adopted=innovation.adoption_date,
        now=_best(sheet) if sheet else Decimal(0),
        former=sorted(entered),
        filled=filled,
    )


def _to_enter(
    innovation_id: int, edition: str, by: Actor, at: datetime
) -> tuple[Innovation, Edition, IgaSheet]:
    innovation = innovation_of(innovation_id)
    is_office = by.kind == "SYSTEM" or by.role == Role.COORDINATOR
    if not (is_office or plans(by.opd_id, on=timezone.localdate(at))):
        raise Forbidden("NOT_YOURS", "Yang mengikutkan ke edisi: perencana atau koordinator.")
    rules = edition_of(edition)
    sheet = IgaSheet.objects.select_for_update().filter(innovation=innovation, edition_id=edition).first()
    if innovation is None or sheet is None:
        raise NotFound("SHEET_UNKNOWN", "Inovasi ini belum dinilai untuk edisi itu.")
    return innovation, rules, sheet


def _best(sheet: IgaSheet) -> Decimal:
    """What counts where one number is needed: the verified score once every claimed row was verified, else the own one."""
    is_whole = sheet.verified_score is not None and sheet.verified >= sheet.filled
    return sheet.verified_score if is_whole and sheet.verified_score is not None else sheet.self_score
