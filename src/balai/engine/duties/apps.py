"""Django's registration of the engine part `duties`."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "balai.engine.duties"
    label = "duties"
    verbose_name = "Kewajiban"

    def ready(self) -> None:
        from balai.engine.cases.public import register_kind
        from balai.engine.duties.case_kind import KIND
        from balai.engine.duties.permissions import GIVERS
        from balai.engine.notices.public import topic
        from balai.engine.people.public import OFFICERS, Item, menu, permission

        register_kind(KIND)
        permission("duties.give", roles=GIVERS, label="Memberi tugas")
        permission("duties.export", roles=OFFICERS, label="Mengunduh daftar tugas")
        topic("duty_giver", "Perkembangan tugas yang saya berikan")
        menu(Item("Tugas", "duties:list", "duties.export", "flag", 8))
