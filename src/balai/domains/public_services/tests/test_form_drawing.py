"""Questions of a pack as HTML: every type has its label, help and error, and comes back as it was typed."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.domains.public_services.forms.form_drawing import PackForm, as_typed, typed
from balai.engine.packs.public import Choice, Fault, Field, Text
from balai.engine.packs.rules.description import FIELD_TYPES

PLACES = [("Kec. Rekaan", [("99.01.01.2001", "Contoh"), ("99.01.01.2002", "Misal")])]
FEW = tuple(Choice(code, Text(code.title(), f"{code.title()}!")) for code in ("BAMBOO", "WOOD", "BRICK"))
MANY = tuple(Choice(f"C{number}", Text(f"Pilihan {number}", f"Choice {number}")) for number in range(9))
TODAY = date(2026, 3, 31)
ANSWERS = {
    "TEXT": "Ibu Contoh", "LONG_TEXT": "Dua\nbaris", "NIK": "9901012304560001", "KK": "9901012304560002",
    "DATE": "2026-02-29", "TIME": "07.30", "NUMBER": "tiga", "MONEY": "Rp 500.000", "CHOICE": "WOOD", "YES_NO": "false",
    "PHONE": "0812-0000-0000", "EMAIL": "bukan surel", "AREA": "99.01.01.2002", "BANK_ACCOUNT": "123 456",
}  # fmt: skip


class Page(HTMLParser):
    """What a page would send, the ids in it, and what its controls point to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.ids: list[str] = []
        self.described: dict[str, list[str]] = {}
        self.labelled: set[str] = set()
        self._select = self._textarea = ""
        self.feed(html)

    def handle_starttag(self, tag: str, pairs: list) -> None:
        found = dict(pairs)
        if found.get("id"):
            self.ids.append(found["id"])
        if found.get("aria-describedby"):
            self.described[found.get("name") or tag] = found["aria-describedby"].split()
        if tag == "label":
            self.labelled.add(found["for"])
        if tag == "input" and (found["type"] != "radio" or "checked" in found):
            self.sent[found["name"]] = found.get("value", "")
        if tag == "select":
            self._select = found["name"]
        if tag == "option" and "selected" in found:
            self.sent[self._select] = found["value"]
        if tag == "textarea":
            self._textarea = found["name"]
            self.sent[self._textarea] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            # HTML drops the first line end within the element.
            self.sent[self._textarea] += data.removeprefix("\n").removeprefix("\r\n")


def drawn(*fields: Field, answers=None, faults=(), asked=None) -> str:
    form = PackForm(fields, answers=answers or {}, faults=faults, places=PLACES, today=TODAY)
    return render_to_string("public_services/_questions.html", {"questions": form.questions(asked)})


def a_field(type: str, **more) -> Field:
    choices = FEW if type == "CHOICE" else ()
    return Field("answer", type, Text("Pertanyaan & jawab", "Question & answer"), choices=choices, **more)


@pytest.mark.parametrize("type", FIELD_TYPES)
def test_every_type_has_label_help_and_error_and_comes_back_as_typed(type: str) -> None:
    field = a_field(type, help=Text("Bantuan di sini", "Help here"))
    fault = Fault("answer", "WRONG", "Jawaban ini keliru.")
    html = drawn(field, answers={"answer": ANSWERS[type]}, faults=[fault])
    page = Page(html)
    assert "Pertanyaan &amp; jawab" in html and "Bantuan di sini" in html and "Jawaban ini keliru." in html
    assert page.sent == {"answer": ANSWERS[type]}
    assert len(page.ids) == len(set(page.ids))
    assert all(target in page.ids for targets in page.described.values() for target in targets)
    assert page.labelled <= set(page.ids) and page.labelled
    assert len(next(iter(page.described.values()))) == 2
    assert typed([field], page.sent) == page.sent


@pytest.mark.parametrize("type", ["TEXT", "LONG_TEXT", "NIK", "NUMBER", "PHONE", "BANK_ACCOUNT"])
@settings(max_examples=25, deadline=None)
@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cc"]), max_size=60
    )
)
def test_whatever_was_typed_comes_back(type: str, text: str) -> None:
    assert Page(drawn(a_field(type), answers={"answer": text})).sent == {"answer": text}


@pytest.mark.parametrize("type", FIELD_TYPES)
def test_nothing_typed_is_nothing_sent(type: str) -> None:
    assert set(Page(drawn(a_field(type))).sent.values()) <= {""}


def test_kept_answers_are_drawn_as_they_would_be_typed() -> None:
    assert [as_typed(value) for value in (None, True, False, 7, date(2026, 3, 1), "x")] == [
        "", "true", "false", "7", "2026-03-01", "x",
    ]  # fmt: skip
    assert Page(drawn(a_field("YES_NO"), answers={"answer": True})).sent == {"answer": "true"}


def test_many_choices_are_a_list() -> None:
    field = Field("answer", "CHOICE", Text("Pilih", "Choose"), choices=MANY)
    assert "<select" in drawn(field) and "radio" not in drawn(field)


def test_words_follow_the_language() -> None:
    with translation.override("en"):
        assert "Wood!" in drawn(a_field("CHOICE")) and "Question &amp; answer" in drawn(a_field("CHOICE"))


def test_a_condition_is_followed_live_and_by_the_server() -> None:
    first = Field("is_listed", "YES_NO", Text("Terdaftar?", "Listed?"))
    second = Field("wall", "TEXT", Text("Dinding", "Wall"), when={"is_listed": (False,)})
    hidden = drawn(first, second, asked=["is_listed"])
    assert '<div data-when="is_listed" data-is="false" hidden>' in hidden
    shown = drawn(first, second, asked=["is_listed", "wall"])
    assert '<div data-when="is_listed" data-is="false">' in shown


def test_a_death_cannot_be_chosen_in_the_future() -> None:
    assert 'max="2026-03-31"' in drawn(a_field("DATE", not_after="today"))


def test_a_field_that_was_not_sent_keeps_its_answer() -> None:
    assert typed([a_field("TEXT")], {"other": "x"}) == {}


def test_faults_of_nothing_on_the_page_stand_on_top() -> None:
    form = PackForm(
        [a_field("TEXT")], answers={}, faults=[Fault("house_photo", "MISSING", "Foto belum ada.")]
    )
    assert form.non_field_errors() == ["Foto belum ada."] and not form.is_valid()
