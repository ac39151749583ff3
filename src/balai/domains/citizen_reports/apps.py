"""Django's registration of the room: its kind of case, its permissions, its place in the menu."""

from django.apps import AppConfig


class CitizenReportsConfig(AppConfig):
    name = "balai.domains.citizen_reports"
    label = "citizen_reports"
    verbose_name = "Laporan warga"

    def ready(self) -> None:
        from balai.domains.citizen_reports import moderated, personal
        from balai.domains.citizen_reports.actions.moderating import show_report
        from balai.domains.citizen_reports.counting import ACTS, FOLLOWER, INDICATORS, count
        from balai.domains.citizen_reports.dialogue.speaking import converse
        from balai.domains.citizen_reports.kind import KIND, original_visible, photo_visible
        from balai.domains.citizen_reports.loading import load
        from balai.domains.citizen_reports.measured_figures import FOLLOWER as MEASURING
        from balai.domains.citizen_reports.measured_figures import INDICATORS as MEASURED
        from balai.domains.citizen_reports.measuring import ACTS as MEASURED_ACTS
        from balai.domains.citizen_reports.measuring import measure
        from balai.domains.citizen_reports.resident_counts import FILL
        from balai.domains.citizen_reports.terms_moderation import APPEAL_KIND, MODERATE
        from balai.domains.citizen_reports.threads import THREAD_KIND
        from balai.engine.cases.public import register_kind
        from balai.engine.conversations.public import bind_dialogue
        from balai.engine.documents.public import coverable, visibility
        from balai.engine.gate.public import Appealable, appealable
        from balai.engine.indicators.public import register
        from balai.engine.journal.public import follow
        from balai.engine.organizations.public import region_loader
        from balai.engine.people.public import EVERYBODY, REPORT_KEEPING, Item, Role, menu, permission
        from balai.engine.threads.public import register_thread_kind
        from balai.kits.ui.app import BlankPage, Shortcut, keep_page, shortcut

        personal.register()
        register_kind(KIND)
        bind_dialogue(converse)
        register_thread_kind(THREAD_KIND)
        for document_kind in ("REPORT", "PROOF", "REMARK"):
            visibility(document_kind, photo_visible)
            coverable(document_kind, original_visible)
        region_loader("citizen_reports", load)
        follow(FOLLOWER, codes={act.value for act in ACTS}, handler=count)
        register(*INDICATORS)
        follow(MEASURING, codes={act.value for act in MEASURED_ACTS}, handler=measure)
        register(*MEASURED)
        handlers = {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR}
        permission("reports.contact", roles=handlers, label="Melihat kontak pelapor")
        permission(
            "reports.rules", roles={Role.COORDINATOR, Role.OPERATOR, Role.AUDITOR}, label="Aturan penerusan"
        )
        permission(
            "reports.lead", roles={Role.EXECUTIVE, Role.COORDINATOR, Role.AUDITOR}, label="Halaman pimpinan"
        )
        permission("reports.rules.publish", roles={Role.COORDINATOR}, label="Mengubah aturan penerusan")
        permission(FILL, roles={Role.COORDINATOR, Role.OPERATOR}, label="Mengisi jumlah penduduk")
        permission(MODERATE, roles={Role.COORDINATOR}, label="Menyembunyikan laporan dari umum")
        menu(Item("Moderasi", "citizen_reports:hidden", MODERATE, "eye", 9, group=REPORT_KEEPING))
        appealable(
            Appealable(
                APPEAL_KIND,
                find=moderated.measure_by_code,
                read=moderated.measure_by_number,
                undo=lambda *, number, by, at: show_report(report_id=number, by=by, at=at),
            )
        )
        permission("reports.api", roles=EVERYBODY, label="Antarmuka bagi aplikasi lain")
        self._ready_relay()
        self._ready_bursts()
        self._ready_corrections()
        self._ready_learning()
        menu(Item("Pimpinan", "citizen_reports:leadership", "reports.lead", "star", 2))
        menu(Item("Aturan", "citizen_reports:rules", "reports.rules", "settings", 8, group=REPORT_KEEPING))
        menu(Item("Jumlah penduduk", "citizen_reports:residents", FILL, "users", 10, group=REPORT_KEEPING))
        menu(Item("Lapor", "citizen_reports:intake", "public", "report", 10))
        menu(Item("Lacak", "citizen_reports:track", "public", "search", 20))
        menu(Item("Laporan", "citizen_reports:list", "public", "inbox", 30))
        menu(Item("Peta", "citizen_reports:map", "public", "map", 40))
        menu(Item("Statistik", "citizen_reports:statistics", "public", "chart", 50))
        keep_page(BlankPage("citizen_reports:offline"))
        keep_page(BlankPage("citizen_reports:blank_form", stands_for="citizen_reports:intake"))
        keep_page(BlankPage("citizen_reports:box", takes_over="citizen_reports:intake"))
        shortcut(Shortcut("Buat laporan", "citizen_reports:intake"))
        shortcut(Shortcut("Lacak", "citizen_reports:track"))

    def _ready_bursts(self) -> None:
        """Many reports of one thing within hours: looked for every minute."""
        from datetime import timedelta

        from balai.domains.citizen_reports.burst.tasks import look_for_bursts
        from balai.engine.people.public import REPORT_KEEPING, Item, menu
        from balai.kits.tasks.periodic import periodic

        menu(
            Item("Kejadian bersama", "citizen_reports:bursts", "cases.see", "users", 6, group=REPORT_KEEPING)
        )
        periodic("reports.bursts", every=timedelta(minutes=1), task=look_for_bursts)

    def _ready_corrections(self) -> None:
        """What others see: corrected by the reporter, asked of the moderator; and what the desk sees at first."""
        from balai.domains.citizen_reports.besides import stand_beside
        from balai.domains.citizen_reports.corrections.beside import PIECES
        from balai.domains.citizen_reports.corrections.waiting import DECIDERS, WISHES, count_open
        from balai.domains.citizen_reports.desk_numbers import PIECE
        from balai.engine.people.public import REPORT_KEEPING, Item, actor_of, badge, menu, permission

        for piece in (PIECE, *PIECES):
            stand_beside(piece)
        permission(WISHES, roles=DECIDERS, label="Memutus permintaan perbaikan dari pelapor")
        badge("wishes", lambda user: count_open(actor_of(user)))
        menu(
            Item(
                "Permintaan perbaikan",
                "citizen_reports:wishes",
                WISHES,
                "edit",
                7,
                badge="wishes",
                group=REPORT_KEEPING,
            )
        )

    def _ready_relay(self) -> None:
        """Other bodies: who sends on, what goes out and comes back by itself."""
        from datetime import time, timedelta

        from balai.domains.citizen_reports.besides import stand_beside
        from balai.domains.citizen_reports.relay import beside, following, permissions, tasks
        from balai.engine.journal.public import follow
        from balai.engine.people.public import REPORT_KEEPING, Item, menu, permission
        from balai.kits.tasks.periodic import periodic

        permission(permissions.RELAY, roles=permissions.RELAYERS, label="Meneruskan laporan ke badan lain")
        permission(permissions.SEE, roles=permissions.SEERS, label="Badan lain yang terhubung")
        permission(permissions.KEEP, roles=permissions.KEEPERS, label="Mengatur badan lain yang terhubung")
        menu(Item("Badan lain", "relay:bodies", permissions.SEE, "hand-over", 9, group=REPORT_KEEPING))
        for piece in beside.PIECES:
            stand_beside(piece)
        follow(following.FOLLOWER, codes=following.CODES, handler=following.carry_words)
        periodic("relay.send", every=timedelta(seconds=20), task=tasks.send_relays)
        periodic("relay.news", every=timedelta(minutes=5), task=tasks.fetch_relay_news)
        periodic("relay.reconcile", at=time(2, 30), task=tasks.reconcile_relays)

    def _ready_learning(self) -> None:
        """The side door that learns categories."""
        from datetime import time

        from balai.domains.citizen_reports.besides import stand_beside
        from balai.domains.citizen_reports.learning.beside import PIECE
        from balai.domains.citizen_reports.learning.tasks import learn_monthly
        from balai.engine.people.public import Role, permission
        from balai.kits.tasks.periodic import periodic

        stand_beside(PIECE)
        permission(
            "reports.reclassify",
            roles={Role.OPD_ADMIN, Role.COORDINATOR, Role.VILLAGE_OFFICER},
            label="Mengganti kategori",
        )
        periodic("citizen_reports.learn", at=time(2, 40), task=learn_monthly)
