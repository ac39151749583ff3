"""Django's registration of the room: who may keep the register, and its places in the menu."""

from datetime import time

from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "balai.domains.residents"
    label = "residents"
    verbose_name = "Penduduk desa"

    def ready(self) -> None:
        from balai.domains.residents import personal
        from balai.domains.residents.tasks import forget_old_cells
        from balai.engine.people.public import Item, Role, menu, permission
        from balai.kits.tasks.periodic import periodic

        personal.register()
        permission("residents.keep", roles={Role.VILLAGE_OFFICER}, label="Daftar penduduk desa")
        importing = {Role.VILLAGE_OFFICER, Role.OPD_ADMIN}
        permission("residents.import", roles=importing, label="Impor data dari berkas")
        menu(Item("Penduduk", "residents:list", "residents.keep", "users", 20))
        periodic("residents.forget_old_cells", at=time(2, 40), task=forget_old_cells)
