"""A report from a simple phone: short questions, a long message in parts, the way back by code."""

from balai.domains.citizen_reports.models import Report
from balai.engine.conversations.models import Outbound
from balai.engine.conversations.tasks import take_turns

from .chats import answers_go_out, by_sms
from .office import case_of


def test_report_by_sms(office, settings):
    with by_sms(settings) as tono:
        first = "Jalan di depan balai desa berlubang besar sekali, sudah ada dua sepeda motor yang jatuh, moh"
        part = {"from": tono.number, "ref": "77", "parts": 2}
        assert (
            tono.bring(
                {**part, "id": "b", "part": 2, "text": "on segera ditambal. NIK saya 3325010101010001"}
            )
            == 200
        )
        answers_go_out()
        assert tono.gateway.sent == []
        assert tono.bring({**part, "id": "a", "part": 1, "text": first}) == 200
        answers_go_out()
        assert ["16 angka" in text for _, text, _ in tono.gateway.sent] == [True, False]
        assert "Di mana tempatnya?" in tono.gateway.sent[-1][1]
        assert "Kirim lokasi" not in tono.gateway.sent[-1][1]
        assert "Balas nomornya" in tono.send("desa sidodadi")
        summary = tono.send("1")
        assert "Balas KIRIM" in summary and "fotonya" not in summary
        receipt = tono.send("KIRIM")
        report = Report.objects.select_related("case").get()
        assert "mohon segera ditambal" in report.text and "3325" not in report.text
        assert (report.channel, report.area_id) == ("SMS", "99.01.01.2001")
        assert all(len(text) <= 160 for _, text, _ in tono.gateway.sent), tono.gateway.sent
        code = report.case.tracking_code
        assert code in receipt

        # From another phone, small, with the code as people write it; one letter wrong; nobody's.
        tono.number = "+62 800 0000 0002"
        assert "Diterima" in tono.send(f"status {code.lower().replace('-', ' ')}")
        assert "Diterima" in tono.send(code)
        wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
        assert "keliru" in tono.send(f"Status {wrong}")
        assert "9 huruf dan angka" in tono.send("status 123")
        assert "tercatat" in tono.send(f"TAMBAH {code} lubangnya makin lebar")
        office.act(office.desk(), report, "jawab", text="Sudah kami perbaiki.", is_final="1")
        assert "Tidak ada laporan" in tono.send("sudah")
        assert "Apa yang belum beres?" in tono.send(f"belum {code}")
        assert "tenggatnya tetap" in tono.send("Masih berlubang")
        assert case_of(report).state == "IN_PROGRESS"

        name = Outbound.objects.exclude(provider_id="").last().provider_id
        assert tono.bring({"id": name, "status": "UNDELIV"}, path="/kanal/sms/kabar/") == 200
        assert Outbound.objects.get(provider_id=name).last_error == "SMS_UNDELIV"
        assert tono.bring({"id": name, "status": "DELIVRD"}, path="/kanal/sms/kabar/", signature="x") == 403
        assert take_turns.call(Outbound.objects.last().conversation_id) == 0
