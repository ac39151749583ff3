"""Django's registration of the room `innovations`."""

from datetime import time

from django.apps import AppConfig


class InnovationsConfig(AppConfig):
    name = "balai.domains.innovations"
    label = "innovations"
    verbose_name = "Inovasi"

    def ready(self) -> None:
        from balai.domains.innovations import personal
        from balai.domains.innovations.actions.alarms import DUTY_KIND
        from balai.domains.innovations.chapter import CHAPTER
        from balai.domains.innovations.following import CODES, count
        from balai.domains.innovations.loading import load
        from balai.domains.innovations.permissions import COUNCIL, DECIDERS, KEEP, KEEPERS
        from balai.domains.innovations.ready_maturity import maturity_ready
        from balai.domains.innovations.tasks import measure_all
        from balai.domains.innovations.terms import FOLLOWER
        from balai.domains.innovations.threads import THREAD_KIND, owner, subjects, without_use
        from balai.domains.innovations.tiles import TILE
        from balai.engine.duties.public import DutyKind, register_duty_kind
        from balai.engine.indicators.public import tile
        from balai.engine.journal.public import follow
        from balai.engine.notices.public import topic
        from balai.engine.organizations.public import region_loader
        from balai.engine.people.public import SMART_CITY, Item, menu, permission
        from balai.engine.publications.public import add_chapter
        from balai.engine.threads.public import expect, register_thread_kind
        from balai.kits.tasks.periodic import periodic

        personal.register()
        region_loader("innovations", load)
        permission(KEEP, roles={*KEEPERS, *DECIDERS}, label="Mengurus inovasi")
        permission(COUNCIL, roles=DECIDERS, label="Memutuskan nasib inovasi")
        menu(Item("Inovasi", "innovations:overview", "public", "star", 53, group=SMART_CITY))
        tile(TILE)
        follow(FOLLOWER, codes=set(CODES), handler=count)
        periodic("innovations.measure", at=time(1, 30), task=measure_all)
        register_thread_kind(THREAD_KIND)
        register_duty_kind(
            DutyKind(
                code=DUTY_KIND, label="Alarm inovasi", subject=subjects, about_kind="INNOVATION", owner=owner
            )
        )
        expect(
            code="inovasi-tanpa-pemakaian",
            label="Inovasi tanpa pemakaian",
            kind="INNOVATION",
            towards={"SERVICE", "CASE", "INDICATOR"},
            direction="AFTER",
            advice="Daftarkan sumber pemakaiannya, atau hubungkan dengan layanan, kasus, atau indikator yang dihasilkannya.",
            among=without_use,
        )
        add_chapter(CHAPTER)
        topic("innovation_alarm", "Alarm inovasi yang menunggu jawaban saya")
        maturity_ready()
