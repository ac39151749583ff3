"""A region with agencies and people to tell stories in: everything goes through the real addresses."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import DESA, make_category, make_opd, photo
from balai.engine.cases import public as cases
from balai.engine.cases.models import Case
from balai.engine.journal.public import history, run_followers, seal
from balai.engine.notices.models import Notice
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user

MAIL = "pelapor.rekaan@contoh.example"


class Office:
    """Who takes part: one citizen without an account, and an admin of each agency."""

    def __init__(self) -> None:
        make_category()
        self.citizen = Client()
        for code in ("DINAS_AIR", "DINAS_LAMPU"):
            make_opd(code)

    def desk(self, code: str = "DINAS_JALAN", role: Role = Role.OPD_ADMIN) -> Client:
        """The browser of somebody of that agency."""
        client = Client()
        client.force_login(
            make_user(role, opd=make_opd(code), email=f"{role}.{code}{timezone.now():%f}@contoh.invalid")
        )
        return client

    def report(self, **given) -> Report:
        """The citizen fills in the form and gets a receipt."""
        form = {"text": "Jalan berlubang di depan pasar rekaan.", "report_type": "COMPLAINT", "identity": "HIDDEN", "name": "Warga Rekaan", "area": DESA, "category": "JLN01", "email": MAIL, "client_key": "cerita"}  # fmt: skip
        answer = self.citizen.post("/lapor/", {**form, **given})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        assert self.citizen.get(answer.url, follow=True).status_code == 200
        return Report.objects.select_related("case").get()

    def act(self, client: Client, report: Report, what: str, **form) -> None:
        """An officer presses a button of the case page that is open for the present version."""
        version = Case.objects.get(pk=report.pk).version
        answer = client.post(f"/petugas/kasus/{report.pk}/{what}/", {"version": version, **form})
        assert answer.status_code == 302, answer.content.decode()[:3000]

    def hand_over(self, client: Client, report: Report, to: str) -> None:
        self.act(
            client, report, "tolak", reason="NOT_OURS", opd=make_opd(to).pk, text="Bukan kewenangan kami."
        )

    def prove(self, client: Client, report: Report) -> None:
        """Solved, with a photo that states its time and place."""
        taken = timezone.localtime().replace(tzinfo=None).isoformat(timespec="seconds")
        given = {"photos": photo("bukti.jpg"), "taken_at": taken, "latitude": "-6.95", "longitude": "109.75"}
        self.act(client, report, "selesai", text="Sudah ditambal.", **given)

    def say(self, report: Report, what: str, **form) -> None:
        """The reporter acts on the own page."""
        answer = self.citizen.post(f"/lacak/{report.case.tracking_code}/{what}/", form)
        assert answer.status_code == 302, answer.content.decode()[:2000]

    def time_passes(self, days: int) -> None:
        """The sweeper runs as if that many days had gone by."""
        cases.sweep(at=timezone.now() + timedelta(days=days))

    def mail(self) -> list[str]:
        """What the reporter was sent, oldest first."""
        seal(at=timezone.now() + timedelta(days=999))
        run_followers(at=timezone.now() + timedelta(days=999))
        return [row.subject for row in Notice.objects.filter(user=None).order_by("pk")]


def case_of(report: Report) -> Case:
    return Case.objects.select_related("holder").get(pk=report.pk)


def story(report: Report) -> list[str]:
    """The acts that the journal holds."""
    return [entry.code.removeprefix("CASE_") for entry in history(subject=("case", report.pk))]
