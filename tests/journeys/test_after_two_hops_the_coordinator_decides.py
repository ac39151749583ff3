"""Nobody wants it: two hand-overs are allowed, the third goes to the coordinator, whose word binds."""

from balai.domains.citizen_reports.tests.factories import make_opd
from balai.engine.people.public import Role

from .office import case_of, story


def test_two_hops_then_a_decision(office):
    report = office.report()
    for here, there in (
        ("DINAS_JALAN", "DINAS_AIR"),
        ("DINAS_AIR", "DINAS_LAMPU"),
        ("DINAS_LAMPU", "DINAS_JALAN"),
    ):
        office.hand_over(office.desk(here), report, there)
    assert (case_of(report).state, case_of(report).holder.code) == ("AWAITING_DECISION", "KOORDINATOR")
    coordinator = office.desk("KOORDINATOR", Role.COORDINATOR)
    assert [row.pk for row in coordinator.get("/petugas/?tab=decide").context["rows"]] == [report.pk]
    office.act(
        coordinator, report, "putuskan", opd=make_opd("DINAS_AIR").pk, text="Pipa air milik Dinas Air."
    )
    desk = office.desk("DINAS_AIR")
    offered = {act.slug for act in desk.get(f"/petugas/kasus/{report.pk}/").context["acts"]}
    assert "tolak" not in offered
    form = {"reason": "NOT_OURS", "opd": make_opd("DINAS_LAMPU").pk, "text": "Tidak mau juga."}
    assert desk.post(f"/petugas/kasus/{report.pk}/tolak/", form).status_code == 400
    assert case_of(report).holder.code == "DINAS_AIR"
    assert story(report) == ["OPENED", "REFUSED", "REFUSED", "REFERRED", "DECIDED"]
