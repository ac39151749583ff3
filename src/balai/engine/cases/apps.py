"""Django's registration of the case engine."""

from datetime import timedelta

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "balai.engine.cases"
    label = "cases"

    def ready(self) -> None:
        from balai.engine.cases import personal
        from balai.engine.cases.tasks import sweep_deadlines
        from balai.engine.cases.terms import Act
        from balai.engine.cases.tidings import tell
        from balai.engine.journal.public import follow
        from balai.engine.notices.public import topic
        from balai.engine.people.public import Item, Role, menu, permission
        from balai.kits.tasks.periodic import periodic

        personal.register()
        seeing = {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR, Role.EXECUTIVE, Role.AUDITOR}
        permission("cases.see", roles=seeing, label="Melihat kotak kerja")
        working = {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR}
        permission("cases.work", roles=working, label="Mengerjakan kasus")
        menu(Item("Kotak kerja", "cases:inbox", "cases.see", "inbox", 5))
        topic("case_officer", "Perubahan kasus yang saya tangani")
        topic("case_reporter", "Perkembangan laporan saya")
        topic("case_watcher", "Laporan yang saya ikuti")
        follow("cases.tidings", codes={act.value for act in Act}, handler=tell)
        periodic("cases.sweep", every=timedelta(seconds=30), task=sweep_deadlines)
