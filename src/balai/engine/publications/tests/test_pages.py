"""Pages of publications: who sees what, and that a file is made once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.engine.organizations.public import Region
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.engine.publications.models import Rendering
from balai.engine.publications.public import Paragraph, Picture, issue_version
from balai.engine.publications.tests.books import CODE, EDITION, SVG, shelf
from balai.foundation.actor import SYSTEM
from balai.kits.testing.queries import assert_bounded

pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    """What the only chapter says now."""
    said = {"now": "satu dua tiga"}
    with shelf(ISI=lambda *_: [Paragraph(said["now"]), Picture(SVG, "Gambar rekaan")]):
        yield said


@pytest.fixture
def officer(client):
    client.force_login(make_user(Role.COORDINATOR))
    return client


def issue():
    return issue_version(code=CODE, edition=EDITION, note="", by=SYSTEM, at=timezone.now())


def url(name, *more):
    return reverse(f"publications:{name}", args=[CODE, EDITION, *more])


def test_unissued_books_are_for_who_issues_them(client, text):
    assert "Belum ada yang terbit" in client.get(reverse("publications:shelf")).content.decode()
    assert client.get(url("edition")).status_code == 404
    assert client.get(url("prepare")).status_code == 302
    client.force_login(make_user(Role.COORDINATOR))
    assert "belum terbit" in client.get(reverse("publications:shelf")).content.decode()
    assert "Terbitkan versi 1" in client.get(url("prepare")).content.decode()
    assert "satu dua tiga" in client.get(url("preview", "ISI")).content.decode()


def test_an_officer_issues_and_everybody_reads(officer, text):
    answer = officer.post(url("prepare"), {"note": "Pertama."})
    assert answer.headers["Location"] == url("version", 1)
    again = officer.post(url("prepare"), {"note": "Sekali lagi."})
    assert again.status_code == 422 and "Isinya sama dengan versi 1" in again.content.decode()
    assert "Sekali lagi." in again.content.decode()
    officer.logout()
    page = officer.get(url("chapter", 1, "ISI")).content.decode()
    assert "satu dua tiga" in page and url("picture", 1, "ISI", 1) in page
    drawing = officer.get(url("picture", 1, "ISI", 1))
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert drawing.headers["Content-Security-Policy"].startswith("sandbox")
    assert [officer.get(url("picture", 1, "ISI", at)).status_code for at in (0, 9)] == [404, 404]


def test_differences_are_marked_and_the_data_of_now_are_for_officers(officer, text):
    issue()
    text["now"] = "satu dua empat"
    assert "<ins>empat</ins>" in officer.get(url("differences") + "?dari=1&ke=kini").content.decode()
    officer.logout()
    assert "empat" not in officer.get(url("differences") + "?dari=1&ke=kini").content.decode()
    issue()
    page = officer.get(url("differences")).content.decode()
    assert "<del>tiga</del>" in page and "<ins>empat</ins>" in page


@pytest.mark.slow
def test_a_file_is_made_once(client, text, monkeypatch):
    Region.objects.create(
        code="99.01", name="Kabupaten Rekaan", short_name="Rekaan", latitude=-6.9, longitude=109.7
    )
    issue()
    first = client.get(url("file", 1, "pdf"))
    assert first.content.startswith(b"%PDF-") and 'inline; filename="BUKU-UJI-2026-v1.pdf"' in str(
        first.headers
    )
    assert client.get(url("file", 1, "docx")).content.startswith(b"PK")
    monkeypatch.setattr("balai.engine.publications.views.make_file", None)
    assert client.get(url("file", 1, "pdf")).content == first.content
    assert sorted(Rendering.objects.values_list("form", flat=True)) == ["docx", "pdf"]


def test_the_shelf_asks_as_often_for_many_versions(client, text):
    def more(count):
        for _number in range(count):
            text["now"] += " lagi"
            issue()

    assert_bounded(client, reverse("publications:shelf"), more)
