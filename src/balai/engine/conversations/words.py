"""What the hall itself says in a conversation, in the language of the person."""

from django.utils.translation import gettext, gettext_noop, override

from balai.engine.conversations.models import Conversation

STOPPED = gettext_noop(
    "Baik, kami tidak mengirim kabar lagi ke sini. Balas MULAI bila ingin menerimanya lagi."
)
STARTED = gettext_noop("Kabar laporan Anda kami kirim lagi ke sini. Balas BERHENTI bila tidak ingin.")
TOO_OFTEN = gettext_noop("Pesan Anda terlalu banyak dalam satu jam. Tunggu sebentar, lalu tulis lagi.")
BROKEN = gettext_noop("Maaf, pesan terakhir tidak dapat kami olah. Petugas akan melihatnya.")


def said_to(conversation: Conversation, text: str) -> str:
    """A sentence in the language of the person."""
    with override(conversation.language):
        return gettext(text)
