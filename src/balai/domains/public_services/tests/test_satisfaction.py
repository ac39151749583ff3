"""Satisfaction: once after each service, counted as the regulation does, shown when enough have answered."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.satisfaction import rate
from balai.domains.public_services.models import Application, Survey
from balai.domains.public_services.queries import satisfaction as ratings
from balai.domains.public_services.rating_figures import ANSWERS, SCORES, reading
from balai.domains.public_services.survey_words import elements, grade_words
from balai.domains.public_services.terms import SURVEY_ANSWERED
from balai.domains.public_services.tests.home_service import HOME, open_home
from balai.domains.public_services.tests.test_follow_pages import code_of, file_home
from balai.engine.indicators import public as indicators
from balai.engine.journal import public as journal
from balai.engine.journal.public import Entry
from balai.engine.organizations.public import Opd
from balai.engine.parameters.public import Parameter
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Conflict, Refused
from balai.foundation.periods import DateRange
from balai.foundation.satisfaction import ELEMENTS

YEAR = DateRange.of_year(2026)
# 29 answers whose totals are those of the worked example: 105 101 100 116 102 105 106 115 105.
TOTALS = (105, 101, 100, 116, 102, 105, 106, 115, 105)
GOOD = {code.lower(): "4" for code in ELEMENTS}


@pytest.fixture
def home(town):
    open_home()
    return town


def served(town, client: Client, last: str = "finish", text: str = "") -> Application:
    application = file_home(client)
    move(application_id=application.pk, move=last, text=text, by=town.by(town.clerk), at=timezone.now())
    return Application.objects.select_related("case").get(pk=application.pk)


def survey_url(application: Application) -> str:
    return reverse("public_services:survey", args=[code_of(application)])


def answers(town, number: int = 29, on: date = date(2026, 5, 4), office: Opd | None = None) -> None:
    """Surveys as if so many families had answered; their totals are those of the worked example for 29."""
    for place in range(number):
        application = town.file()
        scores = {
            code.lower(): total // 29 + (place < total % 29)
            for code, total in zip(ELEMENTS, TOTALS, strict=True)
        }
        Survey.objects.create(
            application=application,
            service=application.service,
            office=office or town.agency,
            answered_on=on,
            **scores,
        )


def test_the_nine_elements_stand_in_the_order_of_the_regulation() -> None:
    assert [element.code for element in elements()] == list(ELEMENTS)
    assert "pengaduan" in elements()[7].name.lower() and "prasarana" in elements()[8].name.lower()
    assert all(len(element.answers) == len(element.answers_en) == 4 for element in elements())
    assert all(
        isinstance(word, str) for element in elements() for word in element.answers + element.answers_en
    )
    assert {grade_words(letter)["tone"] for letter in "ABCD"} == {"ok", "warn", "late"}


def test_an_answer_is_kept_once_and_confirms_the_case(home, client) -> None:
    application = served(home, client)
    assert application.case.state == "SOLVED"
    asked = client.get(survey_url(application)).content.decode()
    assert asked.count("<fieldset") == 9 and "Sangat baik" in asked
    answer = client.post(
        survey_url(application), {**GOOD, "u3": "2", "comment": "Telepon 081234567890 lama."}
    )
    assert answer["Location"] == survey_url(application)
    row = Survey.objects.get()
    assert (row.u1, row.u3, row.office_id) == (4, 2, home.office.pk) and "0812" not in row.comment
    application.case.refresh_from_db()
    assert application.case.state == "CONFIRMED"
    assert "Terima kasih" in client.get(survey_url(application)).content.decode()
    assert client.post(survey_url(application), GOOD).status_code == 409
    entry = Entry.objects.get(code=SURVEY_ANSWERED)
    assert entry.data == {"service": HOME, "office": home.office.pk, "scores": [4, 4, 2, 4, 4, 4, 4, 4, 4]}


def test_an_unanswered_question_stands_at_its_place(home, client) -> None:
    application = served(home, client)
    answer = client.post(survey_url(application), {**GOOD, "u5": "", "u6": "9", "comment": "Baik"})
    said = answer.content.decode()
    assert answer.status_code == 422 and 'href="#id_u5_0"' in said and "Baik" in said
    assert not Survey.objects.exists()


def test_what_is_not_decided_cannot_be_judged(home, client) -> None:
    application = file_home(client)
    assert "Belum dapat dinilai" in client.get(survey_url(application)).content.decode()
    with pytest.raises(Refused) as refusal:
        rate(application_id=application.pk, scores=[4] * 9, by=CITIZEN, at=timezone.now())
    assert refusal.value.code == "NOT_SERVED_YET"


def test_who_was_refused_may_judge_too_and_nothing_is_confirmed(home, client) -> None:
    application = served(home, client, "reject", "Tidak tinggal di sini.")
    client.post(survey_url(application), {**GOOD, "u7": "1"})
    application.case.refresh_from_db()
    assert Survey.objects.get().u7 == 1 and application.case.state == "CLOSED"


@pytest.mark.parametrize("scores", [[4] * 8, [4] * 8 + [5], [0] + [4] * 8])
def test_wrong_scores_are_refused(home, client, scores) -> None:
    application = served(home, client)
    with pytest.raises(Refused) as refusal:
        rate(application_id=application.pk, scores=scores, by=CITIZEN, at=timezone.now())
    assert refusal.value.code == "SCORE_WRONG" and not Survey.objects.exists()


def test_twice_is_refused(home, client) -> None:
    application = served(home, client)
    rate(application_id=application.pk, scores=[4] * 9, by=CITIZEN, at=timezone.now())
    with pytest.raises(Conflict):
        rate(application_id=application.pk, scores=[1] * 9, by=CITIZEN, at=timezone.now())
    assert Survey.objects.get().u1 == 4


@pytest.mark.slow
def test_the_worked_example_by_service_and_unit(town) -> None:
    answers(town)
    found = ratings.overall(YEAR)
    assert (str(found.figure.index), found.figure.grade, found.respondents) == ("91.48", "A", 29)
    assert (found.served, found.needed) == (29, 27)
    (service,) = ratings.by_service(YEAR)
    (office,) = ratings.by_office(YEAR)
    assert service.figure == office.figure == found.figure
    assert (service.name.id, office.name.id) == ("Santunan rekaan", town.agency.name)
    assert ratings.overall(DateRange.of_month(2026, 4)).respondents == 0
    assert ratings.overall(YEAR, service="lain").figure is None
    Parameter.objects.create(code=ratings.WEIGHT, value="ROUNDED", valid_from=date(2026, 1, 1))
    rounded = ratings.overall(YEAR)
    assert (str(rounded.figure.index), rounded.figure.mode) == ("90.56", "ROUNDED")


@pytest.mark.slow
def test_the_page_and_the_table_tell_the_same(town, client) -> None:
    answers(town)
    said = client.get("/layanan/kepuasan/?tahun=2026").content.decode()
    assert "91.48" in said.replace(",", ".") and "Sangat baik" in said and "tidak dibulatkan" in said
    assert client.get("/layanan/kepuasan/santunan-rekaan/?tahun=2026&triwulan=2").status_code == 200
    assert "Belum cukup jawaban" in client.get("/layanan/kepuasan/?tahun=2026&triwulan=1").content.decode()
    sheet = client.get("/layanan/kepuasan.xlsx?tahun=2026")
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert rows[1][:6] == ["Santunan rekaan", 29.0, 29.0, "91.48", "A", "1/9"] and rows[1][6] == "3.6207"


def test_too_few_answers_are_not_shown(town, client) -> None:
    answers(town, 4)
    said = client.get("/layanan/kepuasan/?tahun=2026").content.decode()
    assert "Belum cukup jawaban" in said and "belum cukup jawaban" in said
    assert ratings.overall(YEAR).figure is None


@pytest.mark.parametrize("query", ["tahun=abc", "tahun=1", "tahun=99999", "triwulan=9", "unit=abc"])
def test_odd_questions_are_answered(town, client, query: str) -> None:
    assert client.get(f"/layanan/kepuasan/?{query}").status_code == 200


def test_unknown_services_and_units_are_not_there(town, client) -> None:
    assert client.get("/layanan/kepuasan/tidak-ada/").status_code == 404
    assert client.get("/layanan/kepuasan/?unit=999999").status_code == 404


def test_who_judges_too_often_waits(home, client) -> None:
    application = served(home, client)
    cache.set("throttle:service-survey:127.0.0.1", 120, 600)
    assert client.post(survey_url(application), GOOD).status_code == 429


def test_every_answer_is_counted_for_region_unit_and_service(home, client) -> None:
    application = served(home, client)
    now = timezone.now()
    rate(application_id=application.pk, scores=[4, 4, 2, 4, 4, 4, 4, 4, 4], by=CITIZEN, at=now)
    journal.seal(at=now)
    journal.run_followers(at=now)
    day = timezone.localdate(now)
    for key in ("region", ("opd", str(home.office.pk)), ("service", HOME)):
        assert indicators.total(ANSWERS, key=key, since=day, until=day) == 1
        assert indicators.total(SCORES, key=key, since=day, until=day) == 34


@pytest.mark.slow
def test_the_tile_says_the_figure_or_that_too_few_answered(town) -> None:
    at = timezone.make_aware(datetime(2026, 6, 30, 9))
    assert (reading(at).value, reading(at).note) == (None, "belum cukup jawaban")
    answers(town)
    assert (reading(at).value, reading(at).note) == (91, "91,48, mutu A (Sangat baik), 29 responden")
