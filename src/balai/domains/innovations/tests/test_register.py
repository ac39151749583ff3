"""The register: files that come in and are taken back, records that were the same, stewards that move."""

from datetime import date

import pytest

from balai.domains.innovations.actions.ending import merge_innovations, undo_merge
from balai.domains.innovations.actions.importing import enter_register, preview, send_register, undo_register
from balai.domains.innovations.actions.measuring import judged
from balai.domains.innovations.actions.stewards import appoint_steward
from balai.domains.innovations.models import Innovation, RegisterImport, Steward
from balai.domains.innovations.queries.stewards import waiting
from balai.engine.journal.public import Entry
from balai.engine.people.public import User
from balai.engine.people.testing import make_opd
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.kits.excel import Sheet, workbook

from .factories import NOW, TODAY, account, codes, innovation, lead, make_law, source, steadily, used

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law():
    make_law()


TITLES = [
    "No. Registrasi",
    "Judul Inovasi*",
    "Perangkat Daerah",
    "Tahapan",
    "Waktu Uji Coba",
    "Waktu Implementasi",
    "Warna",
]
ROWS = [
    [
        "R-1",
        "Antrean daring rekaan",
        "Dinas Dinas-Contoh",
        "Penerapan",
        "5 Agustus 2020",
        "2020-04-01",
        "biru",
    ],
    ["R-2", "Bank sampah rekaan", "Dinas Entah", "Sekadar ide", "32/13/2020", "", ""],
    ["R-2", "Bank sampah rekaan", "DINAS-CONTOH", "Uji coba", "", "", ""],
    ["", "Antrian daring rekaan", "DINAS-CONTOH", "Uji coba", "06/08/2020", "", ""],
    ["R-9", "", "DINAS-CONTOH", "", "", "", ""],
]


def sent(rows=ROWS, titles=TITLES):
    make_opd()
    data = workbook(Sheet("Daftar", titles, rows))
    return send_register(data=data, file_name="register.xlsx", year=2021, by=lead(), at=NOW)


def test_renamed_columns_and_dirty_rows_come_in_with_words():
    found = sent()
    assert (found.columns["Judul Inovasi*"], found.columns["Warna"]) == ("name", "")
    assert not Innovation.objects.exists()
    rows = preview(found)
    assert [(row["name"], row["is_known"]) for row in rows] == [
        ("Antrean daring rekaan", False), ("Bank sampah rekaan", False), ("Bank sampah rekaan", True),
        ("Antrian daring rekaan", False),
    ]  # fmt: skip
    assert rows[0]["odd"] == ["Tanggal penerapan lebih dulu daripada tanggal uji coba."]
    assert rows[1]["odd"] == [
        "OPD “Dinas Entah” tidak dikenal.",
        "Tahap “Sekadar ide” tidak dikenal; dicatat sebagai inisiatif.",
        "Tanggal uji coba “32/13/2020” tidak terbaca.",
    ]
    assert "hampir sama" in rows[3]["odd"][-1]
    assert rows[3]["trial_date"] == "2020-08-06"
    assert (
        enter_register(import_id=found.pk, by=lead(), at=NOW),
        enter_register(import_id=found.pk, by=lead(), at=NOW),
    ) == (3, 0)
    # The same file a second time brings nothing.
    again = sent()
    assert enter_register(import_id=again.pk, by=lead(), at=NOW) == 0


def test_taking_back_leaves_what_people_work_with():
    found = sent()
    enter_register(import_id=found.pk, by=lead(), at=NOW)
    worked = Innovation.objects.get(register_number="R-1")
    source(worked)
    assert undo_register(import_id=found.pk, by=lead(), at=NOW) == (2, 1)
    assert list(Innovation.objects.all()) == [worked]
    assert undo_register(import_id=found.pk, by=lead(), at=NOW) == (0, 0)
    with pytest.raises(Conflict):
        enter_register(import_id=found.pk, by=lead(), at=NOW)
    acts = Entry.objects.filter(subject_kind="register").order_by("pk").values_list("code", flat=True)
    assert list(acts) == ["INNOVATION_FILE_SENT", "INNOVATIONS_IMPORTED", "INNOVATION_IMPORT_UNDONE"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"PK\x03\x04rusak", "FILE_UNREADABLE"), (workbook(Sheet("A", ["Warna"], [["biru"]])), "FILE_NO_TITLE")],
)
def test_a_file_that_is_none_is_refused_in_words(data, code):
    with pytest.raises(Refused) as refused:
        send_register(data=data, file_name="x.xlsx", year=2021, by=lead(), at=NOW)
    assert refused.value.code == code
    with pytest.raises(Forbidden):
        send_register(data=data, file_name="x.xlsx", year=2021, by=account(), at=NOW)
    assert not RegisterImport.objects.exists()


def test_the_same_innovation_twice_counts_together_and_comes_apart_again():
    kept, doubled = innovation("Antrean rekaan"), innovation("Antrean rekaan daring")
    source(kept)
    used(kept, steadily(4, days=80))
    used(doubled, steadily(6, days=80))
    first, second, by = account(name="p1"), account(name="p2"), lead()
    appoint_steward(innovation_id=kept.pk, user_id=first.user_id, by=by, at=NOW)
    appoint_steward(innovation_id=doubled.pk, user_id=second.user_id, by=by, at=NOW)
    assert judged(kept, at=NOW)[0].used_now == 120
    with pytest.raises(Forbidden):
        merge_innovations(kept_id=kept.pk, doubled_id=doubled.pk, why="Sama saja", by=first, at=NOW)
    with pytest.raises(Refused) as refused:
        merge_innovations(kept_id=kept.pk, doubled_id=kept.pk, why="Sama saja", by=by, at=NOW)
    assert refused.value.code == "MERGE_SAME"
    merge = merge_innovations(kept_id=kept.pk, doubled_id=doubled.pk, why="Sama saja", by=by, at=NOW)
    assert judged(kept, at=NOW)[0].used_now == 300
    # Two stewards became one.
    assert list(Steward.objects.filter(until=None).values_list("innovation", "user")) == [
        (kept.pk, first.user_id)
    ]
    with pytest.raises(Refused) as gone:
        merge_innovations(kept_id=kept.pk, doubled_id=doubled.pk, why="Lagi-lagi", by=by, at=NOW)
    assert gone.value.code == "MERGE_GONE"
    for _ in range(2):
        undo_merge(merge_id=merge.pk, by=by, at=NOW)
    assert judged(kept, at=NOW)[0].used_now == 120
    assert Steward.objects.filter(until=None).count() == 2
    assert codes(kept)[-2:] == ["INNOVATION_MERGED", "INNOVATION_MERGE_UNDONE"]


def test_the_steward_of_the_doubled_record_may_stay():
    kept, doubled = innovation("Antrean"), innovation("Antrian")
    first, second, by = account(name="p1"), account(name="p2"), lead()
    appoint_steward(innovation_id=kept.pk, user_id=first.user_id, by=by, at=NOW)
    appoint_steward(innovation_id=doubled.pk, user_id=second.user_id, by=by, at=NOW)
    merge_innovations(
        kept_id=kept.pk, doubled_id=doubled.pk, why="Sama saja", keeps_doubled_steward=True, by=by, at=NOW
    )
    assert list(Steward.objects.filter(until=None).values_list("innovation", "user")) == [
        (kept.pk, second.user_id)
    ]


def test_whose_steward_is_gone_waits_for_a_handover():
    free, gone, moved, fine = (innovation(name) for name in ("Bebas", "Tutup", "Pindah", "Terpegang"))
    people = {one.pk: account(name=one.name) for one in (gone, moved, fine)}
    for number, person in people.items():
        appoint_steward(innovation_id=number, user_id=person.user_id, by=lead(), at=NOW)
    User.objects.filter(pk=people[gone.pk].user_id).update(is_active=False)
    User.objects.filter(pk=people[moved.pk].user_id).update(opd=make_opd("LAIN"))
    rows = waiting(on=date(2026, 7, 20))
    assert {row.one.name: (row.why, row.days) for row in rows} == {
        "Bebas": ("NONE", 440), "Tutup": ("GONE", 40), "Pindah": ("MOVED", 40),
    }  # fmt: skip
    assert free.launch_date == date(2025, 5, 6) and date(2026, 6, 10) == TODAY


def test_one_steward_at_a_time_and_handing_over_says_what():
    one, first, second = innovation(), account(name="p1"), account(name="p2")
    appoint_steward(innovation_id=one.pk, user_id=first.user_id, by=first, at=NOW)
    for user, given, code in (
        (first.user_id, {}, "STEWARD_SAME"),
        (second.user_id, {"is_handed_over": True}, "HANDOVER_MISSING"),
        (0, {}, "STEWARD_UNKNOWN"),
        (account("LAIN").user_id, {"note": "Akses", "is_handed_over": True}, "STEWARD_ELSEWHERE"),
    ):
        with pytest.raises(Refused) as refused:
            appoint_steward(innovation_id=one.pk, user_id=user, by=first, at=NOW, **given)
        assert refused.value.code == code
    made = appoint_steward(
        innovation_id=one.pk,
        user_id=second.user_id,
        note="Akses dan berkas",
        is_handed_over=True,
        by=first,
        at=NOW,
    )
    assert (made.is_handed_over, Steward.objects.filter(until=None).count()) == (True, 1)
    assert codes(one) == ["STEWARD_APPOINTED", "STEWARD_HANDED_OVER"]


def test_not_even_the_coordinator_appoints_from_another_agency():
    one, stranger = innovation(), account("LAIN")
    free = innovation("Tanpa pemilik", opd="DINAS-CONTOH")
    Innovation.objects.filter(pk=free.pk).update(opd=None)
    for number, code in ((one.pk, "STEWARD_ELSEWHERE"), (free.pk, "OWNER_MISSING")):
        with pytest.raises(Refused) as refused:
            appoint_steward(innovation_id=number, user_id=stranger.user_id, by=lead(), at=NOW)
        assert refused.value.code == code
    assert not Steward.objects.exists() and codes(one) == []
