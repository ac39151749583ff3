"""Recipients are drawn and asked without anybody learning who they are; findings are owed, followed up and written into minutes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.evaluation.actions import survey_draws, visits
from balai.domains.evaluation.actions.field_minutes import issue_minutes
from balai.domains.evaluation.actions.findings import Given, assign_finding, follow_up, record_finding
from balai.domains.evaluation.chapter_field import write
from balai.domains.evaluation.models import Draw, Finding, RecipientAnswer, Respondent
from balai.domains.evaluation.queries.field_minutes import minutes_pdf
from balai.domains.evaluation.queries.findings import findings, in_tab
from balai.domains.evaluation.queries.survey import frame_ids, result
from balai.domains.evaluation.rules.sampling import draw
from balai.domains.evaluation.tests.field_hall import given, make_hall, make_site, send, sheet_fields
from balai.domains.evaluation.threads_field import THREAD_KIND
from balai.engine.cases import public as cases
from balai.engine.cases.public import CaseKind
from balai.engine.duties import public as duties
from balai.engine.duties.terms import CLOCK_SET
from balai.engine.journal import public as journal
from balai.engine.notices.public import Notice, Recipient
from balai.engine.people.public import actor_of
from balai.foundation.errors import Refused
from balai.foundation.periods import DateRange

pytestmark = pytest.mark.django_db
NINE = {f"u{number}": "4" for number in range(1, 10)}


@pytest.fixture
def hall(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_hall()


@pytest.fixture
def users(hall, monkeypatch):
    """Twelve finished uses of an invented service; two left no address, one is confidential, one still open."""
    rows = []
    for number in range(12):
        opening = cases.Opening(
            kind="TRIAL", title=f"Contoh {number}", holder_id=hall.own.pk, clock_set=CLOCK_SET, due=timezone.localdate(hall.at)
        )  # fmt: skip
        case, _ = cases.unsaved_case(opening=opening, at=hall.at - timedelta(days=3))
        case.state, case.is_confidential = ("RECEIVED" if number == 11 else "CONFIRMED"), number == 10
        case.save(force_insert=True)
        rows.append(case)
    silent = {rows[0].pk, rows[1].pk}

    def reporters(found):
        return {
            case.pk: [Recipient(email=f"u{case.pk}@contoh.invalid")]
            for case in found
            if case.pk not in silent
        }

    kind = CaseKind(code="TRIAL", label="Layanan rekaan", reporters=reporters)
    for module in (
        "balai.domains.evaluation.actions.survey_draws",
        "balai.domains.evaluation.queries.survey",
    ):
        monkeypatch.setattr(f"{module}.kinds", lambda: [kind])
    return rows


def period(hall):
    today = timezone.localdate(hall.at)
    return DateRange(today - timedelta(days=30), today)


def drawn(hall, **more):
    wanted = {"size": None, "seed": "contoh-1", "by": hall.lead, "at": hall.at, **more}
    return survey_draws.draw_sample(
        site_id=hall.site.pk, case_kind="TRIAL", category="", period=period(hall), **wanted
    )


def test_the_draw_is_of_real_users_repeatable_and_tells_them_alone(hall, users, monkeypatch):
    tokens = iter(f"rahasia-{number}" for number in range(99))
    monkeypatch.setattr(
        "balai.domains.evaluation.actions.survey_draws.secrets.token_urlsafe", lambda _: next(tokens)
    )
    row = drawn(hall)
    frame = frame_ids(case_kind="TRIAL", category="", period=period(hall))
    assert (row.frame_size, row.needed, row.size, len(frame)) == (10, 10, 10, 10)
    people = list(row.respondents.order_by("number"))
    assert [one.case_id for one in people] == draw(frame, 10, seed="contoh-1")
    assert sorted(one.outcome for one in people).count("NO_CONTACT") == 2
    letters = Notice.objects.filter(template="field_survey")
    assert letters.count() == 8
    assert all("/evaluasi/jawab/rahasia-" in letter.body for letter in letters)
    assert not any("rahasia" in one.token_key for one in people)
    with pytest.raises(Refused) as refused:
        drawn(hall)
    assert refused.value.code == "DRAW_OPEN"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"seed": " "}, "TEXT_TOO_SHORT"), ({"size": 0}, "SIZE_WRONG"), ({"by": "ani"}, "NOT_YOURS")],
)
def test_a_draw_that_cannot_be_is_refused_and_nobody_is_told(hall, users, change, code):
    change = {"by": actor_of(hall.ani)} if "by" in change else change
    with pytest.raises(Refused) as refused:
        drawn(hall, **change)
    assert refused.value.code == code
    assert (Draw.objects.count(), Respondent.objects.count(), Notice.objects.count()) == (0, 0, 0)


def test_a_link_answers_once_and_nobody_can_tell_whose_answer_it_is(client, hall, users, monkeypatch):
    monkeypatch.setattr(
        "balai.domains.evaluation.actions.survey_draws.secrets.token_urlsafe", lambda _: uuid4().hex
    )
    drawn(hall)
    token = Notice.objects.first().body.partition("/evaluasi/jawab/")[2].split("/")[0]
    address = reverse("evaluation:field_answer", args=[token])
    half = {"a-u1": "3", "comment": "Telepon 081234567890"}
    answer = client.post(address, half)
    assert (answer.status_code, answer.context["missing"]) == (422, 8)
    assert 'value="3" required checked' in answer.content.decode()
    whole = {f"a-{code}": value for code, value in NINE.items()} | {"comment": "Telepon 081234567890"}
    assert client.post(address, whole).status_code == 200
    again = client.post(address, whole)
    assert again.status_code == 409
    kept = RecipientAnswer.objects.get()
    assert (kept.mode, kept.comment, len(kept.answers)) == ("LINK", "Telepon [nomor disamarkan]", 9)
    assert {field.name for field in RecipientAnswer._meta.fields} & {"case", "respondent", "user"} == set()
    assert client.get(reverse("evaluation:field_answer", args=["salah"])).status_code == 404
    row = survey_draws.close_draw(draw_id=Draw.objects.get().pk, by=hall.lead, at=hall.at)
    assert row.respondents.exclude(case=None).count() == 0
    other = Notice.objects.last().body.partition("/evaluasi/jawab/")[2].split("/")[0]
    assert client.get(reverse("evaluation:field_answer", args=[other])).status_code == 409


def interview(hall, number="", outcome="ANSWERED", *, key=None, **answers):
    fields = {"form": "INTERVIEW", "site": str(hall.site.pk), "number": number, "outcome": outcome}
    typed = {f"a-{code}": value for code, value in (answers or NINE).items()}
    return send(hall, hall.ani, fields | typed, key=key).message


def test_who_was_met_is_never_counted_with_who_was_drawn(hall, users):
    drawn(hall)
    waiting = list(Respondent.objects.filter(outcome="WAITING").order_by("number"))
    key = uuid4()
    for _ in range(2):
        assert interview(hall, f"R-{waiting[0].number:03d}", key=key) == ""
    interview(hall, str(waiting[1].number), "REFUSED")
    interview(hall, f"r-{waiting[2].number}", "NO_CONTACT")
    assert "tidak ada dalam undian" in interview(hall, "R-999", u1="1")
    for _ in range(5):
        interview(hall)
    with pytest.raises(Refused, match="sudah menjawab"):
        interview(hall, str(waiting[0].number))
    found = result(hall.site)
    outcomes = found.outcomes
    assert (outcomes.answered, outcomes.refused, outcomes.no_contact, outcomes.waiting) == (1, 1, 3, 5)
    assert outcomes.rate == 0.1
    assert (found.drawn.n, found.met.n) == (1, 6)
    assert found.drawn.figure is None
    assert (found.met.figure.respondents, str(found.met.figure.index), found.met.figure.grade) == (
        5,
        "100.00",
        "A",
    )
    assert not found.is_enough


def record(hall, site=None, **more):
    due = timezone.localdate(hall.at) + timedelta(days=30)
    wanted = {
        "key": uuid4(), "title": "Loket tidak ramah kursi roda", "text": "Tangga tanpa bidang miring.", "severity": "MEDIUM",
        "given": Given(hall.own.pk, due), "by": actor_of(hall.ani), "at": hall.at, **more,
    }  # fmt: skip
    return record_finding(site_id=(site or hall.site).pk, **wanted)


def test_a_finding_is_owed_by_one_agency_once(hall):
    key = uuid4()
    assert record(hall, key=key) == record(hall, key=key)
    (duty,) = duties.duties_about("FINDING", [str(Finding.objects.get().pk)], at=hall.at)
    assert (duty.duty.case.holder_id, duty.is_open, duty.is_late) == (hall.own.pk, True, False)
    assert list(THREAD_KIND.every()) == []
    views = findings(Finding.objects.all(), at=hall.at + timedelta(days=60))
    assert [len(in_tab(views, tab)) for tab in ("open", "late", "done", "orphan")] == [1, 1, 0, 0]


def test_a_finding_with_nobody_is_a_dead_end_until_it_is_given(hall):
    row = record(hall, given=None)
    assert list(THREAD_KIND.every()) == [str(row.pk)]
    to = Given(hall.own.pk, timezone.localdate(hall.at))
    assign_finding(finding_id=row.pk, given=to, by=hall.lead, at=hall.at)
    with pytest.raises(Refused, match="sudah ada penanggung"):
        assign_finding(finding_id=row.pk, given=to, by=hall.lead, at=hall.at)
    assert list(THREAD_KIND.every()) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"severity": "HUGE"}, "SEVERITY_UNKNOWN"),
        ({"title": "x"}, "TEXT_TOO_SHORT"),
        ({"photos": [999]}, "PHOTO_ELSEWHERE"),
        ({"by": "insider"}, "OWN_OFFICE"),
        ({"given": "past"}, "DUE_PAST"),
    ],
)
def test_a_finding_that_cannot_be_is_refused_and_leaves_nothing(hall, change, code):
    if "by" in change:
        change = {"by": actor_of(hall.insider)}
    if "given" in change:
        change = {"given": Given(hall.own.pk, timezone.localdate(hall.at) - timedelta(days=1))}
    with pytest.raises(Refused) as refused:
        record(hall, **change)
    assert refused.value.code == code
    assert Finding.objects.count() == 0


@pytest.fixture
def next_year(hall):
    """The same place a year later."""
    review = visits.plan_review(year=hall.year + 1, title="Tinjauan berikutnya", by=hall.lead, at=hall.at)
    visits.appoint(review_id=review.pk, user_id=hall.ani.pk, by=hall.lead, at=hall.at)
    fields = given(hall, previous_id=hall.site.pk, reviewers=[hall.ani.pk])
    fields["visit_date"] = fields["visit_date"].replace(year=hall.year + 1)
    return visits.keep_site(review_id=review.pk, given=fields, by=hall.lead, at=hall.at)


def test_next_year_every_finding_is_answered_and_one_that_is_back_weighs_more(hall, next_year):
    first, second = record(hall), record(hall, title="Papan tarif tidak ada")
    send(hall, hall.ani, sheet_fields(next_year, open="YES", clean="3"))
    by = {"by": actor_of(hall.ani), "at": hall.at}
    with pytest.raises(Refused) as refused:
        issue_minutes(site_id=next_year.pk, attendees="Contoh Satu, ketua", **by)
    assert refused.value.code == "FOLLOW_UP_MISSING"
    follow_up(
        finding_id=first.pk, site_id=next_year.pk, verdict="CLOSED", note="Sudah ada bidang miring.", **by
    )
    again = {
        "finding_id": second.pk,
        "site_id": next_year.pk,
        "verdict": "REPEATED",
        "note": "Papan masih tidak ada.",
    }
    with pytest.raises(Refused, match="tanggal baru"):
        follow_up(**again, **by)
    to = Given(hall.own.pk, timezone.localdate(hall.at) + timedelta(days=9))
    follow_up(**again, given=to, **by)
    with pytest.raises(Refused, match="baru saja dicatat"):
        follow_up(**again, given=to, **by)
    repeated = Finding.objects.get(site=next_year)
    assert (repeated.repeats, repeated.severity) == (second, "HIGH")
    assert len(duties.duties_about("FINDING", [str(repeated.pk)], at=hall.at)) == 1
    minutes = issue_minutes(site_id=next_year.pk, attendees="Contoh Satu, ketua", **by)
    assert [row["verdict"] for row in minutes.content["earlier"]] == ["Ditutup", "Berulang"]
    assert minutes.content["findings"][0]["is_repeated"]


@pytest.mark.slow
def test_minutes_freeze_what_was_found_and_print_it_the_same_twice(hall):
    by = {"by": actor_of(hall.budi), "at": hall.at}
    with pytest.raises(Refused, match="Belum ada lembar"):
        issue_minutes(site_id=hall.site.pk, attendees="Contoh", **by)
    send(hall, hall.ani, sheet_fields(hall.site, open="YES", clean="4"))
    send(hall, hall.budi, sheet_fields(hall.site, open="YES", clean="1"))
    with pytest.raises(Refused, match="siapa yang hadir"):
        issue_minutes(site_id=hall.site.pk, attendees="  \n", **by)
    minutes = issue_minutes(site_id=hall.site.pk, attendees="Contoh Satu, ketua\nContoh Dua", **by)
    record(hall)
    assert minutes.content["attendees"][1] == {"name": "Contoh Dua", "office": ""}
    assert (minutes.content["differing"], minutes.content["findings"]) == (1, [])
    pdf = minutes_pdf(minutes)
    assert pdf.startswith(b"%PDF")
    assert pdf == minutes_pdf(minutes)
    assert issue_minutes(site_id=hall.site.pk, attendees="Contoh", **by).issue == 2
    entries = journal.history(subject=("field_minutes", minutes.pk))
    assert [entry.code for entry in entries] == ["FIELD_MINUTES_ISSUED"]


def test_the_yearly_report_tells_of_the_review_of_its_year_and_of_no_other(hall):
    send(hall, hall.ani, sheet_fields(hall.site, open="YES", clean="4"))
    interview(hall)
    record(hall)
    blocks = write(str(hall.year), timezone.localdate(hall.at))
    tables = {block.caption: block.rows for block in blocks if hasattr(block, "caption")}
    assert tables["Lokasi tinjauan lapangan"][0][:4] == (
        "Pasar rekaan",
        hall.own.short_name,
        hall.site.visit_date.strftime("%d-%m-%Y"),
        "1",
    )
    assert tables["Suara penerima layanan"][0][1:3] == ("ditemui di lokasi", "1")
    assert tables["Temuan dan tindak lanjutnya"][0][0] == "Loket tidak ramah kursi roda"
    assert write(str(hall.year - 1), timezone.localdate(hall.at)) == []
    assert write("lain", timezone.localdate(hall.at)) == []


def test_the_page_of_the_year_calls_findings_by_their_title(client, hall):
    client.force_login(hall.coordinator)
    record(hall)
    page = client.get(reverse("evaluation:year", args=[hall.year])).content.decode()
    assert "Loket tidak ramah kursi roda" in page


@pytest.mark.slow
def test_pages_of_the_review_ask_no_more_for_thirty_than_for_one(client, hall, django_assert_max_num_queries):
    client.force_login(hall.coordinator)
    pages = [
        reverse("evaluation:field_review", args=[hall.review.pk]),
        reverse("evaluation:field_findings"),
        reverse("evaluation:field_reviews"),
    ]
    for number in range(12):
        site = make_site(hall, name=f"Lokasi {number}", reviewers=[hall.ani.pk])
        record(hall, site, title=f"Temuan nomor {number}", by=hall.lead)
    for page in pages:
        with django_assert_max_num_queries(24):
            answer = client.get(page)
        assert answer.status_code == 200
    assert len(answer.context["reviews"]) == 1
    excel = client.get(pages[1] + "?unduh=excel")
    assert excel["Content-Disposition"] == 'attachment; filename="temuan.xlsx"'


def test_the_page_of_a_site_offers_each_what_is_theirs(client, hall):
    send(hall, hall.ani, sheet_fields(hall.site, open="YES", clean="4"))
    page = reverse("evaluation:field_site", args=[hall.site.pk])
    told = {}
    for user in (hall.ani, hall.insider, hall.coordinator):
        client.force_login(user)
        context = client.get(page).context
        told[user.full_name] = (
            context["is_visitor"],
            context["may_find"],
            context["may_plan"],
            context["is_own"],
        )
    assert list(told.values()) == [
        (True, True, False, False),
        (False, False, False, True),
        (False, True, True, False),
    ]


def test_the_page_of_a_finding_offers_to_give_it_away_only_while_nobody_has_it(client, hall):
    row = record(hall, given=None)
    client.force_login(hall.ani)
    page = reverse("evaluation:field_finding", args=[row.pk])
    assert client.get(page).context["form"].initial == {"holder": hall.own.pk}
    due = timezone.localdate(hall.at) + timedelta(days=3)
    given_away = {"holder": hall.own.pk, "due": due.isoformat()}
    assert client.post(reverse("evaluation:field_assign", args=[row.pk]), given_away).status_code == 302
    context = client.get(page).context
    assert (context["form"], context["view"].holder, context["view"].due_date) == (
        None,
        hall.own.short_name,
        due,
    )


def test_the_results_say_how_respondents_were_chosen_and_keep_the_two_groups_apart(client, hall, users):
    drawn(hall)
    interview(hall)
    client.force_login(hall.coordinator)
    context = client.get(reverse("evaluation:field_survey", args=[hall.site.pk])).context
    assert [count for _, count in context["bars"]] == [0, 8, 0, 2]
    assert [(one["group"].n, one["share"]) for one in context["groups"]] == [(0, "–"), (1, "100,0%")]
    assert (context["is_open"], context["form"], context["waiting"]) == (True, None, [])
    client.force_login(hall.ani)
    waiting = client.get(reverse("evaluation:field_survey", args=[hall.site.pk])).context["waiting"]
    assert len(waiting) == 8
    client.post(reverse("evaluation:field_outcome", args=[waiting[0].pk]), {"outcome": "REFUSED"})
    assert Respondent.objects.get(pk=waiting[0].pk).outcome == "REFUSED"
