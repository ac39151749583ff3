"""A report by e-mail: all at once, answered in its thread; machines are not answered, forged senders decide nothing."""

from django.core import mail

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import photo
from balai.engine.cases.models import Attachment

from .chats import by_mail
from .office import case_of


def test_report_by_mail(office, settings):
    with by_mail(settings) as wati:
        letter = wati.letter(
            "Lampu jalan di desa Wringin padam, gelap sekali.\n\n-- \nWati Contoh\n", subject="Lampu padam"
        )
        letter.add_attachment(photo().read(), maintype="image", subtype="jpeg", filename="lampu.jpg")
        answer = wati.bring(letter, letter)
        assert len(mail.outbox) == 1
        assert "Tempat: Wringin, Kayumanis" in answer.body and "Foto: 1" in answer.body
        assert answer.extra_headers["In-Reply-To"] == letter["Message-ID"]
        assert answer.extra_headers["Auto-Submitted"] == "auto-replied"
        receipt = wati.reply("kirim")
        report = Report.objects.select_related("case").get()
        assert report.text == "Lampu padam\nLampu jalan di desa Wringin padam, gelap sekali."
        assert report.channel == "EMAIL" and report.email is None
        assert Attachment.objects.filter(case=report.case).count() == 1
        assert report.case.tracking_code in receipt.body

        office.act(office.desk(), report, "jawab", text="Sudah kami perbaiki.", is_final="1")
        # Anybody can write this sender into a mail.
        assert "lalu kode lacaknya" in wati.send("sudah", subject="").body
        assert "Tulis STATUS" in wati.send("status", subject="").body
        assert case_of(report).state == "ANSWERED"
        assert "tercatat selesai" in wati.reply("Sudah beres").body
        assert case_of(report).state == "CONFIRMED"


def test_machines_are_not_answered(office, settings):
    with by_mail(settings) as wati:
        for headers in (
            {"Auto_Submitted": "auto-replied"},
            {"Precedence": "bulk"},
            {"List_Id": "<warga.contoh.example>"},
            {"Return_Path": "<>"},
        ):
            wati.send("Saya sedang cuti sampai bulan depan.", subject="Cuti", **headers)
        wati.address = "mailer-daemon@contoh.example"
        wati.send("Delivery failed", subject="Undelivered")
        wati.address = "balai@localhost"
        wati.send("Jalan berlubang", subject="Kami sendiri")
        assert mail.outbox == []
