"""The whole demonstration: people, rules in force since then, the played stories, and what follows from them."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from balai.domains.citizen_reports.actions.rulebook import publish_rules
from balai.domains.citizen_reports.demo.alive import happen_now, load_alive, stories_now
from balai.domains.citizen_reports.demo.darkroom import Darkroom
from balai.domains.citizen_reports.demo.people import make_people
from balai.domains.citizen_reports.demo.stage import Stage
from balai.domains.citizen_reports.demo.story import Place, Setting, plan
from balai.domains.citizen_reports.demo.texts import REGION, ReportText, load_texts
from balai.domains.citizen_reports.models import RuleSet
from balai.domains.citizen_reports.reference import forget_reference, reference
from balai.domains.citizen_reports.routing import place
from balai.domains.citizen_reports.rules.routing import Facts
from balai.engine.cases.public import Case
from balai.engine.journal import public as journal
from balai.engine.notices.public import ChannelCode, Notice
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.foundation.actor import SYSTEM

_READ_AFTER = timedelta(days=2)
_SENT_AFTER = timedelta(days=1)
_SEAL_BATCH = 5000


def make_demo(
    *, reports: int, days: int, seed: int, until: datetime, region: str = REGION,
    say: Callable[[str], None] = lambda _: None, progress: Callable[[int, int], None] = lambda done, total: None,
) -> Counter[str]:  # fmt: skip
    """Fill a loaded region; returns how many cases stand in each state. Deterministic for (seed, until).

    Raises FileNotFoundError when the region has no folder `demo/`.
    """
    until = timezone.localtime(until)
    texts = load_texts(region)
    say(f"Akun: {make_people(on=until.date(), region=region)} dibuat")
    _rules_since(until - timedelta(days=days + 1))
    setting = Setting(
        texts, places(), parameters.calendar(), lambda source, area: _holder(source, area, until)
    )
    alive = load_alive(region)
    now = stories_now(alive, setting.places, reports=reports, until=until)
    stories = plan(setting, reports=reports - len(now), days=days, seed=seed, until=until) + now
    with Darkroom(seed) as darkroom:
        stage = Stage(texts, darkroom)
        stage.perform(stories, until=until, progress=progress)
        if now:
            happen_now(alive, stage, stories, until=until)
    if stage.skipped:
        say(f"Langkah yang tidak lagi berlaku: {dict(stage.skipped)}")
    settle(until=until)
    return Counter(Case.objects.values_list("state", flat=True))


def settle(*, until: datetime) -> None:
    """Seal what was journaled and run the followers; old notices count as sent and read, no mail leaves."""
    while journal.seal(at=until, limit=_SEAL_BATCH) == _SEAL_BATCH:
        pass
    while journal.run_followers(at=until):
        pass
    unsent = Notice.objects.filter(sent_at=None, at__lt=until - _SENT_AFTER)
    unsent.update(sent_at=F("at"), is_digest=False)
    unread = Notice.objects.filter(channel=ChannelCode.INBOX, read_at=None, at__lt=until - _READ_AFTER)
    unread.update(read_at=F("at"))


def places() -> list[Place]:
    """Every desa and kelurahan with its middle."""
    found = []
    for kecamatan in organizations.kecamatan_list():
        for desa in organizations.desa_of(kecamatan.code):
            found.append(Place(desa.code, desa.name, kecamatan.name, desa.latitude, desa.longitude))
    return found


def _rules_since(start: datetime) -> None:
    """The routing rules as they are now, published anew for the time before they were loaded."""
    newest = RuleSet.objects.order_by("-active_from", "-pk").first()
    if newest and not RuleSet.objects.filter(active_from__lte=start).exists():
        publish_rules(rules=newest.rules, note="berlaku selama masa contoh", by=SYSTEM, at=start)
    forget_reference()


def _holder(source: ReportText, area_code: str, at: datetime) -> str:
    """The agency that the rules name for a text, "" when the coordinator has to decide."""
    category = reference().categories[source.category]
    accused = organizations.opd(source.accused).pk if source.accused else None
    facts = Facts(
        category=category.code,
        group=category.group_id,
        type=source.report_type,
        area=area_code,
        text=source.text,
        at=at,
        confidential=source.accused is not None,
    )
    found = place(facts, category, at=at, barred_opd_id=accused)
    return "" if found.needs_decision else found.opd.code
