"""A report comes to the wrong agency, is handed over once, worked on, proven with a photo, and confirmed."""

from .office import case_of, story


def test_the_whole_way(office):
    report = office.report()
    promised = case_of(report).citizen_due_at
    office.hand_over(office.desk("DINAS_JALAN"), report, "DINAS_AIR")
    desk = office.desk("DINAS_AIR")
    office.act(desk, report, "terima")
    office.prove(desk, report)
    assert case_of(report).confirmed_at is None
    office.say(report, "konfirmasi", rating="5")
    case = case_of(report)
    assert (case.state, case.holder.code, case.hops) == ("CONFIRMED", "DINAS_AIR", 1)
    assert case.citizen_due_at == promised
    assert story(report) == ["OPENED", "REFUSED", "ACCEPTED", "SOLVED", "CONFIRMED"]
    assert len(office.mail()) == 4
    public = office.citizen.get(f"/laporan/{number(office)}/").content.decode()
    for words in ("Bukan kewenangan kami.", "Sudah ditambal.", "Dikonfirmasi pelapor", "Dinas Air"):
        assert words in public


def number(office) -> str:
    return office.citizen.get("/laporan/").context["cards"][0]["number"]
