"""Django's registration of the room: its kind of case, its permissions, its places in the menus."""

from datetime import time, timedelta

from django.apps import AppConfig


class PublicServicesConfig(AppConfig):
    name = "balai.domains.public_services"
    label = "public_services"
    verbose_name = "Layanan publik"

    def ready(self) -> None:
        from balai.domains.public_services import counting, officer_menu, personal, tasks
        from balai.domains.public_services.following import (
            SERVING,
            TELLING,
            serve_when_budgets_grow,
            tell_of_moves,
        )
        from balai.domains.public_services.kind import KIND, paper_visible, papers_in_use
        from balai.domains.public_services.rating_figures import FOLLOWER, INDICATORS, TILE, count
        from balai.domains.public_services.terms import PAPER_KIND, RECEIPT_KIND, SURVEY_ANSWERED
        from balai.domains.public_services.threads import THREAD_KIND
        from balai.engine.cases.public import Act as CaseAct
        from balai.engine.cases.public import register_kind
        from balai.engine.documents.public import in_use, visibility
        from balai.engine.indicators.public import register, tile
        from balai.engine.journal.public import follow
        from balai.engine.ledger.public import Act
        from balai.engine.notices.public import topic
        from balai.engine.people.public import Item, menu
        from balai.engine.threads.public import register_thread_kind
        from balai.kits.tasks.periodic import periodic

        personal.register()
        register_kind(KIND)
        register_thread_kind(THREAD_KIND)
        officer_menu.register()
        menu(Item("Layanan", "public_services:services", "public", "file", 5))
        register(*INDICATORS)
        tile(TILE)
        follow(FOLLOWER, codes={SURVEY_ANSWERED}, handler=count)
        for kind in (PAPER_KIND, RECEIPT_KIND):
            visibility(kind, paper_visible)
            in_use(kind, papers_in_use)
        follow(SERVING, codes={Act.POSTED.value}, handler=serve_when_budgets_grow)
        follow(TELLING, codes={CaseAct.STEPPED.value}, handler=tell_of_moves)
        follow(counting.FOLLOWER, codes={act.value for act in counting.ACTS}, handler=counting.count)
        register(*counting.INDICATORS)
        topic("service_applicant", "Perkembangan permohonan layanan saya")
        topic("service_message", "Pesan dari instansi tentang permohonan saya")
        periodic("services.waiting", every=timedelta(minutes=10), task=tasks.serve_waiting_lists)
        periodic("services.deaths", every=timedelta(minutes=1), task=tasks.send_deaths)
        periodic("services.residents", every=timedelta(minutes=1), task=tasks.mark_deaths)
        periodic("services.drafts", at=time(2, 30), task=tasks.forget_drafts)
        periodic("services.lapse", at=time(5, 0), task=tasks.take_back_payments)
