"""A report against an agency: handled by the inspectorate, invisible to the accused and to the public."""

from balai.domains.citizen_reports.tests.factories import make_opd

from .office import case_of, story

WORDS = "Petugas minta uang pelicin di loket rekaan."


def test_confidential(office):
    accused = make_opd("DINAS_JALAN")
    report = office.report(identity="CONFIDENTIAL", accused_opd=accused.pk, text=WORDS)
    assert case_of(report).holder.code == "INSPEKTORAT"
    for url in ("/", "/laporan/", "/laporan.csv", "/laporan.atom", "/peta/"):
        answer = office.citizen.get(url)
        assert (
            WORDS not in (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        )
    desk = office.desk("DINAS_JALAN")
    assert desk.get(f"/petugas/kasus/{report.pk}/").status_code == 404
    assert list(desk.get("/petugas/?tab=all").context["rows"]) == []
    inspector = office.desk("INSPEKTORAT")
    assert WORDS in inspector.get(f"/petugas/kasus/{report.pk}/").content.decode()
    office.act(inspector, report, "jawab", text="Sudah kami periksa dan tindak.", is_final="1")
    assert "Sudah kami periksa" in office.citizen.get(f"/lacak/{report.case.tracking_code}/").content.decode()
    office.say(report, "konfirmasi")
    assert story(report) == ["OPENED", "ANSWERED", "CONFIRMED"]
