"""Django's registration of the engine part `organizations`."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "balai.engine.organizations"
    label = "organizations"
