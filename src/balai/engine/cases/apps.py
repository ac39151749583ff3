"""Django's registration of the case engine."""

from datetime import time, timedelta

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "balai.engine.cases"
    label = "cases"

    def ready(self) -> None:
        from balai.engine.cases import personal
        from balai.engine.cases.checking import MOST_COUNTED, checkable
        from balai.engine.cases.tasks import remind_of_proofs, sweep_deadlines, sweep_field_sendings
        from balai.engine.cases.terms import Act
        from balai.engine.cases.tidings import tell
        from balai.engine.journal.public import follow
        from balai.engine.notices.public import topic
        from balai.engine.people.public import Item, Role, actor_of, badge, menu, permission
        from balai.kits.tasks.periodic import periodic

        personal.register()
        seeing = {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR, Role.EXECUTIVE, Role.AUDITOR}
        permission("cases.see", roles=seeing, label="Melihat kotak kerja")
        working = {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR}
        permission("cases.work", roles=working, label="Mengerjakan kasus")
        permission(
            "cases.check",
            roles={Role.COORDINATOR, Role.OPD_ADMIN, Role.AUDITOR},
            label="Memeriksa bukti lapangan",
        )
        menu(Item("Periksa bukti", "cases:proofs", "cases.check", "camera", 6, badge="proofs"))
        badge("proofs", lambda user: checkable(actor_of(user))[:MOST_COUNTED].count())
        menu(Item("Kotak kerja", "cases:inbox", "cases.see", "inbox", 5))
        topic("case_officer", "Perubahan kasus yang saya tangani")
        topic("case_reporter", "Perkembangan laporan saya")
        topic("proof_check", "Bukti lapangan yang perlu diperiksa")
        topic("case_watcher", "Laporan yang saya ikuti")
        follow("cases.tidings", codes={act.value for act in Act}, handler=tell)
        periodic("cases.proofs", every=timedelta(minutes=15), task=remind_of_proofs)
        periodic("cases.sweep", every=timedelta(seconds=30), task=sweep_deadlines)
        periodic("cases.field_sendings", at=time(2, 50), task=sweep_field_sendings)
