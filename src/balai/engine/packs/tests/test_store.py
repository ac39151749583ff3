"""Installing, answering, opening, upgrading, rolling back: what holds, what is refused, what is written down."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from balai.engine.journal.public import history
from balai.engine.organizations.models import Opd, OpdName
from balai.engine.packs import public as packs
from balai.engine.packs.actions import load
from balai.engine.packs.actions.offering import change
from balai.engine.packs.testing import FOLDER, INVENTED, invented_files
from balai.engine.parameters import public as parameters
from balai.engine.people.public import Role
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Forbidden, NotFound, Refused

AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 3, tzinfo=UTC)
TODAY = date(2026, 3, 2)
KEY = bytes(range(32))
COORDINATOR = Actor("OFFICER", None, None, Role.COORDINATOR)
RULE = "Perbup Contoh 1/2026"
FIVE = {
    "agency": "DINSOS",
    "account": "5.3.01",
    "amount_rupiah": 750_000,
    "deadline_days": 30,
    "channels": ["TRANSFER"],
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agency() -> None:
    opd = Opd.objects.create(code="DINSOS", kind="DINAS", valid_from=date(2017, 1, 1))
    OpdName.objects.create(opd=opd, name="Dinas Contoh", short_name="Dinas", valid_from=date(2017, 1, 1))


def put(code: str, value: object, *, at: datetime = AT, valid_from: date = TODAY, by: Actor = SYSTEM) -> None:
    packs.set_value(
        pack_id=INVENTED, code=code, value=value, legal_reference=RULE, valid_from=valid_from, by=by, at=at
    )


def opened() -> packs.PackVersion:
    row = packs.install(files=invented_files(), by=SYSTEM, at=AT)
    for code, value in FIVE.items():
        put(code, value)
    packs.open_service(pack_id=INVENTED, by=SYSTEM, at=AT)
    return row


def install_1_1(**edits: tuple[str, str]) -> packs.PackVersion:
    files = invented_files(pack=("1.0.0", "1.1.0"), **edits)
    return packs.install(files=files, by=SYSTEM, at=LATER)


def promise(clocks: dict) -> int:
    return next(row["amount"] for row in clocks["limits"] if row["code"] == "ANSWER")


def codes() -> list[str]:
    return [entry.code for entry in history(subject=("service", INVENTED))]


def refused_by(act: object, *args: object, **given: object) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **given)  # type: ignore[operator]
    return caught.value.code


def test_a_new_service_is_prepared_and_says_what_is_missing() -> None:
    row = packs.install(files=invented_files(), by=SYSTEM, at=AT)
    view = packs.service(INVENTED)
    assert view is not None
    assert (view.state, view.version_id, view.pack.version) == ("ADOPTING", row.pk, "1.0.0")
    assert packs.services() == [] and len(packs.services(open_only=False)) == 1
    assert packs.missing_values(INVENTED, on=TODAY) == ["agency", "account"]
    assert refused_by(packs.open_service, pack_id=INVENTED, by=SYSTEM, at=AT) == "SERVICE_VALUES_MISSING"
    assert codes() == ["PACK_INSTALLED"]


def test_the_same_pack_twice_changes_nothing() -> None:
    first = packs.install(files=invented_files(), by=SYSTEM, at=AT)
    assert packs.install(files=invented_files(), by=SYSTEM, at=LATER).pk == first.pk
    assert codes() == ["PACK_INSTALLED"]


def test_another_content_needs_another_number() -> None:
    packs.install(files=invented_files(), by=SYSTEM, at=AT)
    changed = invented_files(values=("default: 60", "default: 61"))
    assert refused_by(packs.install, files=changed, by=SYSTEM, at=AT) == "PACK_VERSION_TAKEN"


def test_a_faulty_pack_names_file_and_line_and_leaves_nothing() -> None:
    broken = invented_files(values=("minimum: 100000", "minimun: 100000"))
    with pytest.raises(packs.PackFaults) as caught:
        packs.install(files=broken, by=SYSTEM, at=AT)
    fault = caught.value.faults[0]
    assert (fault.file, fault.line) == ("values.yaml", 4) and "minimun" in fault.message
    assert packs.PackVersion.objects.count() == 0 and packs.service(INVENTED) is None


def test_a_pack_for_another_balai_is_refused() -> None:
    files = invented_files(pack=(">=0.1,<1.0", ">=7"))
    assert refused_by(packs.install, files=files, by=SYSTEM, at=AT) == "PLATFORM_UNFIT"


def test_values_hold_from_their_day_with_the_packs_own_beneath() -> None:
    opened()
    assert packs.values_of(INVENTED, on=TODAY) == {**FIVE, "answer_days": 1}
    put("amount_rupiah", 900_000, at=AT, valid_from=date(2026, 5, 1))
    assert packs.values_of(INVENTED, on=date(2026, 4, 30))["amount_rupiah"] == 750_000
    assert packs.values_of(INVENTED, on=date(2026, 5, 1))["amount_rupiah"] == 900_000
    row = parameters.Parameter.objects.get(code="services.bantuan-rekaan.amount_rupiah", valid_to=None)
    assert row.legal_reference == RULE


@pytest.mark.parametrize(
    ("code", "value", "refusal"),
    [
        ("amount_rupiah", 99_999, "VALUE_OUT_OF_RANGE"),
        ("amount_rupiah", 5_000_001, "VALUE_OUT_OF_RANGE"),
        ("amount_rupiah", "banyak", "VALUE_MALFORMED"),
        ("deadline_days", True, "VALUE_MALFORMED"),
        ("channels", ["PIGEON"], "VALUE_OUT_OF_RANGE"),
        ("agency", "TIDAK_ADA", "VALUE_UNKNOWN_AGENCY"),
        ("tidak_ada", 1, "VALUE_UNKNOWN"),
    ],
)
def test_a_value_outside_its_range_is_refused(code: str, value: object, refusal: str) -> None:
    packs.install(files=invented_files(), by=SYSTEM, at=AT)
    assert refused_by(put, code, value) == refusal
    assert parameters.Parameter.objects.filter(code__startswith="services.").count() == 0


def test_a_value_needs_its_legal_reference() -> None:
    packs.install(files=invented_files(), by=SYSTEM, at=AT)
    given = {
        "pack_id": INVENTED,
        "code": "deadline_days",
        "value": 30,
        "valid_from": TODAY,
        "by": SYSTEM,
        "at": AT,
    }
    assert refused_by(packs.set_value, legal_reference=" ", **given).startswith("TEXT")


def test_while_preparing_an_answer_is_corrected_freely_later_only_forward() -> None:
    packs.install(files=invented_files(), by=SYSTEM, at=AT)
    put("deadline_days", 30)
    put("deadline_days", 31)
    assert packs.given_values(INVENTED, on=TODAY) == {"deadline_days": 31}
    put("agency", "DINSOS")
    put("account", "5.3.01")
    packs.open_service(pack_id=INVENTED, by=SYSTEM, at=AT)
    assert refused_by(put, "deadline_days", 40) == "VALUE_IN_USE"
    assert refused_by(put, "deadline_days", 40, valid_from=date(2026, 3, 1)) == "VALUE_BACKDATED"
    put("deadline_days", 40, valid_from=date(2026, 3, 3))


def test_clocks_are_written_with_the_regions_values() -> None:
    opened()
    clocks = parameters.value("cases.clock.bantuan-rekaan@1.0.0", on=TODAY)
    assert promise(clocks) == 1
    put("answer_days", 3, valid_from=date(2026, 4, 1))
    before = parameters.value("cases.clock.bantuan-rekaan@1.0.0", on=date(2026, 3, 31))
    after = parameters.value("cases.clock.bantuan-rekaan@1.0.0", on=date(2026, 4, 1))
    assert [promise(before), promise(after)] == [1, 3]


def test_clocks_wait_for_a_value_that_nobody_answered() -> None:
    files = invented_files(values=("type: INTEGER, default: 1,", "type: INTEGER,"))
    packs.install(files=files, by=SYSTEM, at=AT)
    code = "cases.clock.bantuan-rekaan@1.0.0"
    assert parameters.value(code, on=TODAY, default=None) is None
    put("answer_days", 2)
    assert parameters.value(code, on=TODAY)["limits"][2]["amount"] == 2


def test_opened_and_closed_are_written_down_once() -> None:
    opened()
    packs.open_service(pack_id=INVENTED, by=SYSTEM, at=AT)
    assert [view.pack.id for view in packs.services()] == [INVENTED]
    packs.close_service(pack_id=INVENTED, reason="Anggaran tahun ini habis.", by=SYSTEM, at=LATER)
    packs.close_service(pack_id=INVENTED, reason="Anggaran tahun ini habis.", by=SYSTEM, at=LATER)
    assert packs.services() == []
    assert codes() == ["PACK_INSTALLED", *["SERVICE_VALUE_SET"] * 5, "SERVICE_OPENED", "SERVICE_CLOSED"]


def test_gaps_need_a_reason() -> None:
    packs.install(files=invented_files(), by=SYSTEM, at=AT)
    put("agency", "DINSOS")
    put("account", "5.3.01")
    given = {"pack_id": INVENTED, "gaps": ["training"], "by": SYSTEM, "at": AT}
    assert refused_by(packs.open_service, **given).startswith("TEXT")
    packs.open_service(reason="Bimtek menyusul pekan depan.", **given)
    entry = history(subject=("service", INVENTED))[-1]
    assert entry.data["gaps"] == ["training"]


def test_an_upgrade_keeps_five_values_and_lists_each_conflict() -> None:
    old = opened()
    new = install_1_1(
        values=("type: INTEGER, default: 60, minimum: 1,", "type: INTEGER, default: 45, minimum: 1,"),
    )
    found = packs.upgrade(pack_id=INVENTED, version_id=new.pk, by=SYSTEM, at=LATER)
    assert set(found.kept) == set(FIVE)
    assert [(c.code, c.kind, c.before, c.after, c.local) for c in found.conflicts] == [
        ("deadline_days", "DEFAULT_CHANGED", 60, 45, 30)
    ]
    assert packs.values_of(INVENTED, on=LATER.date()) == {**FIVE, "answer_days": 1}
    assert packs.current(INVENTED).version == "1.1.0" and packs.pack_of(old.pk).version == "1.0.0"
    assert parameters.value("cases.clock.bantuan-rekaan@1.1.0", on=TODAY)["limits"]


def test_a_conflict_that_would_break_the_service_waits_for_an_answer() -> None:
    opened()
    new = install_1_1(values=("minimum: 1, maximum: 365", "minimum: 45, maximum: 365"))
    given = {"pack_id": INVENTED, "version_id": new.pk, "by": SYSTEM, "at": LATER}
    assert packs.plan_upgrade(INVENTED, new.pk, at=LATER).conflicts[0].kind == "OUT_OF_RANGE"
    assert refused_by(packs.upgrade, **given) == "UPGRADE_BLOCKED"
    assert packs.current(INVENTED).version == "1.0.0"
    packs.upgrade(answers={"deadline_days": 60}, legal_reference=RULE, **given)
    assert packs.values_of(INVENTED, on=LATER.date())["deadline_days"] == 60


def test_a_value_that_is_no_longer_asked_is_reported_and_not_lost() -> None:
    old = packs.read_pack(invented_files())
    new = replace(old, version="1.1.0", values=tuple(spec for spec in old.values if spec.code != "channels"))
    found = packs.compare(old, new, FIVE)
    assert [(c.code, c.kind) for c in found.conflicts] == [("channels", "REMOVED")]
    assert set(found.kept) == {*FIVE} - {"channels"}


def test_roll_back_and_forth() -> None:
    old = opened()
    new = install_1_1()
    assert refused_by(packs.roll_back, pack_id=INVENTED, by=SYSTEM, at=LATER) == "ROLL_BACK_NOTHING"
    packs.upgrade(pack_id=INVENTED, version_id=new.pk, by=SYSTEM, at=LATER)
    packs.roll_back(pack_id=INVENTED, by=SYSTEM, at=LATER)
    view = packs.service(INVENTED)
    assert view is not None and (view.version_id, view.row.previous_id) == (old.pk, new.pk)
    assert packs.PackVersion.objects.count() == 2
    assert codes()[-2:] == ["SERVICE_UPGRADED", "SERVICE_ROLLED_BACK"]


def test_two_at_once_one_of_them_looks_again() -> None:
    opened()
    first, second = (packs.Service.objects.get(pk=INVENTED) for _ in range(2))
    change(first, shares_usage=True)
    assert refused_by(change, second, shares_usage=True) == "SERVICE_CHANGED"


def test_out_and_in_and_out_again_gives_the_same_bytes() -> None:
    packs.install(files=invented_files(), by=SYSTEM, at=AT)
    first = packs.export(INVENTED, key=KEY)
    packs.Service.objects.all().delete()
    packs.PackVersion.objects.all().delete()
    packs.trust_key(
        key=packs.public_key(KEY),
        owner="Kabupaten Contoh",
        checked_how="Dibacakan lewat telepon",
        by=SYSTEM,
        at=AT,
    )
    found = packs.read_archive(first, trusted=[row.key for row in packs.trusted_keys()])
    packs.install(files=found.files, signature=found.signed, by=COORDINATOR, at=AT)
    assert packs.export(INVENTED) == first
    assert packs.export(INVENTED, key=KEY) == first


def test_a_coordinator_installs_only_what_a_trusted_key_signed() -> None:
    files = invented_files()
    assert refused_by(packs.install, files=files, by=COORDINATOR, at=AT) == "PACK_UNSIGNED"
    signed = packs.sign(pack=INVENTED, version="1.0.0", files=files, key=KEY)
    given = {"files": files, "signature": signed, "by": COORDINATOR, "at": AT}
    assert refused_by(packs.install, **given) == "PACK_KEY_UNKNOWN"
    key = packs.public_key(KEY)
    packs.trust_key(
        key=key, owner="Kabupaten Contoh", checked_how="Dicocokkan di kantor", by=COORDINATOR, at=AT
    )
    assert packs.install(**given).signed_by == key
    packs.withdraw_key(key=key, by=COORDINATOR, at=AT)
    assert (
        refused_by(packs.install, **{**given, "files": invented_files(pack=("1.0.0", "1.0.1"))})
        == "PACK_CHANGED"
    )


def test_others_may_not() -> None:
    opened()
    officer = Actor("OFFICER", None, None, Role.OPD_ADMIN)
    for act in (packs.roll_back, packs.open_service):
        with pytest.raises(Forbidden):
            act(pack_id=INVENTED, by=officer, at=AT)
    with pytest.raises(Forbidden):
        put("deadline_days", 1, by=officer)


def test_what_is_not_there() -> None:
    assert packs.service("tidak-ada") is None
    for ask in (
        lambda: packs.current("tidak-ada"),
        lambda: packs.pack_of(999),
        lambda: packs.export("tidak-ada"),
    ):
        with pytest.raises(NotFound):
            ask()


def test_reading_services_asks_the_database_once(django_assert_num_queries) -> None:
    row = opened()
    packs.service(INVENTED)
    packs.values_of(INVENTED, on=TODAY)
    with django_assert_num_queries(0):
        packs.services()
        packs.pack_of(row.pk)
        packs.values_of(INVENTED, on=TODAY)


def test_a_regions_folder_is_installed_opened_and_only_changed_with_a_new_number(tmp_path: Path) -> None:
    target = tmp_path / "packs" / INVENTED
    target.mkdir(parents=True)
    for path, text in invented_files().items():
        (target / path).write_text(text)
    for code, value in FIVE.items():
        parameters.set_value(
            code=f"services.{INVENTED}.{code}",
            value=value,
            valid_from=TODAY,
            legal_reference=RULE,
            by=SYSTEM,
            at=AT,
        )
    assert load(tmp_path, by=SYSTEM, at=AT) == {"paket": 1, "dibuka": 1}
    assert load(tmp_path, by=SYSTEM, at=LATER) == {"paket": 1, "dibuka": 1}
    (target / "values.yaml").write_text(invented_files()["values.yaml"].replace("default: 60", "default: 50"))
    assert refused_by(load, tmp_path, by=SYSTEM, at=LATER) == "PACK_INVALID"
    (target / "pack.yaml").write_text(invented_files()["pack.yaml"].replace("1.0.0", "1.1.0"))
    load(tmp_path, by=SYSTEM, at=LATER)
    assert packs.current(INVENTED).version == "1.1.0"
    packs.roll_back(pack_id=INVENTED, by=SYSTEM, at=LATER)
    load(tmp_path, by=SYSTEM, at=datetime(2026, 4, 1, tzinfo=UTC))
    assert packs.current(INVENTED).version == "1.0.0"


def test_a_region_without_packs(tmp_path: Path) -> None:
    assert load(tmp_path, by=SYSTEM, at=AT) == {}
    assert FOLDER.is_dir()
