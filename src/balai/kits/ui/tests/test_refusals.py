"""A refusal that no page caught has a page of its own."""

import pytest
from django.test import RequestFactory

from balai.foundation.errors import Conflict, Forbidden, Refused, TooOften
from balai.kits.ui.refusals import RefusedMiddleware

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
