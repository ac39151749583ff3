"""Django's registration of the room `evaluation`."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "balai.domains.evaluation"
    label = "evaluation"
    verbose_name = "Evaluasi"

    def ready(self) -> None:
        from balai.domains.evaluation import permissions, personal
        from balai.domains.evaluation.chapters import CHAPTERS, PUBLICATION
        from balai.domains.evaluation.instrument_rows import instrument_rows
        from balai.domains.evaluation.loading import load
        from balai.domains.evaluation.ready_field import field_ready
        from balai.domains.evaluation.threads import THREAD_KIND
        from balai.domains.evaluation.tiles import TILES
        from balai.engine.evidence.public import register_instruments
        from balai.engine.indicators.public import tile
        from balai.engine.organizations.public import region_loader
        from balai.engine.people.public import SMART_CITY, Item, menu, permission
        from balai.engine.publications.public import add_chapter, register_publication
        from balai.engine.threads.public import register_thread_kind

        personal.register()
        region_loader("evaluation", load)
        permission(permissions.SEE, roles=permissions.SEERS, label="Membaca penilaian yang berjalan")
        permission(permissions.WORK, roles=permissions.WORKERS, label="Mengisi dan menilai")
        permission(
            permissions.INSTRUMENTS, roles=permissions.INSTRUMENT_KEEPERS, label="Menambah instrumen evaluasi"
        )
        permission(permissions.ISSUE, roles=permissions.ISSUERS, label="Menerbitkan laporan evaluasi")
        menu(Item("Evaluasi", "evaluation:home", "public", "scales", 54, group=SMART_CITY))
        register_thread_kind(THREAD_KIND)
        register_instruments(instrument_rows)
        for entry in TILES:
            tile(entry)
        register_publication(PUBLICATION)
        for chapter in CHAPTERS:
            add_chapter(chapter)
        field_ready()
