"""The public pages of the rooms of the plan, from the need to the yearly evaluation, filled by the rooms' own examples."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.evaluation.actions import visits
from balai.domains.evaluation.models import Assessment, Draw, Edition, FieldForm, Respondent, Site
from balai.domains.ideas.models import Edition as Contest
from balai.domains.ideas.models import Idea
from balai.domains.ideas.terms import PUBLIC_STAGES
from balai.domains.innovations.models import IgaEdition, Innovation
from balai.domains.masterplan.models import Decree, Plan, Programme, Workshop
from balai.domains.masterplan.models import Revision as Written
from balai.domains.needs.models import Need
from balai.engine.duties.terms import TAB_LABELS
from balai.engine.indicators.models import Series
from balai.engine.organizations import public as organizations
from balai.engine.publications.models import Version
from balai.engine.threads import queries as threads
from balai.engine.threads.models import Link
from balai.foundation.actor import SYSTEM
from balai.kits.crypto import blind_index

# What each room tells of itself in a demonstration, in the order in which one builds on another.
EXAMPLES = (
    "demo_needs", "demo_masterplan", "demo_answers", "demo_innovations", "demo_ideas", "demo_evaluation", "demo_risks",
    "demo_threads", "demo_books",
)  # fmt: skip
# The secret of somebody who was drawn to judge a service.
LINK = "tautan-rekaan"
# How many pages of one kind are looked at, where they differ only by what the region wrote.
FEW = 3


def fill_the_plan() -> None:
    """Examples of every room; without accounts, so that nothing needs a person."""
    for command in EXAMPLES:
        call_command(command, verbosity=0)
    _draw_somebody()


def _draw_somebody() -> None:
    """A field review with a questionnaire, and one respondent whose link is known."""
    now = timezone.now()
    year, form = now.year, FieldForm.objects.filter(kind="SURVEY").first()
    review = visits.plan_review(year=year, title="Lorem ipsum", by=SYSTEM, at=now)
    site = Site.objects.create(
        review=review,
        name="Lorem ipsum",
        opd=organizations.all_opds()[0],
        visit_date=now.date(),
        checklist=form,
        survey=form,
    )
    draw = Draw.objects.create(
        site=site,
        case_kind="REPORT",
        start_date=now.date(),
        end_date=now.date(),
        frame_size=1,
        needed=1,
        size=1,
        seed="1",
        drawn_at=now,
    )
    Respondent.objects.create(draw=draw, number=1, token_key=blind_index(LINK))


def pages_of_the_plan(client: Client) -> Iterator[tuple[str, str]]:
    """`(what, the page)` of everything a visitor can see there; `client` has chosen a language already."""
    for url in _addresses():
        answer = client.get(url, follow=True)
        assert answer.status_code in {200, 422}, url
        yield url, answer.content.decode()
    for what, url, data in _forms():
        yield what, client.post(url, data, follow=True).content.decode()


def _addresses() -> Iterator[str]:
    yield from _needs()
    yield from _masterplan()
    yield from _innovations()
    yield from _ideas()
    yield from _evaluation()
    yield from _engine()


def _needs() -> Iterator[str]:
    listing = reverse("needs:list")
    yield from (listing, f"{listing}?q=tiada", f"{listing}?keadaan=DECLINED", f"{listing}?dimensi=LIVING")
    yield from map(reverse, ("needs:state", "needs:follow"))
    shown = Need.objects.filter(moderation="SHOWN").order_by("pk")
    kinds = (
        shown.exclude(decline_code=""), shown.exclude(head=None), shown.exclude(heap=None), shown.filter(decline_code=""),
    )  # fmt: skip
    yield from _each("needs:detail", *kinds)


def _masterplan() -> Iterator[str]:
    yield from map(reverse, (f"masterplan:{name}" for name in (
        "home", "programmes", "leaderless", "quick_wins", "roadmap", "strategy", "swot", "gaps", "vision", "decrees", "owing",
        "workshops", "books",
    )))  # fmt: skip
    yield from (f"{reverse('masterplan:home')}?rencana={plan.code}" for plan in Plan.objects.all())
    programmes = Programme.objects.order_by("pk")
    listing = reverse("masterplan:programmes")
    yield from (f"{listing}?dimensi=LIVING", f"{listing}?q=tiada", f"{reverse('masterplan:roadmap')}?cepat=1")
    yield from _each(
        "masterplan:programme",
        programmes.filter(is_quick_win=True),
        programmes.filter(lead=None),
        programmes.exclude(lead__valid_to=None),
        programmes.exclude(lead=None),
    )
    yield from _each("masterplan:decree", Decree.objects.order_by("pk"))
    workshops = Workshop.objects.order_by("pk")
    yield from _each("masterplan:workshop", workshops.filter(is_told=True), workshops.filter(is_told=False))
    yield from _each("masterplan:commitment", workshops.filter(stage=4))
    things = Written.objects.order_by("pk").values_list("thing", "thing_id")
    for thing, number in {thing: number for thing, number in things}.items():
        yield reverse("masterplan:strategy_history", args=[thing.lower(), number])


def _innovations() -> Iterator[str]:
    yield from map(reverse, (f"innovations:{name}" for name in (
        "overview", "list", "survival", "lessons", "oddities", "maturity", "iga", "peer_results",
    )))  # fmt: skip
    listing = reverse("innovations:list")
    yield from (f"{listing}?aneh=1", f"{listing}?q=tiada", f"{listing}?halaman=2")
    yield f"{reverse('innovations:maturity')}?letak=PAPER_ONLY"
    rows = Innovation.objects.filter(merged_into=None).order_by("pk")
    lives = rows.exclude(liveness=None).values_list("liveness__life", flat=True).distinct()
    yield from _each(
        "innovations:detail",
        *(rows.filter(liveness__life=life) for life in sorted(set(lives))),
        rows.exclude(ended_on=None),
        rows.exclude(odd=[]),
        Innovation.objects.exclude(merged_into=None),
        few=1,
    )
    yield from _each("innovations:sheet", rows.exclude(sheets=None), rows.filter(sheets=None), few=1)
    for edition in IgaEdition.objects.order_by("pk"):
        yield reverse("innovations:iga_rows", args=[edition.code])
        yield f"{reverse('innovations:iga')}?edisi={edition.code}"


def _ideas() -> Iterator[str]:
    listing = reverse("ideas:list")
    yield from (listing, f"{listing}?q=tiada")
    yield from map(
        reverse, ("ideas:send", "ideas:follow", "ideas:editions", "ideas:follow_entry", "ideas:check")
    )
    ideas = Idea.objects.filter(stage__in=PUBLIC_STAGES).order_by("pk")
    yield from _each("ideas:detail", *(ideas.filter(stage=stage) for stage in PUBLIC_STAGES), few=1)
    for contest in Contest.objects.order_by("year"):
        yield reverse("ideas:edition", args=[contest.year])
        yield reverse("ideas:enter", args=[contest.year])


def _evaluation() -> Iterator[str]:
    yield from map(reverse, ("evaluation:home", "evaluation:this_year"))
    years = sorted(set(Assessment.objects.values_list("year", flat=True)))
    yield from (reverse("evaluation:year", args=[year]) for year in (*years[-FEW:], 2022))
    for edition in Edition.objects.select_related("instrument").order_by("pk"):
        yield reverse("evaluation:edition", args=[edition.instrument.code, edition.code])
    yield from _each("evaluation:assessment", Assessment.objects.filter(state="FINAL").order_by("pk"))
    yield reverse("evaluation:field_answer", args=[LINK])


def _engine() -> Iterator[str]:
    """Duties, indicators, threads and what was published."""
    yield from (f"{reverse('duties:list')}?tab={tab}" for tab in TAB_LABELS)
    series = Series.objects.order_by("pk")
    for family in sorted(set(series.values_list("family", flat=True))):
        yield f"{reverse('indicators:family')}?keluarga={family}"
        yield reverse("indicators:series", args=[series.filter(family=family).first().code])
    calculator = reverse("indicators:calculator")
    yield from (calculator, f"{calculator}?life=75,35&expected=12,18&mean=7,35&spending=11424")
    yield from (
        f"{calculator}?life=x&expected=&mean=99&spending=1",
        reverse("indicators:series", args=["MACRO.IPM"]),
    )
    yield reverse("threads:home")
    yield f"{reverse('threads:home')}?q=contoh"
    visible = threads.visible_kinds(AnonymousUser())
    yield from (
        reverse("threads:dead_end", args=[one.code]) for one, _ids in threads.dead_ends(visible=visible)
    )
    ends = Link.objects.filter(cut_at=None, start_kind__in=visible).values_list("start_kind", "start_id")
    yield from (reverse("threads:knot", args=[kind, number]) for kind, number in dict(ends).items())
    yield from _published()


def _published() -> Iterator[str]:
    yield reverse("publications:shelf")
    newest = {row.publication: row for row in Version.objects.order_by("number")}
    for row in newest.values():
        book = [row.publication, row.edition]
        yield reverse("publications:edition", args=book)
        yield reverse("publications:differences", args=book)
        yield reverse("publications:version", args=[*book, row.number])
        for chapter in row.content["chapters"][:FEW]:
            yield reverse("publications:chapter", args=[*book, row.number, chapter["code"]])


def _each(name: str, *kinds: Iterable, few: int = FEW) -> Iterator[str]:
    """The pages of the first few of every kind, each once."""
    numbers = dict.fromkeys(row.pk for kind in kinds for row in kind[:few])
    yield from (reverse(name, args=[number]) for number in numbers)


def _forms() -> Iterator[tuple[str, str, dict]]:
    """Forms that are refused, and those that thank."""
    state, follow = reverse("needs:state"), reverse("needs:follow")
    answer = reverse("evaluation:field_answer", args=[LINK])
    yield "answer: nothing", answer, {}
    yield "answer: no link", reverse("evaluation:field_answer", args=["bukan-tautan"]), {}
    yield "need: nothing", state, {}
    yield "need: short", state, {"title": "L"}
    for code in ("", "K7M", "K7M-4Q2-XPE"):
        yield f"follow a need: {code}", follow, {"code": code}
        yield f"follow an idea: {code}", reverse("ideas:follow"), {"code": code}
    yield "idea: nothing", reverse("ideas:send"), {}
