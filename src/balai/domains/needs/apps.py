"""Django's registration of the room `needs`."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "balai.domains.needs"
    label = "needs"
    verbose_name = "Kebutuhan"

    def ready(self) -> None:
        from balai.domains.needs.chapter import CHAPTER
        from balai.domains.needs.permissions import KEEP, KEEPERS
        from balai.domains.needs.threads import THREAD_KIND
        from balai.engine.notices.public import topic
        from balai.engine.people.public import SMART_CITY, Item, menu, permission
        from balai.engine.publications.public import add_chapter
        from balai.engine.threads.public import expect, register_thread_kind

        permission(KEEP, roles=KEEPERS, label="Menimbang dan memutuskan kebutuhan")
        menu(Item("Kebutuhan", "needs:list", "public", "users", 50, group=SMART_CITY))
        topic("need_decided", "Keputusan atas kebutuhan yang saya sampaikan")
        register_thread_kind(THREAD_KIND)
        add_chapter(CHAPTER)
        expect(
            code="kebutuhan-tanpa-jawaban",
            label="Kebutuhan tanpa program dan tanpa alasan",
            kind="NEED",
            towards={"PROGRAMME"},
            direction="AFTER",
            advice="Hubungkan dengan program yang menjawabnya, atau putuskan tidak dijawab dengan alasan.",
        )
