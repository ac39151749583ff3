"""Work waits for the weather: the clocks stand still, the reporter knows why, and the pause ends by itself."""

from .office import case_of, story


def test_pause(office):
    report, desk = office.report(), office.desk()
    promised = case_of(report).citizen_due_at
    office.act(desk, report, "terima")
    office.act(desk, report, "tunda", reason="WEATHER", text="Hujan terus, aspal tidak kering.")
    paused = case_of(report)
    assert paused.state == "ON_HOLD"
    assert "Hujan terus" in office.citizen.get(f"/lacak/{paused.tracking_code}/").content.decode()
    office.time_passes(days=30)
    case = case_of(report)
    assert (case.state, case.pause_until) == ("IN_PROGRESS", None)
    assert case.citizen_due_at > promised
    assert story(report)[:4] == ["OPENED", "ACCEPTED", "PAUSED", "RESUMED"]
