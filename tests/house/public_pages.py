"""Every page that visitors see, in the states in which it says something else; and the words that stand on it."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.receipts import first_receipt
from balai.domains.citizen_reports.tests.factories import OUTSIDE, file
from balai.engine.cases import public as cases
from balai.engine.cases.tests.factories import proof
from balai.engine.journal import public as journal
from balai.engine.notices.public import Recipient, notify
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role
from balai.engine.people.testing import PASSWORD, make_user
from balai.foundation.actor import CITIZEN, Actor

# What people typed, in no language at all.
TYPED = "Lorem ipsum dolor sit amet consectetur."
STEP = timedelta(minutes=1)
# What a page says by attributes: to screen readers, in empty fields, to scripts, to search engines.
SPOKEN = {"alt", "aria-label", "placeholder", "title", "data-step", "data-label"}
SILENT = {"script", "style", "svg", "code", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Words(HTMLParser):
    """Collects what a page says, and the language that it says it is in."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.said, self.claimed = language, list[str](), ""
        self._hidden = list[bool]()

    def handle_starttag(self, tag: str, attributes: list) -> None:
        found = dict(attributes)
        if tag == "html":
            self.claimed = found.get("lang", "")
        foreign = tag != "html" and found.get("lang", self.language) != self.language
        hidden = tag in SILENT or foreign or any(self._hidden)
        if not hidden:
            self.said += [value for name, value in attributes if name in SPOKEN and value]
            if tag == "meta" and found.get("name") == "description":
                self.said.append(found.get("content", ""))
        if tag not in VOID:
            self._hidden.append(hidden)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._hidden:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._hidden):
            self.said.append(data)


def words_of(page: str, language: str) -> str:
    """What the page says in `language`, without the names of places, agencies and people."""
    parser = Words(language)
    parser.feed(page)
    assert parser.claimed in {"", language}
    text = " | ".join(" ".join(part.split()) for part in parser.said if part.strip())
    return proper_nouns().sub("…", text)


@cache
def proper_nouns() -> re.Pattern[str]:
    """The names of the region that was asked first, longest first, so that a name within a name does not spoil it."""
    opds, areas = organizations.all_opds(), organizations.areas()
    found = {name for opd in opds for name in (opd.name, opd.short_name)}
    found |= {area.title for area in areas} | {area.name for area in areas} | {organizations.region().name}
    names = sorted(found | {"SP4N-LAPOR!", "lapor.go.id"}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def found_in(page: str, language: str, foreign: frozenset[str]) -> list[str]:
    """The foreign words on a page, each with what stands round it."""
    # Codes are drawn: one may well read APA.
    text = re.sub(r"\b[0-9A-Z]{3}(?:-[0-9A-Z]{3})+\b", "…", words_of(page, language))
    hits = re.finditer(r"\b(" + "|".join(sorted(foreign)) + r")\b", text, re.IGNORECASE)
    return [text[max(0, hit.start() - 40) : hit.end() + 30] for hit in hits]


def make_reports() -> dict[str, Report]:
    """A report in every state that a visitor can meet, and figures counted from them."""
    began = timezone.now() - timedelta(days=2)
    reports = {}
    for name, steps in _LIVES.items():
        report = file(
            text=TYPED, category_code="JLN01", landmark="Lorem 7", at=began, email="lorem@contoh.invalid"
        )
        for number, step in enumerate(steps, start=1):
            report.case.refresh_from_db()
            step(report, began + number * STEP)
        reports[name] = Report.objects.select_related("case").get(pk=report.pk)
    secret = file(text=TYPED, category_code="JLN01", identity="CONFIDENTIAL", at=began)
    now = timezone.now()
    journal.seal(at=now)
    journal.run_followers(at=now)
    # So few reports already have figures.
    Parameter.objects.filter(code="statistics.minimum_sample").update(value=2)
    return reports | {"confidential": secret}


def _holder(report: Report) -> Actor:
    return Actor("OFFICER", opd_id=report.case.holder_id, role=Role.OPD_ADMIN)


def _other(report: Report) -> int:
    return next(opd.pk for opd in organizations.all_opds() if opd.pk != report.case.holder_id)


def _accept(report: Report, at) -> None:
    cases.accept(case_id=report.pk, by=_holder(report), at=at)


def _pause(report: Report, at) -> None:
    cases.pause(case_id=report.pk, reason="BAD_WEATHER", text=TYPED, by=_holder(report), at=at)


def _refuse(report: Report, at) -> None:
    cases.refuse(
        case_id=report.pk, reason="OTHER_AGENCY", proposed_opd_id=_other(report), text=TYPED,
        by=_holder(report), at=at,
    )  # fmt: skip


def _reply(report: Report, at) -> None:
    cases.reply(case_id=report.pk, text=TYPED, is_final=False, by=_holder(report), at=at)


def _answer(report: Report, at) -> None:
    cases.reply(case_id=report.pk, text=TYPED, is_final=True, by=_holder(report), at=at)


def _solve(report: Report, at) -> None:
    far = proof(taken_at=at, latitude=report.latitude + 0.1, longitude=report.longitude)
    far.token = uuid4().hex
    far.save(update_fields=["token"])
    cases.solve(case_id=report.pk, text=TYPED, proofs=[far], by=_holder(report), at=at)


def _close(report: Report, at) -> None:
    cases.close(case_id=report.pk, reason="UNCLEAR", text=TYPED, by=_holder(report), at=at)


def _confirm(report: Report, at) -> None:
    cases.confirm(case_id=report.pk, by=CITIZEN, at=at)


def _contest(report: Report, at) -> None:
    cases.contest(case_id=report.pk, text=TYPED, by=CITIZEN, at=at)


def _withdraw(report: Report, at) -> None:
    cases.withdraw(case_id=report.pk, by=CITIZEN, at=at)


def _late(report: Report, at) -> None:
    cases.sweep(at=at + timedelta(days=1))


_LIVES: dict[str, list[Callable]] = {
    "received": [],
    "passed_on": [_refuse],
    "awaiting": [_refuse, _refuse, _refuse],
    "paused": [_accept, _pause],
    "replied": [_accept, _reply],
    "answered": [_answer],
    "solved": [_accept, _reply, _solve],
    "contested": [_accept, _solve, _contest],
    "confirmed": [_accept, _solve, _confirm],
    "closed": [_accept, _close],
    "withdrawn": [_withdraw],
}


def pages(client: Client, reports: dict[str, Report]) -> Iterator[tuple[str, str]]:
    """`(what, the page)` of everything a visitor can see; `client` has chosen a language already."""
    for url in _addresses(reports):
        yield url, client.get(url, follow=True).content.decode()
    for what, url, data in _forms(reports):
        yield what, client.post(url, data, follow=True).content.decode()
    yield from _signed_in(client)


def _addresses(reports: dict[str, Report]) -> Iterator[str]:
    first = reports["received"]
    yield from map(reverse, (
        "citizen_reports:home", "citizen_reports:intake", "citizen_reports:track", "citizen_reports:list",
        "citizen_reports:map", "citizen_reports:statistics", "citizen_reports:seasons", "citizen_reports:journeys", "journal:roots", "account_login",
        "account_reset_password", "ui:accessibility", "letters:check", "public_services:services",
        "public_services:satisfaction",
    ))  # fmt: skip
    for service in packs.services(open_only=False):
        yield from (
            reverse(f"public_services:{page}", args=[service.pack.id])
            for page in ("service", "checklist", "apply")
        )
    yield from (f"{reverse('citizen_reports:statistics')}?menurut={by}" for by in ("kec", "group"))
    yield from (f"{reverse('citizen_reports:list')}?{query}" for query in ("keadaan=ditutup", "q=tiada"))
    yield from (f"{reverse('journal:roots')}?cari={number}" for number in ("1", "99999999"))
    yield reverse("journal:receipt", args=[1])
    yield reverse("citizen_reports:receipts", args=[first.case.tracking_code])
    yield reverse("letters:checked", args=[first_receipt(first)])
    yield from (reverse("citizen_reports:area", args=[code]) for code in ("33.25.10", "33.25"))
    yield "/tidak-ada/"
    yield reverse("citizen_reports:points") + "?bbox=109.0,-8.0,111.0,-6.0"
    yield reverse("citizen_reports:receipt", args=[first.case.tracking_code])
    yield reverse("notices:stop", args=["bukan-tautan"])
    yield reverse("citizen_reports:tracked", args=["K7M-4Q2-XPE"])
    for report in reports.values():
        yield reverse("citizen_reports:tracked", args=[report.case.tracking_code])
        if report.is_public:
            yield cases.kind_of(report.case).public_url(report.case)


def _forms(reports: dict[str, Report]) -> Iterator[tuple[str, str, dict]]:
    """Forms that are refused, and those that thank."""
    good = {
        "text": TYPED,
        "report_type": "COMPLAINT",
        "identity": "HIDDEN",
        "category": "JLN01",
        "client_key": "k",
    }
    intake = reverse("citizen_reports:intake")
    yield "intake: nothing", intake, {}
    yield "intake: short", intake, {**good, "text": "L"}
    yield "intake: long", intake, {**good, "text": "L" * 4001}
    yield "intake: no place", intake, good
    yield "intake: outside", intake, {**good, "latitude": OUTSIDE[0], "longitude": OUTSIDE[1]}
    yield "intake: no address", intake, {**good, "email": "lorem", "identity": "LOREM", "latitude": "x"}
    yield "intake: unknown", intake, {**good, "category": "LOREM", "area": "33.25.10"}
    yield "suggestions", reverse("citizen_reports:suggestions"), {"text": "jalan berlubang"}
    yield "alike", reverse("citizen_reports:alike"), {"text": "jalan berlubang", "area": "33.25.11.2001"}
    for code in ("", "K7M", "K7M-4Q2-XPE"):
        yield f"track: {code}", reverse("citizen_reports:track"), {"code": code}

    def respond(name: str, what: str, text: str) -> tuple[str, str, dict]:
        code = reports[name].case.tracking_code
        return f"{name}: {what}", reverse("citizen_reports:respond", args=[code, what]), {"text": text}

    yield respond("received", "tambah", "")
    yield respond("received", "konfirmasi", "")
    yield respond("received", "tambah", TYPED)
    yield respond("answered", "sanggah", "")
    yield respond("answered", "sanggah", TYPED)
    yield respond("solved", "konfirmasi", "")
    yield respond("replied", "tarik", "")
    follow = cases.kind_of(reports["paused"].case).public_url(reports["paused"].case) + "ikuti/"
    yield "follow: no address", follow, {"email": "lorem"}
    yield "follow", follow, {"email": "lorem@contoh.invalid"}
    yield "sign in: nothing", reverse("account_login"), {}
    yield "sign in: wrong", reverse("account_login"), {"login": "lorem@contoh.invalid", "password": "lorem"}
    yield "reset", reverse("account_reset_password"), {"email": "lorem@contoh.invalid"}


def _signed_in(client: Client) -> Iterator[tuple[str, str]]:
    """What somebody with an account but without an office sees; the language stays the chosen one."""
    user = make_user(
        Role.CITIZEN, email="lorem.ipsum@contoh.invalid", full_name="Lorem Ipsum", password=PASSWORD
    )
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    yield "inbox: empty", client.get(reverse("notices:inbox")).content.decode()
    notify(
        event_key="lorem", recipient=Recipient(user_id=user.pk), template="digest",
        context={"items": [], "count": 0, "more": 0, "inbox_url": "/"}, at=timezone.now(),
    )  # fmt: skip
    yield "choices", client.get(reverse("notices:choose")).content.decode()
    refused = client.get(reverse("cases:inbox"))
    assert refused.status_code == 403
    yield "403", refused.content.decode()
