"""An idea from a phone becomes an entry, a jury that sees no names ranks it, and anybody can check the certificate."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from balai.domains.ideas.models import Certificate, Entry, Idea
from balai.domains.ideas.tests.factories import YEAR, an_edition, user, world
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd

HERE = "/gagasan"
CONTEST = f"{HERE}/lomba/{YEAR}"


def desk(name: str, role: Role = Role.FIELD_OFFICER, opd: str = "") -> Client:
    client = Client()
    client.force_login(user(name, role, opd))
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.slow
def test_idea_wins_the_contest(db):
    cache.clear()
    world()
    today = timezone.localdate()
    an_edition(opens_on=today - timedelta(days=3), closes_on=today + timedelta(days=3))
    visitor, coordinator = Client(), desk("pengurus", Role.COORDINATOR)

    # A visitor without an account sends an idea and gets a code; nobody else reads it yet.
    words = {
        "title": "Alat perontok rekaan dari pompa bekas",
        "text": "Dibuat bengkel desa dari barang bekas.",
        "key": str(uuid4()),
    }
    code = page(visitor, visitor.post(f"{HERE}/kirim/", words).url)
    idea = Idea.objects.get()
    assert idea.tracking_code in code and words["title"] not in page(visitor, f"{HERE}/")

    # Looked at, handed to an office, accepted by it in words that the sender reads.
    coordinator.post(f"{HERE}/{idea.pk}/periksa/", {"holder": make_opd("DINAS").pk})
    office = desk("kepala", Role.OPD_ADMIN, "DINAS")
    said = {"stage": "ACCEPTED", "text": "Diterima: bengkel desa dapat membuatnya.", "version": 2}
    assert office.post(f"{HERE}/{idea.pk}/jawab/", said).status_code == 302
    followed = visitor.post(f"{HERE}/lacak/", {"code": idea.tracking_code}).content.decode()
    assert "bengkel desa dapat membuatnya" in followed

    # With the code it enters the contest; a rival enters something new.
    given = {"category": "PEOPLE", "participant": "Peserta Rahasia"}
    visitor.post(f"{CONTEST}/daftar/", {**given, "idea_code": idea.tracking_code, "key": str(uuid4())})
    rival = {"title": "Karya saingan rekaan", "text": "Uraian karya saingan yang cukup.", "key": str(uuid4())}
    Client().post(f"{CONTEST}/daftar/", {**given, **rival})
    entry, other = Entry.objects.order_by("pk")
    assert (entry.idea, entry.title) == (idea, words["title"])
    for row in (entry, other):
        for version, stage in enumerate(("CHECKED", "VERIFIED", "FINALIST"), 1):
            step = {"stage": stage, "text": "", "version": version}
            assert coordinator.post(f"{HERE}/lomba/peserta/{row.pk}/langkah/", step).status_code == 302

    # Two jurors of other offices score, blind; closing before both are done says who is missing.
    jurors = [desk(name, opd=f"KANTOR-{name[-1]}") for name in ("juri-a", "juri-b")]
    for name in ("juri-a", "juri-b"):
        coordinator.post(f"{CONTEST}/juri/", {"email": f"{name}@contoh.invalid"})
    _score(jurors[0], entry, 90, 80)
    _score(jurors[0], other, 70, 70)
    list_of_other = page(jurors[1], f"{CONTEST}/nilai/") + page(
        jurors[1], f"{HERE}/lomba/peserta/{entry.pk}/nilai/"
    )
    assert "Rahasia" not in list_of_other and not re.search(r'[\s>"](90|80)[\s<"]', list_of_other)
    told = coordinator.post(f"{CONTEST}/tutup/", follow=True).content.decode()
    assert "Juri-B Rekaan (2)" in told
    _score(jurors[1], entry, 80, 70)
    _score(jurors[1], other, 75, 60)
    coordinator.post(f"{CONTEST}/tutup/")
    result = page(visitor, f"{CONTEST}/")
    assert result.index(words["title"]) < result.index("Karya saingan") and "81,00" in result
    assert "Rahasia" not in result and "Juri-" not in result

    # The certificate: issued once, fetched by the participant, checked by anybody without learning the name.
    for _twice in range(2):
        coordinator.post(f"{HERE}/lomba/peserta/{entry.pk}/sertifikat/")
    certificate = Certificate.objects.get()
    paper = visitor.post(f"{HERE}/lomba/lacak/", {"code": entry.tracking_code, "pdf": "1"})
    assert paper.headers["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    checked = Client().post(f"{HERE}/sertifikat/", {"code": certificate.check_code})
    seen = page(Client(), checked.url)
    assert certificate.number in seen and certificate.digest in seen and "Rahasia" not in seen
    assert re.search(r"P\*+ R\*+", seen)


def _score(juror: Client, entry: Entry, new: int, use: int) -> None:
    answer = juror.post(f"{HERE}/lomba/peserta/{entry.pk}/nilai/", {"NEW": new, "USE": use, "remark": ""})
    assert answer.status_code == 302
