"""One copy of Balai from the inside: its people act, its relay carries. One JSON command a line, one JSON answer a line."""

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.utils import timezone  # noqa: E402

from balai.domains.citizen_reports.actions.filing import Draft, file_report  # noqa: E402
from balai.domains.citizen_reports.actions.remarks import add_words, contest_report  # noqa: E402
from balai.domains.citizen_reports.models import Report  # noqa: E402
from balai.domains.citizen_reports.models_peers import Body, PeerOrigin, PeerUpdate, Relay  # noqa: E402
from balai.domains.citizen_reports.numbers import number_of  # noqa: E402
from balai.domains.citizen_reports.open311.terms import UPDATE_STATUS, extended_status  # noqa: E402
from balai.domains.citizen_reports.reference import reference  # noqa: E402
from balai.domains.citizen_reports.relay.actions.bodies import Settings, give_key, save_body  # noqa: E402
from balai.domains.citizen_reports.relay.actions.delivery import deliver  # noqa: E402
from balai.domains.citizen_reports.relay.actions.news import fetch_news  # noqa: E402
from balai.domains.citizen_reports.relay.actions.reconciling import reconcile_all  # noqa: E402
from balai.domains.citizen_reports.relay.actions.relaying import relay_case  # noqa: E402
from balai.domains.citizen_reports.relay.letters import outgoing  # noqa: E402
from balai.engine.cases import public as cases  # noqa: E402
from balai.engine.journal import public as journal  # noqa: E402
from balai.engine.organizations import public as organizations  # noqa: E402
from balai.engine.organizations.public import Region  # noqa: E402
from balai.engine.parameters.public import Parameter  # noqa: E402
from balai.foundation.actor import CITIZEN, SYSTEM, Actor  # noqa: E402
from balai.foundation.errors import Refused  # noqa: E402

PLACES = ((-6.9082, 109.7308), (-6.9551, 109.7602), (-7.0021, 109.8203))
WORDS = ("lubang", "lampu padam", "selokan mampet", "pohon tumbang", "sampah menumpuk", "jembatan retak")
OTHER = "Salinan lain"


class Copy:
    """What one copy is asked to do."""

    def __init__(self) -> None:
        self.random = random.Random()
        self.counter = 0

    def name(self, code: str, prefix: str, website: str) -> None:
        """Call this copy so."""
        region = Region.objects.get()
        region.code, region.number_prefix, region.website = code, prefix, website
        region.save()
        # Two copies of one program send far more than any neighbour does.
        Parameter.objects.create(code="open311.writes_per_minute", value=10**9, valid_from="2000-01-01")

    def issue(self, name: str) -> str:
        """A body for the other copy, with a key for it."""
        body = Body.objects.filter(name=OTHER).first()
        if body is None:
            body = save_body(body_id=None, given=Settings(name=OTHER), by=SYSTEM, at=timezone.now())
        return give_key(body_id=body.pk, by=SYSTEM, at=timezone.now())

    def connect(self, name: str, code: str, address: str, key: str) -> None:
        """Where the other copy is, and the key with which it is written to."""
        routes = "\n".join(f"{category}; ; {category}" for category in reference().categories)
        body = Body.objects.filter(name=OTHER).first()
        given = Settings(
            name=OTHER, endpoint=f"{address}/open311/fixmystreet/", jurisdiction=code, key=key, routes=routes
        )
        save_body(
            body_id=body.pk if body else None, given=given, version=body.version if body else 0, by=SYSTEM,
            at=timezone.now(),
        )  # fmt: skip

    def change(self, count: int, seed: int) -> dict[str, int]:
        """So many acts that succeed, drawn at random among what people may do now."""
        self.random = random.Random(f"{seed}{organizations.region().code}")
        done: Counter[str] = Counter()
        acts, weights = zip(*_ACTS, strict=True)
        while done.total() < count:
            act = self.random.choices(acts, weights)[0]
            try:
                act(self)
            except Refused:
                continue
            done[act.__name__.strip("_")] += 1
        return done

    def _file(self) -> Report:
        self.counter += 1
        latitude, longitude = self.random.choice(PLACES)
        draft = Draft(
            text=f"Contoh {self.counter}: {self.random.choice(WORDS)} di depan rumah & toko <rekaan>.",
            category_code=self.random.choice(_open_categories()),
            latitude=latitude, longitude=longitude,
        )  # fmt: skip
        return file_report(draft=draft, by=CITIZEN, at=timezone.now())

    def _relay(self) -> None:
        report = self._file()
        holder = Actor("OFFICER", opd_id=report.case.holder_id, role="OPD_ADMIN")
        body = Body.objects.get(name=OTHER)
        relay_case(case_id=report.pk, body_id=body.pk, by=holder, at=timezone.now())

    def _any(self, *, own: bool = False) -> Report:
        """A report that the relay is about: our own that went there, or one that came from there."""
        relayed = Relay.objects.values("case")
        found = Report.objects.filter(pk__in=relayed)
        if not own and self.random.random() < 0.6:
            found = Report.objects.filter(api_key__isnull=False)
        ids = list(found.order_by("-pk").values_list("pk", flat=True)[:300])
        if not ids:
            raise Refused("NONE", "Belum ada.")
        return Report.objects.select_related("case").get(pk=self.random.choice(ids))

    def _say(self) -> None:
        self.counter += 1
        add_words(report=self._any(own=True), text=f"Tambahan {self.counter}.", by=CITIZEN, at=timezone.now())

    def _contest(self) -> None:
        self.counter += 1
        report = self._any(own=True)
        contest_report(report=report, text=f"Belum selesai {self.counter}.", by=CITIZEN, at=timezone.now())

    def _confirm(self) -> None:
        cases.confirm(case_id=self._any(own=True).pk, by=CITIZEN, at=timezone.now())

    def _withdraw(self) -> None:
        cases.withdraw(case_id=self._any(own=True).pk, by=CITIZEN, at=timezone.now())

    def _officer(self) -> tuple[int, dict[str, Any]]:
        case = self._any().case
        by = Actor("OFFICER", opd_id=case.holder_id, role="OPD_ADMIN")
        return case.pk, {"by": by, "at": timezone.now()}

    def _accept(self) -> None:
        pk, who = self._officer()
        cases.accept(case_id=pk, **who)

    def _reply(self) -> None:
        self.counter += 1
        pk, who = self._officer()
        final = self.random.random() < 0.5
        cases.reply(case_id=pk, text=f"Jawaban {self.counter}.", is_final=final, **who)

    def _remark(self) -> None:
        self.counter += 1
        pk, who = self._officer()
        public = self.random.random() < 0.7
        cases.remark(case_id=pk, text=f"Catatan {self.counter}.", is_public=public, **who)

    def _pause(self) -> None:
        pk, who = self._officer()
        reason = cases.code_list("cases.pause_reasons", at=who["at"])[0]["code"]
        cases.pause(case_id=pk, reason=reason, text="Menunggu bahan.", **who)

    def _resume(self) -> None:
        pk, who = self._officer()
        cases.resume(case_id=pk, **who)

    def _refuse(self) -> None:
        pk, who = self._officer()
        reason = cases.code_list("cases.refusal_reasons", at=who["at"])[0]["code"]
        opds = organizations.active_opds(on=timezone.localdate())
        chosen = self.random.choice([opd for opd in opds if opd.kind == "DINAS"])
        cases.refuse(case_id=pk, reason=reason, proposed_opd_id=chosen.pk, text="Bukan kami.", **who)

    def _close(self) -> None:
        pk, who = self._officer()
        reason = cases.code_list("cases.closing_reasons", at=who["at"])[0]["code"]
        cases.close(case_id=pk, reason=reason, text="Ditutup.", **who)

    def _merge(self) -> None:
        """Two of those that came from there speak of the same: the younger goes under the older."""
        alone = cases.Case.objects.filter(
            pk__in=PeerOrigin.objects.values("pk"), head=None, members=0, state__in=cases.OPEN_STATES
        )
        rows = list(alone.order_by("opened_at", "pk").values_list("pk", flat=True)[:100])
        if len(rows) < 2:
            raise Refused("NONE", "Belum ada.")
        head, member = sorted(self.random.sample(range(len(rows)), 2))
        by = Actor("OFFICER", role="COORDINATOR")
        cases.merge(case_id=rows[member], into_id=rows[head], by=by, at=timezone.now())

    def carry(self, times: int) -> int:
        """What the background worker does, again and again: seal, follow, send, ask for news."""
        sent = 0
        for _ in range(times):
            self._follow()
            sent += deliver(at=timezone.now(), most=5000, impatient=True).sent
            fetch_news(at=timezone.now())
        return sent

    def _follow(self) -> None:
        while journal.seal(at=timezone.now()):
            pass
        journal.run_followers(at=timezone.now())

    def reconcile(self) -> dict[str, str]:
        """As `balai relay reconcile`, once everything that was said is written down."""
        self._follow()
        # A moment later than the last act: windows are in whole seconds.
        at = timezone.now() + timedelta(seconds=1)
        return {code: f"{found.left} {found.away}" for code, found in reconcile_all(at=at).items()}

    def dump(self) -> dict[str, Any]:
        """What this database says of relayed and received cases, read without the relay's own words."""
        self._follow()
        return {"relays": dict(map(_relayed, _relays())), "received": dict(map(_received, _origins()))}


def _open_categories() -> list[str]:
    """Categories that ask nothing that must be answered."""
    rows = reference().categories.values()
    return sorted(row.code for row in rows if not any(one.get("required") for one in row.questions))


def _relays() -> list[Relay]:
    return list(Relay.objects.select_related("case", "body").prefetch_related("messages"))


def _relayed(relay: Relay) -> tuple[str, dict[str, Any]]:
    report = Report.objects.select_related("case", "area", "category").get(pk=relay.case_id)
    words = relay.messages.all()
    return number_of(report), {
        "state": relay.state, "number": relay.foreign_number, "status": relay.foreign_status, "error": relay.last_error,
        "text": outgoing(relay, report).text,
        "out": sorted([one.update_id, one.text] for one in words if one.direction == "OUT"),
        "in": sorted(one.update_id for one in words if one.direction == "IN"),
    }  # fmt: skip


def _origins() -> list[PeerOrigin]:
    return list(PeerOrigin.objects.select_related("case", "api_key"))


def _received(origin: PeerOrigin) -> tuple[str, dict[str, Any]]:
    report = Report.objects.select_related("case").get(pk=origin.pk)
    number, case = number_of(report), report.case
    updates = PeerUpdate.objects.filter(case=case)
    told = {row.entry_id for row in updates}
    thread = {item.entry_id: item for item in cases.thread(case, public_only=True)}
    there = {item.entry_id: item for item in cases.thread(case.head, public_only=True)} if case.head else {}
    acts = [item for item in thread.values() if item.act in UPDATE_STATUS and item.entry_id not in told]
    return number, {
        "foreign": origin.foreign_number, "text": report.text,
        "status": extended_status(
            case.state, hops=case.hops, is_decided=case.is_decided, is_member=case.head_id is not None
        ),
        "updates": sorted([row.update_id, (thread | there)[row.entry_id].text if row.entry_id in thread | there else ""] for row in updates),
        "acts": sorted(f"{number}-{item.entry_id}" for item in [*acts, *_of_the_head(case, told)]),
    }  # fmt: skip


def _of_the_head(case: cases.Case, told: set[int | None]) -> list[cases.ThreadItem]:
    """What was done at the head since this case stands under it."""
    if case.head is None:
        return []
    there = cases.thread(case.head, public_only=True)
    return [
        one
        for one in there
        if one.at >= case.head_since and one.act in UPDATE_STATUS and one.entry_id not in told
    ]


_ACTS: list[tuple[Callable[[Copy], None], int]] = [
    (Copy._relay, 14), (Copy._file, 3), (Copy._say, 18), (Copy._contest, 10), (Copy._confirm, 3), (Copy._withdraw, 1),
    (Copy._accept, 14), (Copy._reply, 16), (Copy._remark, 14), (Copy._pause, 3), (Copy._resume, 3), (Copy._refuse, 4),
    (Copy._close, 1), (Copy._merge, 4),
]  # fmt: skip


def main() -> None:
    copy = Copy()
    for line in sys.stdin:
        what, *given = json.loads(line)
        print(json.dumps(getattr(copy, what)(*given)), flush=True)


if __name__ == "__main__":
    main()
