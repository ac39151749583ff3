"""Django's registration of the engine part `conversations`."""

from datetime import time, timedelta

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "balai.engine.conversations"
    label = "conversations"
    verbose_name = "Percakapan"

    def ready(self) -> None:
        from balai.engine.conversations import personal
        from balai.engine.conversations.notice_channel import ConversationChannel
        from balai.engine.conversations.permissions import ANSWER, CHANNELS
        from balai.engine.conversations.queries import waiting_count
        from balai.engine.conversations.tasks import carry_out, forget_old_words, wake_stuck
        from balai.engine.notices.public import ChannelCode, bind
        from balai.engine.people.public import REPORT_KEEPING, Item, Role, badge, menu, permission
        from balai.kits.tasks.periodic import periodic

        personal.register()
        permission(ANSWER, roles={Role.COORDINATOR}, label="Membaca dan menjawab percakapan")
        permission(
            CHANNELS, roles={Role.COORDINATOR, Role.OPERATOR, Role.AUDITOR}, label="Keadaan kanal percakapan"
        )
        badge("conversations", waiting_count)
        menu(Item("Percakapan", "conversations:list", ANSWER, "message", 7, badge="conversations"))
        menu(
            Item(
                "Kanal", "conversations:channels", CHANNELS, "message", 8, group=REPORT_KEEPING, unless=ANSWER
            )
        )
        bind(ChannelCode.CHAT, ConversationChannel())
        periodic("conversations.carry", every=timedelta(seconds=5), task=carry_out)
        periodic("conversations.wake", every=timedelta(minutes=1), task=wake_stuck)
        periodic("conversations.forget", at=time(3, 20), task=forget_old_words)
