"""Pages of evidence: what an officer does there, and what strangers do not see."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from balai.engine.documents.tests.images import photo
from balai.engine.evidence.models import Evidence
from balai.engine.evidence.tests.factories import INSTRUMENT, known_instrument, officer, proof
from balai.engine.people.public import User

pytestmark = pytest.mark.django_db
TYPED = {
    "tentang": "INNOVATION:7",
    "title": "Foto kegiatan",
    "kind": "PHOTO",
    "dated": "2026-11-01",
    "note": "",
}


@pytest.fixture(autouse=True)
def _instrument():
    with known_instrument():
        yield


@pytest.fixture
def owner(client):
    by = officer()
    client.force_login(User.objects.get(pk=by.user_id))
    return by


def url(name, *args):
    return reverse(f"evidence:{name}", args=args)


@pytest.mark.slow
def test_a_file_is_kept_by_form_used_by_form_and_served_to_officers_only(client, owner):
    upload = SimpleUploadedFile("foto.jpg", photo(), content_type="image/jpeg")
    answer = client.post(url("add"), {**TYPED, "opd": owner.opd_id, "file": upload})
    one = Evidence.objects.get()
    assert answer.headers["Location"] == url("detail", one.pk)
    client.post(url("use", one.pk), {"row": f"{INSTRUMENT}|2026|1"})
    page = client.get(url("detail", one.pk)).content.decode()
    assert "Satu bukti, dipakai 1 kali" in page and "Indikator satu 2026" in page
    assert "Periksa bukti ini" not in page  # his own
    address = reverse("documents:photo", args=[one.document.token, ""])
    assert client.get(address).status_code == 200
    client.logout()
    assert client.get(address).status_code == 404


def test_a_refusal_keeps_what_was_typed(client, owner):
    answer = client.post(url("add"), {**TYPED, "opd": owner.opd_id, "link": "bukan alamat"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "alamat web yang lengkap" in page
    assert "Foto kegiatan" in page and "bukan alamat" in page and not Evidence.objects.exists()


def test_strangers_learn_how_many_and_not_what(owner):
    proof(owner)

    def panel(user):
        request = RequestFactory().get("/")
        request.user = user
        template = Template('{% load evidence %}{% evidence_panel "INNOVATION" 7 %}')
        return template.render(Context({"request": request}))

    assert "Video peluncuran" in panel(User.objects.get(pk=owner.user_id))
    public = panel(AnonymousUser())
    assert "1 bukti, 0 terverifikasi" in public and "Video" not in public and "Tambah" not in public


BESIDE = {"baris": f"{INSTRUMENT}|2026|1", "tentang": "INNOVATION:7"}


def test_a_proof_that_is_kept_is_laid_beside_a_row_from_the_row(client, owner):
    mine, bad = proof(owner), proof(owner, link="https://contoh.example/buruk")
    foreign = proof(officer("LAIN"), link="https://contoh.example/lain")
    Evidence.objects.filter(pk=bad.pk).update(verdict="BAD")
    page = client.get(url("beside"), BESIDE)
    # Bad ones prove nothing, and those of others are laid by their owners.
    assert [one.pk for one in page.context["rows"]] == [mine.pk] and page.context["there"] == []
    here = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
    assert client.post(here, {"bukti": mine.pk}).headers["Location"] == here
    page = client.get(here)
    assert page.context["there"] == [mine] and not page.context["rows"]
    assert client.post(here, {"bukti": foreign.pk}).status_code == 422
    assert client.post(here, {"bukti": 0}).status_code == 404
    assert client.get(url("beside"), {**BESIDE, "baris": f"{INSTRUMENT}|2026|9"}).status_code == 404


def test_a_new_proof_is_kept_for_the_row_it_was_asked_for(client, owner):
    page = client.get(url("beside"), {**BESIDE, "opd": owner.opd_id})
    form = client.get(page.context["new_url"]).content.decode()
    assert "Langsung dipakai untuk Instrumen uji 2026" in form and f'value="{BESIDE["baris"]}"' in form
    given = {**TYPED, "kind": "LINK", "opd": owner.opd_id, "link": "https://contoh.example/baru", **BESIDE}
    assert client.post(url("add"), given).status_code == 302
    assert [use.row for use in Evidence.objects.get().uses.all()] == ["1"]
