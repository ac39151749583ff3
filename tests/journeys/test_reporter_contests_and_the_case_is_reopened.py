"""The agency says solved, the reporter says no: back to the same agency, the promise keeps its date."""

from .office import case_of, story


def test_contest(office):
    report, desk = office.report(), office.desk()
    promised = case_of(report).citizen_due_at
    office.act(desk, report, "terima")
    office.prove(desk, report)
    office.say(report, "sanggah", text="Masih berlubang, telepon saya 0812-7777-6666.")
    case = case_of(report)
    assert (case.state, case.holder.code) == ("IN_PROGRESS", "DINAS_JALAN")
    assert (case.citizen_due_at, case.citizen_stopped_at, case.solved_at) == (promised, None, None)
    assert "0812-7777-6666" not in office.citizen.get(f"/lacak/{case.tracking_code}/").content.decode()
    office.prove(desk, report)
    office.say(report, "konfirmasi")
    assert story(report) == ["OPENED", "ACCEPTED", "SOLVED", "CONTESTED", "SOLVED", "CONFIRMED"]
    assert case_of(report).contest_count == 1
