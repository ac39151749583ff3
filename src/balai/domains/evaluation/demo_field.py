"""Field review in the demonstration: the real visit of 2020, and two invented years after it that say so."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from balai.domains.evaluation.actions import findings, survey_draws, visits
from balai.domains.evaluation.actions.field_minutes import issue_minutes
from balai.domains.evaluation.demo_sheets import SCORES, interview, picture, sheet
from balai.domains.evaluation.models import FieldForm, Finding, Respondent, Review, Site
from balai.domains.evaluation.queries.survey import frame_of
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.duties import public as duties
from balai.engine.organizations import public as organizations
from balai.engine.people.public import User, actor_of
from balai.engine.threads import public as threads
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused
from balai.foundation.periods import DateRange

FIRST = date(2020, 3, 3)

TITLE = "Tinjauan lapangan Gerakan Menuju 100 Smart City"

SOURCE = (
    "jatengprov.go.id, Kemenkominfo tinjau smart city di Batang; berita.batangkab.go.id 4451 (3 Maret 2020)"
)

NOTE = (
    "Pada 3 Maret 2020 penerima layanan di enam lokasi ditanya dengan kuesioner. Hasil kuesionernya tidak terbit, "
    "jadi di sini tidak ada lembar dan tidak ada angka. OPD penanggung jawab dan titik peta adalah perkiraan aplikasi ini."
)

# name, agency, words of what is looked at (kind, to search), checklist, place, point
SITES = (
    ("BRICS", "DISKOMINFO", ("PROGRAMME", "BRICS"), "layanan", "Kecamatan Batang (titik perkiraan)", (-6.9072, 109.7301)),
    ("Minggon Jatinan", "DISPARPORA", ("INNOVATION", "Minggon Jatinan"), "prasarana", "Hutan Kota Rajawali, Batang (titik perkiraan)", (-6.9139, 109.7287)),
    ("Mal Pelayanan Publik", "DPMPTSP", ("INNOVATION", "Mal Pelayanan Publik"), "layanan", "Kecamatan Batang (titik perkiraan)", (-6.9101, 109.7325)),
    ("PSC 119 Si Slamet", "DINKES", ("INNOVATION", "Slamet"), "layanan", "Kecamatan Batang (titik perkiraan)", (-6.9045, 109.7268)),
    ("eSakti", "DINSOS", ("SERVICE", "santunan-kematian"), "layanan", "Kecamatan Batang (titik perkiraan)", (-6.9088, 109.7349)),
    ("IPAL komunal", "DPRKP", ("INNOVATION", "IPAL"), "prasarana", "Lokasi persis tidak disebut sumber", None),
)  # fmt: skip

# Who goes, in the invented years: agencies that answer for none of the sites.
REVIEWERS = ("DLH", "BPBD")

# site, title, text, severity, days until due (counted from the visit)
FOUND = (
    ("IPAL komunal", "Bak kontrol tidak pernah dikuras (contoh)", "Pengelola tidak punya jadwal dan catatan pengurasan. Diharapkan jadwal tertulis dan tanda terima.", "HIGH", 60),
    ("eSakti", "Keluarga tidak tahu kapan santunan cair (contoh)", "Tiga dari lima keluarga datang dua kali untuk bertanya. Diharapkan pesan otomatis pada setiap langkah.", "MEDIUM", 90),
    ("Minggon Jatinan", "Pengunjung tidak dihitung (contoh)", "Tidak ada hitungan pedagang dan pengunjung. Diharapkan hitungan yang disahkan dua orang setiap pekan.", "MEDIUM", 45),
    ("BRICS", "Petunjuk bagi pengguna pertama kali tidak ada (contoh)", "Pengguna baru bertanya kepada petugas. Diharapkan petunjuk satu halaman.", "LOW", None),
)  # fmt: skip


@transaction.atomic
def tell(*, at: datetime) -> None:
    """Enter the reviews, once; nothing where the region lacks the forms or the agencies of the story."""
    forms = {(form.kind, form.code): form.pk for form in FieldForm.objects.order_by("version")}
    today = timezone.localdate(at)
    offices = {opd.code: opd.pk for opd in organizations.active_opds(on=today)}
    if Review.objects.filter(year=FIRST.year, title=TITLE).exists() or not forms:
        return
    if not {site[1] for site in SITES} <= set(offices):
        return
    team = [user for code in REVIEWERS for user in _officers(offices.get(code))]
    first = _review(FIRST, TITLE, NOTE, at)
    Review.objects.filter(pk=first.pk).update(source=SOURCE)
    then = _sites(first, FIRST, forms, offices, [], {}, at)
    if len(team) < len(REVIEWERS):
        return
    last_day = today.replace(year=today.year - 1, month=10, day=14)
    last = _example(last_day, team, at)
    before = _sites(last, last_day, forms, offices, team, then, at)
    _filled(before, team, last_day, at)
    now = _example(today, team, at)
    current = _sites(now, today, forms, offices, team, before, at)
    _asked(current, team, at)
    _followed(current, team, at)


def _officers(opd_id: int | None) -> list[User]:
    return list(User.objects.filter(opd_id=opd_id, role="FIELD_OFFICER", is_active=True).order_by("pk")[:1])


def _moment(day: date, hour: int, at: datetime) -> datetime:
    return min(at, timezone.make_aware(datetime(day.year, day.month, day.day, hour)))


def _review(day: date, title: str, note: str, at: datetime) -> Review:
    return visits.plan_review(year=day.year, title=title, note=note, by=SYSTEM, at=at)


def _example(day: date, team: list[User], at: datetime) -> Review:
    note = "Contoh: kunjungan, lembar, jawaban, dan temuan di sini rekaan untuk memperlihatkan cara kerjanya."
    review = _review(day, "Tinjauan lapangan tahunan (contoh)", note, at)
    Review.objects.filter(pk=review.pk).update(is_example=True)
    for place, user in enumerate(team):
        visits.appoint(review_id=review.pk, user_id=user.pk, is_lead=place == 0, by=SYSTEM, at=at)
    return review


def _sites(
    review: Review, day: date, forms: dict[tuple[str, str], int], offices: dict[str, int], team: list[User],
    earlier: dict[str, Site], at: datetime,
) -> dict[str, Site]:  # fmt: skip
    made = {}
    for name, opd, subject, checklist, place, point in SITES:
        known = earlier.get(name)
        given = {
            "name": name, "subject": _subject(*subject), "opd_id": offices[opd], "visit_date": day, "place": place,
            "latitude": point[0] if point else None, "longitude": point[1] if point else None,
            "checklist_id": forms["CHECKLIST", checklist], "survey_id": forms["SURVEY", "penerima"],
            "previous_id": known.pk if known else None, "reviewers": [user.pk for user in team],
        }  # fmt: skip
        made[name] = visits.keep_site(review_id=review.pk, given=given, by=SYSTEM, at=at)
    return made


def _subject(kind: str, words: str) -> tuple[str, str] | None:
    """What is looked at, where the region's data has it."""
    if threads.knot(kind, words, visible={kind}):
        return kind, words
    found = [knot for _, knots in threads.search(words, visible=visits.SUBJECT_KINDS) for knot in knots]
    return (found[0].kind, found[0].id) if found else None


def _filled(sites: dict[str, Site], team: list[User], day: date, at: datetime) -> None:
    """Last year: two sheets at each site, some findings, one of them put right, minutes of one."""
    lead, when = actor_of(team[0]), _moment(day, 10, at)
    for name, site in sites.items():
        for place, user in enumerate(team):
            sheet(site, user, SCORES[name][place], when + timedelta(minutes=20 * place))
        for number in range(6):
            interview(site, user=team[number % 2], score=3 + (number + len(name)) % 2, number="", at=when)
    for name, title, text, severity, days in FOUND:
        given = findings.Given(sites[name].opd_id, day + timedelta(days=days)) if days else None
        photos = list(sites[name].sheets.order_by("pk").values_list("photos", flat=True)[:1])
        findings.record_finding(
            key=uuid5(NAMESPACE_URL, f"{day}:{title}"), site_id=sites[name].pk, title=title, text=text, severity=severity,
            given=given, photos=[pk for pk in photos if pk], by=lead, at=when,
        )  # fmt: skip
    _put_right(sites["Minggon Jatinan"], team[0], when)
    issue_minutes(
        site_id=sites["Minggon Jatinan"].pk,
        attendees="Peninjau Contoh Satu, ketua tim\nPeninjau Contoh Dua, anggota\nPengelola Contoh, pasar",
        closing="Tempat terpelihara; hitungan pengunjung menjadi tugas pengelola (contoh).",
        by=lead,
        at=when + timedelta(hours=3),
    )


def _put_right(site: Site, reviewer: User, at: datetime) -> None:
    """The agency takes the task, shows that it is done, and who gave it agrees."""
    found = Finding.objects.get(site=site)
    worker = User.objects.filter(opd_id=site.opd_id, role="OPD_ADMIN", is_active=True).first()
    owed = duties.duties_about("FINDING", [str(found.pk)], at=at)
    if worker is None or not owed:
        return
    by, case_id = actor_of(worker), owed[0].duty.pk
    cases.accept(case_id=case_id, by=by, at=at + timedelta(days=2))
    proof = documents.store_photo(
        upload=picture(site.name),
        kind="PROOF",
        by=by,
        at=at + timedelta(days=20),
        taken_at=at + timedelta(days=20),
        latitude=site.latitude,
        longitude=site.longitude,
    )
    text = "Hitungan pekanan sudah berjalan dan disahkan dua orang (contoh)."
    cases.solve(case_id=case_id, text=text, proofs=[proof], by=by, at=at + timedelta(days=20))
    cases.confirm(case_id=case_id, by=actor_of(reviewer), at=at + timedelta(days=22))


def _asked(sites: dict[str, Site], team: list[User], at: datetime) -> None:
    """This year: users of e-Sakti are drawn, some answer, one refuses; those met at the market stay apart."""
    site = sites["eSakti"]
    kind, _sep, category = frame_of(site).partition(":")
    day = timezone.localdate(at)
    try:
        survey_draws.draw_sample(
            site_id=site.pk, case_kind=kind, category=category, period=DateRange(day - timedelta(days=365), day),
            size=None, seed=f"contoh-{day.year}", by=SYSTEM, at=at,
        )  # fmt: skip
    except Refused:
        return  # nobody has used the service yet
    waiting = list(Respondent.objects.filter(draw__site=site).order_by("number"))
    for place, row in enumerate(waiting[: max(1, len(waiting) // 2)]):
        outcome = "REFUSED" if place == 1 else "ANSWERED"
        interview(
            site, user=team[place % 2], score=2 + place % 3, number=str(row.number), at=at, outcome=outcome
        )


def _followed(sites: dict[str, Site], team: list[User], at: datetime) -> None:
    """One earlier finding is answered already: it is back."""
    site, lead = sites["IPAL komunal"], actor_of(team[0])
    sheet(site, team[0], SCORES["IPAL komunal"][0], at)
    old = Finding.objects.get(site=site.previous_id)
    findings.follow_up(
        finding_id=old.pk, site_id=site.pk, verdict="REPEATED", note="Setahun kemudian bak kontrol belum juga dikuras (contoh).",
        given=findings.Given(site.opd_id, timezone.localdate(at) + timedelta(days=30)), by=lead, at=at,
    )  # fmt: skip
