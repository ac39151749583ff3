"""A report by WhatsApp: a batch out of order, an ambiguous desa, a forged call, and news after a day of silence."""

from datetime import timedelta

from django.utils import timezone

from balai.adapters.whatsapp_channel import fake
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import photo
from balai.engine.conversations.models import Conversation, Outbound

from .chats import news_goes_out, on_whatsapp


def test_report_by_whatsapp(office, settings):
    with on_whatsapp(settings) as budi:
        asked = budi.send(
            budi.phone.photo(photo().read(), caption="Tolong pak"),
            budi.phone.message("text", {"body": "Jalan berlubang besar di desa Sidodadi"}),
        )
        assert asked["type"] == "interactive"
        assert asked["context"]["message_id"].startswith("wamid.masuk")
        titles = [button["reply"]["title"] for button in asked["interactive"]["action"]["buttons"]]
        assert titles == ["Sidodadi, Kayumanis", "Sidodadi, Randurejo"]
        choice = {"type": "button_reply", "button_reply": {"id": "2", "title": "Sidodadi, Randurejo"}}
        summary = budi.send(budi.phone.message("interactive", choice))
        assert "Tempat: Sidodadi, Randurejo" in summary["interactive"]["body"]["text"]
        changed = budi.say("kategori")
        assert "1. Kategori JLN01" in changed["interactive"]["body"]["text"]
        assert "Foto: 1" in budi.say("1")["interactive"]["body"]["text"]
        receipt = budi.say("Kirim!")
        report = Report.objects.select_related("case").get()
        assert report.area_id == "99.01.02.2001"
        assert report.case.tracking_code in receipt["text"]["body"]

        told = {"id": Outbound.objects.last().provider_id, "recipient_id": "6280000000001", "timestamp": "1"}
        assert budi.bring(fake.webhook(statuses=({**told, "status": "read"},))) == 200
        assert budi.bring(fake.webhook(statuses=({**told, "status": "delivered"},))) == 200
        assert Outbound.objects.last().status == "READ"

        Conversation.objects.update(last_in_at=timezone.now() - timedelta(hours=25))
        office.act(office.desk(), report, "terima")
        news_goes_out()
        late = budi.phone.sent[-1]
        assert (late["type"], late["template"]["name"]) == ("template", "kabar_laporan")
        words = late["template"]["components"][0]["parameters"][0]["text"]
        assert "mulai dikerjakan" in words and "\n" not in words


def test_only_meta_is_heard(office, settings):
    with on_whatsapp(settings) as budi:
        body = fake.webhook(budi.phone.message("text", {"body": "Jalan berlubang di pasar"}))
        assert budi.bring(body, signature="sha256=" + "0" * 64) == 403
        assert budi.bring(body + b" ", signature=fake.signature(body)) == 403
        assert budi.bring(b"[]") == 200
        assert Conversation.objects.count() == 0
        question = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}
        asked = budi.browser.get("/kanal/whatsapp/", {**question, "hub.verify_token": fake.VERIFY_TOKEN})
        assert (asked.status_code, asked.content) == (200, b"1158201444")
        asked = budi.browser.get("/kanal/whatsapp/", {**question, "hub.verify_token": "lain"})
        assert asked.status_code == 403


def test_who_says_stop_gets_no_news(office, settings):
    with on_whatsapp(settings) as budi:
        budi.say("Lampu jalan mati di desa Wringin")
        budi.say("lewati")
        budi.say("ya")
        report = Report.objects.select_related("case").get()
        assert "tidak mengirim kabar lagi" in budi.say("BERHENTI")["text"]["body"]
        said = len(budi.phone.sent)
        office.act(office.desk(), report, "terima")
        news_goes_out()
        assert len(budi.phone.sent) == said
        assert "kirim lagi" in budi.say("mulai")["text"]["body"]
        office.act(office.desk(), report, "jawab", text="Sudah kami perbaiki.", is_final="1")
        news_goes_out()
        assert "Balas 1" in budi.phone.sent[-1]["text"]["body"]
