"""Django's registration of the room."""

from django.apps import AppConfig


class CitizenReportsConfig(AppConfig):
    name = "balai.domains.citizen_reports"
    label = "citizen_reports"
