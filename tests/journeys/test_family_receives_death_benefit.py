"""A family that lost somebody: one visit to the village office, the same day the money, nothing filed twice."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from balai.domains.public_services import queries
from balai.domains.public_services.actions.filing import file_draft
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.links import owner_url
from balai.domains.public_services.models import DeathFact
from balai.domains.public_services.testing import AMOUNT, ANSWERS, LETTER, MONDAY, Town, make_document
from balai.engine.journal.public import run_followers, seal
from balai.engine.ledger import public as ledger
from balai.engine.notices.models import Notice
from balai.foundation.errors import Conflict

MAIL = "keluarga.rekaan@contoh.example"
WHO = {"deceased_nik": ANSWERS["deceased_nik"], "deceased_name": "Almarhum Contoh Rekaan"}


@pytest.fixture
def town(db) -> Town:
    cache.clear()
    return Town(also=True)


def test_family_receives_death_benefit(town: Town):
    # The village officer fills in one form, with the family at the table.
    draft, clerk = town.draft(**WHO), town.by(town.clerk)
    assert queries.missing(draft, MONDAY) == []
    grant = file_draft(draft_id=draft.pk, by=clerk, at=MONDAY, contact=MAIL)
    assert grant.children.get().service == LETTER

    # In the next village somebody tries the same: it is refused, and says why.
    other = town.draft(by=town.other_clerk, **WHO)
    with pytest.raises(Conflict) as refusal:
        file_draft(draft_id=other.pk, by=town.by(town.other_clerk), at=MONDAY)
    assert "sudah pernah diajukan" in refusal.value.message

    # Dinas Sosial approves, which promises the money; somebody else hands it over against a receipt.
    noon = MONDAY + timedelta(hours=3)
    move(application_id=grant.pk, move="approve", by=town.by(town.verifier), at=noon)
    paid = {"channel": "CASH", "receipt": make_document()}
    move(application_id=grant.pk, move="pay", by=town.by(town.cashier), at=noon + timedelta(hours=1), **paid)
    town.fund.refresh_from_db()
    assert town.fund.balance_rupiah == 9 * AMOUNT and ledger.verify() == []

    # The family follows it by its code, without an account, and was told on the way.
    found = queries.tracked(grant.case.tracking_code)
    assert (found.state.code, found.state.is_good) == ("PAID", True)
    page = Client().get(owner_url(grant.case.tracking_code))
    assert page.status_code == 200 and ANSWERS["deceased_nik"] not in page.content.decode()
    seal(at=noon)
    run_followers(at=noon)
    told = Notice.objects.filter(user=None).order_by("pk")
    assert any("disetujui" in notice.body for notice in told)

    # The promise of the same day was kept, and the death is a fact that others receive.
    assert found.case.citizen_stopped_at <= found.case.citizen_due_at
    assert DeathFact.objects.get().application_id == grant.pk
