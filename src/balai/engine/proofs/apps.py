"""Django's registration of the engine part `proofs`."""

from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "balai.engine.proofs"
    label = "proofs"
    verbose_name = "Bukti lapangan"
