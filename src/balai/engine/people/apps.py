"""Django's registration of the engine part `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "balai.engine.people"
    label = "people"
