"""Where adapters meet the ports that the house declares: in every process, once it has loaded."""

from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


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
        self._bind_chats()
        self._bind_signing()
        self._bind_residents()
        self._bind_peers()

    def _bind_chats(self) -> None:
        from balai.engine.conversations.public import ChannelCode, bind

        if settings.TELEGRAM_TOKEN:
            from balai.adapters.telegram_channel.client import TelegramChannel

            bind(ChannelCode.TELEGRAM, TelegramChannel(settings.TELEGRAM_TOKEN))
        if settings.WHATSAPP_TOKEN:
            from balai.adapters.whatsapp_channel.client import Account, WhatsappChannel

            account = Account(
                phone_id=settings.WHATSAPP_PHONE_ID,
                token=settings.WHATSAPP_TOKEN,
                template=settings.WHATSAPP_TEMPLATE,
                template_language=settings.WHATSAPP_TEMPLATE_LANGUAGE,
            )
            bind(ChannelCode.WHATSAPP, WhatsappChannel(account))
        if settings.SMS_URL:
            from balai.adapters.sms_channel.client import Gateway, SmsChannel

            gateway = Gateway(settings.SMS_URL, settings.SMS_BODY, settings.SMS_HEADERS, settings.SMS_ID)
            bind(ChannelCode.SMS, SmsChannel(gateway))
        if settings.IMAP:
            from balai.adapters.email_inbox.client import EmailConversations
            from balai.adapters.email_inbox.mailbox import Account as MailAccount
            from balai.adapters.email_inbox.tasks import read_mailbox
            from balai.kits.tasks.periodic import periodic

            MailAccount.read(settings.IMAP)
            bind(ChannelCode.EMAIL, EmailConversations())
            periodic("email_inbox.read", every=timedelta(seconds=30), task=read_mailbox)

    def _bind_signing(self) -> None:
        from balai.engine.documents.public import bind_signing

        if settings.SIGNING == "bsre":
            from balai.adapters.bsre_signing.client import BsreSigning

            bind_signing(BsreSigning(settings.SIGNING_BSRE, roots_file=settings.SIGNING_BSRE_ROOTS))
        elif settings.SIGNING == "local":
            from balai.adapters.local_signing.client import LocalSigning

            bind_signing(
                LocalSigning(
                    key_file=settings.SIGNING_KEY,
                    chain_file=settings.SIGNING_CERT,
                    folder=settings.DATA_DIR / "signing" if settings.SIGNING_DEMO else None,
                )
            )
        else:
            raise ImproperlyConfigured("BALAI_SIGNING: tulis local atau bsre.")

    def _bind_residents(self) -> None:
        from balai.domains.public_services import ports
        from balai.domains.residents import public as residents

        ports.bind_people(residents)
        if settings.DUKCAPIL:
            from balai.adapters.dukcapil.client import DukcapilRegistry

            ports.bind_registry(DukcapilRegistry(settings.DUKCAPIL, token=settings.DUKCAPIL_TOKEN))

    def _bind_peers(self) -> None:
        from balai.adapters.open311_peer.client import Open311Peer
        from balai.domains.citizen_reports.relay.ports import bind_peer

        bind_peer(Open311Peer(private_hosts=settings.PEER_PRIVATE_HOSTS))
