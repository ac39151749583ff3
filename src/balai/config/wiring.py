"""Where adapters meet the ports that the house declares: in every process, once it has loaded."""

from django.apps import AppConfig
from django.conf import settings


class Wiring(AppConfig):
    """The last app to be loaded; it has no models, it only ties."""

    name = "balai.config"
    label = "wiring"
    verbose_name = "Sambungan"

    def ready(self) -> None:
        from balai.adapters.apprise_channel.client import AppriseChannel
        from balai.adapters.email_channel.client import EmailChannel
        from balai.engine.notices.public import ChannelCode, bind

        bind(ChannelCode.EMAIL, EmailChannel())
        if settings.APPRISE_URLS:
            bind(ChannelCode.PHONE, AppriseChannel(settings.APPRISE_URLS))
