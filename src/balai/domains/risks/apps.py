"""Django's registration of the room `risks`."""

from datetime import time

from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "balai.domains.risks"
    label = "risks"
    verbose_name = "Risiko"

    def ready(self) -> None:
        from balai.domains.risks.chapters import BOOK, YEARLY
        from balai.domains.risks.loading import load
        from balai.domains.risks.permissions import KEEP, KEEPERS, SEE, SEERS
        from balai.domains.risks.tasks import check_all
        from balai.domains.risks.terms import DUTY_LABELS
        from balai.domains.risks.threads import THREAD_KIND, subjects
        from balai.domains.risks.tiles import TILE
        from balai.engine.duties.public import DutyKind, register_duty_kind
        from balai.engine.indicators.public import tile
        from balai.engine.notices.public import topic
        from balai.engine.organizations.public import region_loader
        from balai.engine.people.public import SMART_CITY, Item, menu, permission
        from balai.engine.publications.public import add_chapter
        from balai.engine.threads.public import expect, register_thread_kind
        from balai.kits.tasks.periodic import periodic

        region_loader("risks", load)
        permission(SEE, roles=SEERS, label="Melihat daftar risiko")
        permission(KEEP, roles=KEEPERS, label="Mengurus risiko")
        menu(Item("Risiko", "risks:list", SEE, "alert", 55, group=SMART_CITY))
        menu(Item("Risiko program", "risks:public", "public", "alert", 56, group=SMART_CITY, unless=SEE))
        topic("risk_triggered", "Risiko yang terpicu atau mereda")
        tile(TILE)
        periodic("risks.triggers", at=time(2, 15), task=check_all)
        register_thread_kind(THREAD_KIND)
        for code, label in DUTY_LABELS.items():
            register_duty_kind(DutyKind(code=code, label=label, subject=subjects, is_public=False))
        add_chapter(BOOK)
        add_chapter(YEARLY)
        expect(
            code="risiko-tanpa-program",
            label="Risiko yang tidak terhubung dengan apa pun",
            kind="RISK",
            towards={"PROGRAMME", "INNOVATION", "INDICATOR", "SERVICE"},
            direction="BEFORE",
            advice="Hubungkan dengan program, inovasi, layanan, atau indikator yang diancamnya.",
        )
