"""Django's registration of the part."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "balai.engine.ledger"
    label = "ledger"
    verbose_name = "Kas"
