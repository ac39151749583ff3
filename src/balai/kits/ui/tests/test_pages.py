"""The gallery shows everything; error pages stand without context; no page carries inline script or style."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings

from balai.kits.ui import views

TEMPLATES = Path(views.__file__).parent / "templates"
INCLUDES = sorted(p.name for p in (TEMPLATES / "ui").glob("*.html"))
BASES = {
    "base.html",
    "base_officer.html",
    "print.html",
    "error.html",
    "refused.html",
    "accessibility.html",
    "field.html",
    "error_summary.html",
    "messages.html",
}


@pytest.mark.parametrize(
    "address", ["/ui/", "/ui/?galat=1", "/ui/kerja/", "/ui/cetak/", "/ui/aksesibilitas/"]
)
def test_pages_answer_without_inline_script_or_style(plain, address):
    page = Client().get(address, headers={"accept-language": "id"})
    html = page.content.decode()
    assert page.status_code == 200
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", html)
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert len(re.findall(r"<h1[ >]", html)) == 1
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


@override_settings(UI_GALLERY=False)
def test_gallery_is_hidden_in_production(plain):
    assert Client().get("/ui/").status_code == 404
    assert Client().get("/ui/aksesibilitas/").status_code == 200


def test_every_view_names_its_permission():
    names = ("gallery", "gallery_officer", "gallery_print", "accessibility")
    assert [getattr(views, name).permission for name in names] == ["public"] * 4


@pytest.mark.parametrize("code", ["400", "403", "404", "500", "503"])
def test_error_pages_stand_without_context(code):
    assert f"Kode {code}" in render_to_string(f"{code}.html")


def test_every_include_is_in_the_gallery():
    gallery = "".join(p.read_text() for p in (TEMPLATES / "ui" / "gallery").glob("*.html"))
    missing = [name for name in INCLUDES if name not in BASES and f"ui/{name}" not in gallery]
    assert missing == []


def test_language_switch_returns_to_the_page(plain):
    html = Client().get("/ui/kerja/?a=1").content.decode()
    assert "set_language" not in html  # the officer's page has no footer
    html = Client().get("/ui/aksesibilitas/?a=1").content.decode()
    assert 'action="/i18n/setlang/"' in html and 'name="next" value="/ui/aksesibilitas/?a=1"' in html


def test_templates_are_short():
    long = {p.name: n for p in TEMPLATES.rglob("*.html") if (n := len(p.read_text().splitlines())) > 120}
    assert long == {}


def test_confirmation_works_without_script(plain):
    request = RequestFactory().get("/")
    html = render_to_string(
        "ui/confirm.html",
        {"id": "x", "title": "T", "text": "?", "action_url": "/a/", "action_label": "Ya"},
        request,
    )
    assert 'method="post" action="/a/"' in html and "csrfmiddlewaretoken" in html and 'href="#isi"' in html
