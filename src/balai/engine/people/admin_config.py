"""Django's admin, with the house's own site in the place of its own."""

from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    """Named in INSTALLED_APPS instead of `django.contrib.admin`."""

    default_site = "balai.engine.people.back_office.BackOffice"
