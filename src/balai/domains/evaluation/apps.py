"""Django's registration of the room `evaluation`."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "balai.domains.evaluation"
    label = "evaluation"
    verbose_name = "Evaluasi"

    def ready(self) -> None:
        from balai.domains.evaluation.ready_field import field_ready

        field_ready()
