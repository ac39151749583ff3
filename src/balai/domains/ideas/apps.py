"""Django's registration of the room `ideas`."""

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "balai.domains.ideas"
    label = "ideas"
    verbose_name = "Gagasan"

    def ready(self) -> None:
        from balai.domains.ideas import personal
        from balai.domains.ideas.loading import load
        from balai.domains.ideas.permissions import ANSWER, ANSWERERS, JUDGE, JUDGES, KEEP, KEEPERS
        from balai.domains.ideas.terms import DUTY_KIND
        from balai.domains.ideas.threads import THREAD_KIND, subjects
        from balai.engine.duties.public import DutyKind, register_duty_kind
        from balai.engine.notices.public import topic
        from balai.engine.organizations.public import region_loader
        from balai.engine.people.public import SMART_CITY, Item, menu, permission
        from balai.engine.threads.public import expect, register_thread_kind

        personal.register()
        region_loader("ideas", load)
        permission(KEEP, roles=KEEPERS, label="Memeriksa gagasan dan mengurus lomba")
        permission(ANSWER, roles=ANSWERERS, label="Menjawab gagasan")
        permission(JUDGE, roles=JUDGES, label="Menilai peserta lomba sebagai juri")
        menu(Item("Gagasan", "ideas:list", "public", "edit", 51, group=SMART_CITY))
        topic("idea_moved", "Jawaban atas gagasan saya")
        register_thread_kind(THREAD_KIND)
        register_duty_kind(DutyKind(code=DUTY_KIND, label="Jawaban atas gagasan", subject=subjects))
        expect(
            code="gagasan-tanpa-inovasi",
            label="Gagasan diterima tanpa inovasi",
            kind="IDEA",
            towards={"INNOVATION"},
            direction="AFTER",
            advice="Ujicobakan, hubungkan dengan inovasi yang lahir darinya, atau jawab ulang dengan alasan.",
        )
