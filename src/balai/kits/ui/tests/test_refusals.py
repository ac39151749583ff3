"""A refusal comes back on the form that asked; one that no page caught has a page of its own."""

import pytest
from django import forms
from django.test import RequestFactory

from balai.foundation.errors import Conflict, Forbidden, Refused, TooOften
from balai.kits.ui.refusals import RefusedMiddleware, tried

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [Refused, Forbidden, Conflict, TooOften])
def test_it_says_why_with_its_status(kind, rf: RequestFactory):
    page = RefusedMiddleware(lambda request: None).process_exception(
        rf.get("/"), kind("REASON", "Paling banyak {most} <b>berkas</b>.", most=3)
    )
    text = page.content.decode()
    assert page.status_code == kind.status
    assert "Paling banyak 3 &lt;b&gt;berkas&lt;/b&gt;." in text


def test_other_faults_stay_faults(rf: RequestFactory):
    assert RefusedMiddleware(lambda request: None).process_exception(rf.get("/"), ValueError()) is None


class NameForm(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(("field", "place"), [("name", "name"), ("elsewhere", "__all__"), (None, "__all__")])
def test_it_stands_at_the_field_that_it_names_and_what_was_typed_stays(field, place):
    form = NameForm({"name": "Rekaan"})

    def act():
        raise Refused("REASON", "Paling banyak {most} berkas.", field=field, most=3)

    assert form.is_valid()
    assert tried(form, act) is None
    assert form.errors == {place: ["Paling banyak 3 berkas."]}
    assert form["name"].value() == "Rekaan"


def test_what_was_not_refused_is_given_back():
    assert tried(NameForm({"name": "Rekaan"}), lambda: "made") == "made"
