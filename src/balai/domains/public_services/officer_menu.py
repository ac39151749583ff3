"""Permissions and lines of the menu for the pages of officers; told in `apps.ready()`."""

from balai.engine.people.public import Item, Role, menu, permission


def register() -> None:
    """Make them known, once."""
    serving = {Role.VILLAGE_OFFICER, Role.OPD_ADMIN, Role.FIELD_OFFICER}
    permission("services.desk", roles={Role.VILLAGE_OFFICER}, label="Loket desa")
    permission("services.work", roles={*serving, Role.COORDINATOR, Role.AUDITOR}, label="Permohonan layanan")
    permission("services.sign", roles={Role.VILLAGE_OFFICER, Role.OPD_ADMIN}, label="Tanda tangan surat")
    permission("services.pay", roles={Role.OPD_ADMIN, Role.FIELD_OFFICER}, label="Pembayaran layanan")
    permission(
        "services.deaths",
        roles={Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.AUDITOR},
        label="Pencocokan data kematian",
    )
    menu(Item("Loket", "public_services:desk", "services.desk", "inbox", 1))
    menu(Item("Permohonan", "public_services:work_list", "services.work", "file", 2))
    menu(Item("Tanda tangan", "public_services:signing", "services.sign", "edit", 3))
    menu(Item("Pembayaran", "public_services:payments", "services.pay", "check-circle", 4))
    menu(Item("Daftar tunggu", "public_services:waiting", "services.pay", "clock", 5))
    menu(Item("Data kematian", "public_services:deaths", "services.deaths", "scales", 20))
