"""Django's registration of the kit `tasks`."""

from datetime import timedelta

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "balai.kits.tasks"
    label = "tasks"
    verbose_name = "Pekerjaan latar"

    def ready(self) -> None:
        from .housekeeping import sweep_done
        from .periodic import periodic

        periodic("tasks.sweep_done", every=timedelta(minutes=10), task=sweep_done)
