"""People who write by chat, and the background work that answers them: through the real webhooks and clients."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from balai.adapters.email_inbox.client import EmailConversations
from balai.adapters.email_inbox.fake import FakeMailbox
from balai.adapters.email_inbox.tasks import read
from balai.adapters.sms_channel import fake as sms
from balai.adapters.sms_channel.client import SmsChannel
from balai.adapters.telegram_channel import fake as telegram
from balai.adapters.telegram_channel.client import TelegramChannel
from balai.adapters.whatsapp_channel import fake as whatsapp
from balai.adapters.whatsapp_channel.client import Account, WhatsappChannel
from balai.domains.citizen_reports.tests.factories import make_parameter
from balai.engine.conversations import public as conversations
from balai.engine.conversations.models import Conversation
from balai.engine.conversations.public import ChannelCode
from balai.engine.conversations.tasks import carry_out, take_turns
from balai.engine.journal.public import run_followers, seal
from balai.engine.notices.public import deliver_due

FAR = timedelta(days=999)


def no_waiting() -> None:
    """Messages have their turn at once."""
    make_parameter("conversations.settle_seconds", 0)


def answers_go_out() -> None:
    """What waits is answered, and the answers leave."""
    for number in Conversation.objects.values_list("pk", flat=True):
        take_turns.call(number)
    carry_out.call()


def news_goes_out() -> None:
    """The journal is followed, notices are delivered, and those by chat leave."""
    later = timezone.now() + FAR
    seal(at=later)
    run_followers(at=later)
    while deliver_due(at=later).total:
        pass
    carry_out.call()


class OnTelegram:
    """One person with Telegram."""

    def __init__(self, bot: telegram.FakeTelegram, chat: int = 7001) -> None:
        self.bot, self.chat, self.browser = bot, chat, Client()
        self.date = int(timezone.now().timestamp()) - 600

    def bring(self, update: dict[str, Any], *, secret: str = telegram.SECRET) -> int:
        """What Telegram does with an update; gives the status of the answer."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        body = json.dumps(update)
        answer = self.browser.post("/kanal/telegram/", body, content_type="application/json", headers=headers)
        return answer.status_code

    def send(self, text: str = "", **more: Any) -> str:
        """Send a message, and read the last thing that was answered."""
        self.date += 1
        told = {"text": text, **more} if text else more
        assert self.bring(self.bot.update(chat=self.chat, date=self.date, **told)) == 200
        answers_go_out()
        return self.last

    def press(self, data: str) -> str:
        """Press a button, and read the answer."""
        assert self.bring(self.bot.press(data, chat=self.chat)) == 200
        answers_go_out()
        return self.last

    @property
    def last(self) -> str:
        return self.bot.sent[-1]["text"] if self.bot.sent else ""


@contextmanager
def on_telegram(settings: Any) -> Iterator[OnTelegram]:
    """A hall with a bot, and somebody who writes to it."""
    settings.TELEGRAM_SECRET = telegram.SECRET
    no_waiting()
    with telegram.FakeTelegram().running() as bot:
        conversations.bind(ChannelCode.TELEGRAM, TelegramChannel(telegram.TOKEN, base=bot.address))
        try:
            yield OnTelegram(bot)
        finally:
            conversations.bind(ChannelCode.TELEGRAM, None)


class OnWhatsapp:
    """One person with WhatsApp."""

    def __init__(self, phone: whatsapp.FakeWhatsapp) -> None:
        self.phone, self.browser = phone, Client()
        self.time = int(timezone.now().timestamp()) - 600

    def bring(self, body: bytes, *, signature: str | None = None) -> int:
        """What Meta does with a batch; gives the status of the answer."""
        headers = {"X-Hub-Signature-256": whatsapp.signature(body) if signature is None else signature}
        answer = self.browser.post("/kanal/whatsapp/", body, content_type="application/json", headers=headers)
        return answer.status_code

    def send(self, *messages: dict[str, Any]) -> dict[str, Any]:
        """Send messages in one batch, and read the last thing that was answered."""
        for message in messages:
            self.time += 1
            message["timestamp"] = str(self.time)
        assert self.bring(whatsapp.webhook(*messages)) == 200
        answers_go_out()
        return self.phone.sent[-1]

    def say(self, text: str) -> dict[str, Any]:
        return self.send(self.phone.message("text", {"body": text}))


@contextmanager
def on_whatsapp(settings: Any) -> Iterator[OnWhatsapp]:
    """A hall with a number, and somebody who writes to it."""
    settings.WHATSAPP_PHONE_ID, settings.WHATSAPP_APP_SECRET = whatsapp.PHONE_ID, whatsapp.APP_SECRET
    settings.WHATSAPP_VERIFY_TOKEN = whatsapp.VERIFY_TOKEN
    no_waiting()
    with whatsapp.FakeWhatsapp().running() as phone:
        account = Account(whatsapp.PHONE_ID, whatsapp.TOKEN, base=phone.address, template="kabar_laporan")
        conversations.bind(ChannelCode.WHATSAPP, WhatsappChannel(account))
        try:
            yield OnWhatsapp(phone)
        finally:
            conversations.bind(ChannelCode.WHATSAPP, None)


class BySms:
    """One person with a simple phone."""

    def __init__(self, gateway: sms.FakeGateway, number: str = "0800-0000-0001") -> None:
        self.gateway, self.number, self.browser, self.count = gateway, number, Client(), 0

    def bring(
        self, payload: dict[str, Any], *, path: str = "/kanal/sms/", signature: str | None = None
    ) -> int:
        """What a gateway does with an SMS; gives the status of the answer."""
        body = json.dumps(payload).encode()
        headers = {"X-Signature": sms.signature(body) if signature is None else signature}
        answer = self.browser.post(path, body, content_type="application/json", headers=headers)
        return answer.status_code

    def send(self, text: str, **more: Any) -> str:
        """Send an SMS, and read the last one that came back."""
        self.count += 1
        name = {"id": f"masuk-{self.number}-{self.count}", "from": self.number, "text": text}
        assert self.bring(name | more) == 200
        answers_go_out()
        return self.gateway.sent[-1][1] if self.gateway.sent else ""


@contextmanager
def by_sms(settings: Any) -> Iterator[BySms]:
    """A hall with a gateway, and somebody who writes to it."""
    settings.SMS_SECRET = sms.SECRET
    no_waiting()
    with sms.FakeGateway().running() as gateway:
        conversations.bind(ChannelCode.SMS, SmsChannel(gateway.settings))
        try:
            yield BySms(gateway)
        finally:
            conversations.bind(ChannelCode.SMS, None)


class ByMail:
    """One person who writes e-mail."""

    def __init__(self, address: str = "wati@contoh.example") -> None:
        self.address, self.count = address, 0

    def letter(self, text: str, *, subject: str = "", **headers: str) -> EmailMessage:
        """A mail as a program would write it."""
        self.count += 1
        letter = EmailMessage()
        letter["From"], letter["To"] = f"Wati Contoh <{self.address}>", "balai@localhost"
        letter["Subject"], letter["Date"] = subject, format_datetime(timezone.now())
        letter["Message-ID"] = f"<{self.count}.{self.address}>"
        for name, value in headers.items():
            letter[name.replace("_", "-")] = value
        letter.set_content(text)
        return letter

    def bring(self, *letters: EmailMessage) -> Any:
        """The mailbox is read; gives the last answer that left."""
        read(FakeMailbox(*(bytes(letter) for letter in letters)))
        answers_go_out()
        return mail.outbox[-1] if mail.outbox else None

    def send(self, text: str, **more: str) -> Any:
        return self.bring(self.letter(text, **more))

    def reply(self, text: str) -> Any:
        """Answer the last mail that came, with its words below."""
        last = mail.outbox[-1]
        quoted = "\n".join(f"> {line}" for line in last.body.splitlines())
        words = f"{text}\n\nPada Sen, 2 Mar 2026 pukul 10.00 Balai <balai@localhost> menulis:\n\n{quoted}\n"
        return self.send(words, subject=f"Re: {last.subject}", In_Reply_To=last.extra_headers["Message-ID"])


@contextmanager
def by_mail(settings: Any) -> Iterator[ByMail]:
    """A hall with a mailbox, and somebody who writes to it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    no_waiting()
    conversations.bind(ChannelCode.EMAIL, EmailConversations())
    try:
        yield ByMail()
    finally:
        conversations.bind(ChannelCode.EMAIL, None)
