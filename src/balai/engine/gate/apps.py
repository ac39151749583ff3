"""Django's registration of the engine part `gate`."""

from datetime import time

from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "balai.engine.gate"
    label = "gate"
    verbose_name = "Gerbang"

    def ready(self) -> None:
        from balai.engine.gate import personal, queries
        from balai.engine.gate.actions.banning import lift
        from balai.engine.gate.appealing import Appealable, appealable
        from balai.engine.gate.checking import watch_bans
        from balai.engine.gate.permissions import KEEP, SEE
        from balai.engine.gate.tasks import sweep_gate
        from balai.engine.people.public import REPORT_KEEPING, Item, Role, badge, menu, permission
        from balai.kits.tasks.periodic import periodic

        personal.register()
        watch_bans()
        appealable(
            Appealable(
                "ban",
                find=queries.ban_by_code,
                read=queries.ban_by_number,
                undo=lambda *, number, by, at: lift(ban_id=number, by=by, at=at),
            )
        )
        permission(KEEP, roles={Role.COORDINATOR}, label="Menutup pengirim dan memutus keberatan")
        permission(SEE, roles={Role.COORDINATOR, Role.AUDITOR, Role.OPERATOR}, label="Melihat penutupan")
        badge("gate", queries.waiting_count)
        menu(Item("Gerbang", "gate:desk", SEE, "shield", 9, badge="gate", group=REPORT_KEEPING))
        periodic("gate.sweep", at=time(3, 40), task=sweep_gate)
