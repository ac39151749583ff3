"""`balai demo_relay`: one invented other body, a report that it has and one that did not get through."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_peers import Body, Relay
from balai.domains.citizen_reports.queries import heads, public_reports
from balai.domains.citizen_reports.relay.actions.bodies import Settings, save_body
from balai.domains.citizen_reports.relay.actions.delivery import arrived
from balai.domains.citizen_reports.relay.actions.news import take_news
from balai.domains.citizen_reports.relay.actions.relaying import relay_case
from balai.domains.citizen_reports.relay.ports import News
from balai.domains.citizen_reports.terms_peers import RelayState
from balai.engine.cases.public import OPEN_STATES
from balai.foundation.actor import SYSTEM

NAME = "DPU Bina Marga Provinsi (contoh)"


class Command(BaseCommand):
    help = "Satu badan lain rekaan dengan laporan yang diteruskan ke sana; tidak menghubungi siapa pun."

    def handle(self, *args: object, **options: object) -> None:
        reports = list(
            heads(public_reports()).filter(case__state__in=OPEN_STATES, category__group="INFRASTRUCTURE")[:2]
        ) or list(heads(public_reports()).filter(case__state__in=OPEN_STATES)[:2])
        if Body.objects.exists() or not reports:
            return
        body = self._body(sorted({report.category_id for report in reports}))
        self._answered(reports[0], body)
        for report in reports[1:]:
            self._failed(report, body)
        # Invented, so nobody is asked: switched off.
        Body.objects.filter(pk=body.pk).update(is_active=False)

    def _body(self, categories: list[str]) -> Body:
        routes = "\n".join(f"{code}; ; JALAN-PROVINSI; jalan provinsi, pantura" for code in categories)
        given = Settings(
            name=NAME,
            endpoint="https://lapor.provinsi.contoh.invalid/open311/v2/",
            jurisdiction="33",
            routes=routes,
        )
        return save_body(body_id=None, given=given, by=SYSTEM, at=timezone.now())

    def _answered(self, report: Report, body: Body) -> None:
        now = timezone.now()
        relay = relay_case(
            case_id=report.pk, body_id=body.pk, reason="Ruas ini milik provinsi.", by=SYSTEM, at=now
        )
        arrived(relay, number="PROV-26-0417", at=now)
        item = News(
            update_id="PROV-26-0417-2", number="PROV-26-0417", status="action_scheduled",
            text="Masuk paket pemeliharaan rutin bulan depan.", at=now + timedelta(seconds=1),
        )  # fmt: skip
        take_news(relay=Relay.objects.select_related("body").get(pk=relay.pk), item=item, at=now)

    def _failed(self, report: Report, body: Body) -> None:
        relay = relay_case(case_id=report.pk, body_id=body.pk, by=SYSTEM, at=timezone.now())
        Relay.objects.filter(pk=relay.pk).update(
            state=RelayState.FAILED, attempts=12, last_error="NO_CONNECTION", next_try_at=None
        )
