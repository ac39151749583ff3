"""Django's registration of the room: its kind of case, its permissions, its places in menu and leadership page."""

from django.apps import AppConfig


class InstructionsConfig(AppConfig):
    name = "balai.domains.instructions"
    label = "instructions"
    verbose_name = "Arahan pimpinan"

    def ready(self) -> None:
        from balai.domains.instructions.kind import KIND
        from balai.domains.instructions.permissions import GIVERS
        from balai.domains.instructions.queries import owed
        from balai.engine.cases.public import register_kind
        from balai.engine.indicators.public import Tile, tile
        from balai.engine.notices.public import topic
        from balai.engine.people.public import Item, Role, menu, permission

        register_kind(KIND)
        permission("instructions.give", roles=GIVERS, label="Memberi arahan")
        seeing = {*GIVERS, Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.AUDITOR}
        permission("instructions.see", roles=seeing, label="Melihat arahan")
        topic("instruction_giver", "Perkembangan arahan saya")
        menu(Item("Arahan", "instructions:list", "instructions.see", "flag", 6))
        tile(
            Tile(
                label="Arahan belum selesai",
                url_name="instructions:list",
                permission="instructions.see",
                read=owed,
                act_label="Beri arahan",
                act_url_name="instructions:give",
                act_permission="instructions.give",
            )
        )
