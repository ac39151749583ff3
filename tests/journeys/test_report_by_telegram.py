"""Somebody who has only Telegram reports, is told of everything there, and says in the end whether it is solved."""

import re

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import PLACE, photo
from balai.engine.cases.models import Attachment
from balai.engine.conversations.models import ChannelCount, Inbound

from .chats import answers_go_out, news_goes_out, on_telegram
from .office import case_of, story


def test_report_by_telegram(office, settings):
    with on_telegram(settings) as wati:
        assert "BANTUAN" in wati.send("/start")
        assert "Di mana tempatnya?" in wati.send("Jalan berlubang di depan pasar, sudah dua minggu.")
        place = {"latitude": PLACE[0], "longitude": PLACE[1]}
        assert "Ada fotonya?" in wati.send(location=place)
        picture = wati.bot.photo(photo().read())
        summary = wati.send(photo=picture, caption="Dalamnya sejengkal")
        assert "Tempat: Sidodadi, Kayumanis" in summary
        assert "Kategori: Kategori JLN01" in summary
        assert "Foto: 1" in summary
        buttons = wati.bot.sent[-1]["reply_markup"]["inline_keyboard"]
        assert [row[0]["callback_data"] for row in buttons] == ["KIRIM", "KATEGORI", "BATAL"]

        receipt = wati.press("KIRIM")
        report = Report.objects.select_related("case").get()
        assert report.text == "Jalan berlubang di depan pasar, sudah dua minggu.\nDalamnya sejengkal"
        assert (report.channel, report.identity, report.area_id) == ("TELEGRAM", "ANONYMOUS", "99.01.01.2001")
        assert Attachment.objects.filter(case=report.case).count() == 1
        assert report.case.tracking_code in receipt and f"/lacak/{report.case.tracking_code}/" in receipt
        assert "sudah terkirim" in wati.send("ya")
        assert Report.objects.count() == 1

        desk = office.desk()
        office.act(desk, report, "terima")
        office.prove(desk, report)
        said_before = len(wati.bot.sent)
        news_goes_out()
        told = [sent["text"] for sent in wati.bot.sent[said_before:]]
        assert [bool(re.search("mulai dikerjakan|menyatakan selesai", text)) for text in told] == [True, True]
        assert "Balas 1" in told[-1]

        assert "Apa yang belum beres?" in wati.send("2")
        assert "belum beres" in wati.send("Masih berlubang di sisi timur")
        assert case_of(report).state == "IN_PROGRESS"
        office.prove(desk, report)
        assert "tercatat selesai" in wati.send("sudah beres")
        assert case_of(report).confirmed_at is not None
        assert story(report)[-1] == "CONFIRMED"
        assert "Dikonfirmasi" in wati.send("STATUS") or "selesai" in wati.last


def test_whatever_telegram_repeats_is_one_report(office, settings):
    with on_telegram(settings) as wati:
        text = wati.bot.update(text="Lampu jalan mati di desa Wringin kecamatan Kayumanis", date=wati.date)
        skip = wati.bot.update(text="lewati", date=wati.date + 1)
        send = wati.bot.update(text="kirim", date=wati.date + 2)
        # The answers are read in the order of writing, although the first comes last, and each comes three times.
        for update in (skip, send, skip, text, send, text, text, skip, send):
            assert wati.bring(update) == 200
        answers_go_out()
        assert Report.objects.count() == 1
        assert len(wati.bot.sent) == 3
        assert Report.objects.get().area_id == "99.01.01.2002"
        assert wati.bring(text) == 200
        answers_go_out()
        assert len(wati.bot.sent) == 3


def test_who_does_not_know_the_secret_is_not_heard(office, settings):
    with on_telegram(settings) as wati:
        assert wati.bring(wati.bot.update(text="Jalan berlubang di pasar"), secret="tebakan") == 403
        assert Inbound.objects.count() == 0
        assert list(ChannelCount.objects.values_list("what", "amount")) == [("FORGED", 1)]
