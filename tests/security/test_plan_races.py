"""Two officers press at the same moment: nothing is lost, nothing is there twice, and whoever is late reads why."""

import pytest
from django.utils import timezone

from balai.domains.innovations.actions.importing import enter_register, send_register
from balai.domains.innovations.models import Innovation
from balai.domains.innovations.tests.factories import account, make_law
from balai.domains.masterplan.actions.excel import settle_columns, upload_programmes
from balai.domains.masterplan.actions.excel_entering import apply_import
from balai.domains.masterplan.actions.programmes import change_programme
from balai.domains.masterplan.models import Programme
from balai.domains.masterplan.queries.excel_preview import preview
from balai.domains.masterplan.tests.factories import make_plan, make_programme, planner
from balai.domains.needs.actions.heaping import merge_need, unmerge_need
from balai.domains.needs.models import Need
from balai.domains.needs.tests.factories import AT, a_need
from balai.domains.needs.tests.factories import planner as need_planner
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd
from balai.foundation.errors import Refused
from balai.kits.excel import Sheet, workbook
from balai.kits.testing.threads import at_once, shared_database

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_heaps_stay_whole_when_two_merge_at_once():
    """A into B and B into A; C below A while A is taken off: no ring, no half, and nobody waits for ever."""
    a, b, c = a_need("Rekaan satu"), a_need("Rekaan dua"), a_need("Rekaan tiga")
    by = need_planner()

    def merge(one, into):
        return merge_need(need_id=one.pk, into_id=into.pk, reason="Sama saja", by=by, at=AT)

    with shared_database():
        done = at_once(lambda: merge(a, b), lambda: merge(b, a))
        rows = at_once(lambda: dict(Need.objects.values_list("pk", "head_id")))[0]
        more = at_once(
            lambda: merge(c, a),
            lambda: unmerge_need(need_id=a.pk, by=by, at=AT),
            lambda: unmerge_need(need_id=b.pk, by=by, at=AT),
        )
        last = at_once(lambda: list(Need.objects.values_list("pk", "head_id", "merged_into_id")))[0]
    assert sorted(type(one).__name__ for one in done) == ["Need", "Refused"], done
    assert sorted(value for value in (rows[a.pk], rows[b.pk]) if value) in ([a.pk], [b.pk])
    assert all(isinstance(one, Need) for one in more), more
    heads = {pk: head for pk, head, _into in last}
    assert all(head is None or heads[head] is None for head in heads.values()), last
    assert heads[c.pk] == a.pk


def both(make):
    """Two readings of one file, taken over at the same moment: what each gives, and then what `make` counts."""
    first, second, count = make()
    with shared_database():
        done = at_once(first, second)
        (found,) = at_once(count)
    return done, found


def test_a_register_that_two_enter_at_once_is_entered_once():
    make_law()
    make_opd("DINAS-CONTOH")
    data = workbook(
        Sheet("Daftar", ["Nama inovasi", "OPD"], [[f"Inovasi rekaan {n}", "DINAS-CONTOH"] for n in "abc"])
    )
    by, at = account(role=Role.COORDINATOR), timezone.now()
    files = [send_register(data=data, file_name="r.xlsx", year=2025, by=by, at=at).pk for _ in range(2)]
    entered, known = both(
        lambda: (
            *(lambda pk=pk: enter_register(import_id=pk, by=by, at=at) for pk in files),
            Innovation.objects.count,
        )
    )
    assert (sorted(entered), known) == ([0, 3], 3)


def test_programmes_of_two_files_at_once_come_in_as_their_preview_showed():
    plan, by, at = make_plan(), planner(), timezone.now()
    rows = [[f"P-{n}", f"Program rekaan {n}"] for n in "abc"]
    data = workbook(Sheet("Rencana aksi", ["Kode", "Program Smart City"], rows))
    files = [
        upload_programmes(plan_id=plan.pk, data=data, file_name="p.xlsx", by=by, at=at) for _ in range(2)
    ]
    for made in files:
        settle_columns(import_id=made.pk, chosen={0: "kode", 1: "program_smart_city"}, by=by, at=at)
        made.refresh_from_db()
    shown = preview(files[0]).digest
    done, count = both(
        lambda: (
            *(lambda pk=made.pk: apply_import(import_id=pk, digest=shown, by=by, at=at) for made in files),
            Programme.objects.count,
        )
    )
    assert sorted(type(one).__name__ for one in done) == ["Conflict", "ProgrammeImport"], done
    assert count == 3


def test_a_code_that_two_give_at_once_is_refused_in_words():
    plan, by, at = make_plan(), planner(), timezone.now()
    one, two = make_programme("R-01"), make_programme("R-02")

    def named(row):
        given = {"name": row.name, "code": "BARU", "dimension": row.dimension}
        return change_programme(programme_id=row.pk, given=given, version=row.version, by=by, at=at)

    done, _count = both(lambda: (lambda: named(one), lambda: named(two), Programme.objects.count))
    assert sorted(type(found).__name__ for found in done) == ["Programme", "Refused"], (done, plan)
    assert next(found for found in done if isinstance(found, Refused)).code == "CODE_TAKEN"
