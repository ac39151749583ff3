"""The reporter says nothing: the report is recorded as not confirmed, and can still be contested."""

from .office import case_of, story


def test_silence(office):
    report, desk = office.report(), office.desk()
    office.act(desk, report, "jawab", text="Sudah kami perbaiki.", is_final="1")
    office.time_passes(days=60)
    case = case_of(report)
    assert (case.state, case.confirmed_at) == ("LAPSED", None)
    assert case.state_label.startswith("Belum dikonfirmasi")
    shown = office.citizen.get("/laporan/").content.decode()
    assert "Belum dikonfirmasi" in shown
    assert story(report) == ["OPENED", "ANSWERED", "LAPSED"]
    assert case.tracking_code in office.mail()[-1]
