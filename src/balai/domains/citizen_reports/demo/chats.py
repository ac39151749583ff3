"""Conversations of invented people: real acts of the dialogue, and nothing leaves the house."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from balai.domains.citizen_reports.dialogue.speaking import converse
from balai.engine.conversations.examples import Line, hold
from balai.engine.conversations.public import ChannelCode

# Per person: the channel, an address that nobody has, how long ago, and what was written.
STORIES: Sequence[tuple[str, str, timedelta, Sequence[Line]]] = (
    (
        ChannelCode.WHATSAPP,
        "6280000000001",
        timedelta(hours=30),
        (
            Line("Assalamualaikum"),
            Line("Jalan berlubang besar di depan balai desa, sudah ada yang jatuh"),
            Line("desa Kalisalak"),
            Line("1"),
            Line("kirim"),
        ),
    ),
    (
        ChannelCode.TELEGRAM,
        "7000000001",
        timedelta(hours=6),
        (
            Line("start"),
            Line("Lampu jalan di pertigaan mati sejak tiga malam"),
            Line("Kecamatan Bandar"),
            Line("tidak tahu"),
            Line("ya"),
        ),
    ),
    (
        ChannelCode.SMS,
        "6280000000002",
        timedelta(hours=3),
        (Line("Sampah menumpuk di pinggir kali, baunya sampai ke rumah. NIK 3325990101010001"),),
    ),
    (
        ChannelCode.WHATSAPP,
        "6280000000003",
        timedelta(minutes=40),
        (Line("Saya bingung, laporan kemarin kok belum ada kabar"), Line("petugas")),
    ),
)


def make(*, at: datetime) -> int:
    """Hold each conversation once; returns how many are new."""
    return sum(
        hold(channel=channel, address=address, lines=lines, at=at - ago, dialogue=converse)
        for channel, address, ago, lines in STORIES
    )
