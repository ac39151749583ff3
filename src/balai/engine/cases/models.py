"""Tables of the case engine. Nothing here moves a case: see `actions`."""

from dataclasses import fields
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.engine.cases.field_models import FieldSending
from balai.engine.cases.rules.history import Snapshot
from balai.engine.cases.terms import STATE_LABELS, STATE_TONES, State
from balai.kits.crypto import EncryptedTextField
from balai.kits.ui.words import said

__all__ = ["Attachment", "Case", "FieldSending", "Remark", "SavedView", "Watcher"]


class Case(models.Model):
    """One promise. The columns named in `Snapshot` follow from the history; the others describe it."""

    personal_data: ClassVar[tuple[str, ...]] = ("title",)

    kind = models.CharField(max_length=40)
    tracking_code = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=160)
    area = models.ForeignKey("organizations.Area", models.PROTECT, null=True, related_name="+")
    category_code = models.CharField(max_length=40, blank=True)
    priority = models.SmallIntegerField(default=2)
    is_confidential = models.BooleanField(default=False)
    barred_opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    state = models.CharField(max_length=20, choices=[(s.value, label) for s, label in STATE_LABELS.items()])
    holder = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Where the case stands in the flow of its room; "" for kinds without a flow.
    step = models.CharField(max_length=40, blank=True)
    clock_set = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    holder_since = models.DateTimeField()
    citizen_due_at = models.DateTimeField(null=True)
    citizen_stopped_at = models.DateTimeField(null=True)
    holder_due_at = models.DateTimeField(null=True)
    lapse_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    pause_until = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=40, blank=True)
    pause_count = models.PositiveSmallIntegerField(default=0)
    hops = models.PositiveSmallIntegerField(default=0)
    is_decided = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    contest_count = models.PositiveSmallIntegerField(default=0)
    citizen_rung = models.PositiveSmallIntegerField(default=0)
    holder_rung = models.PositiveSmallIntegerField(default=0)
    next_check_at = models.DateTimeField(null=True)
    # The case that speaks for this one, and since when.
    # Few stand under another: an index over all would only lead the lists of open cases astray.
    head = models.ForeignKey("self", models.PROTECT, null=True, related_name="kin", db_index=False)
    head_since = models.DateTimeField(null=True)
    # How many stand under this one; kept with every merge, so that lists need not count.
    members = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hops__lte=2), name="case_at_most_two_hops"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(answered_at__isnull=False),
                name="case_confirmed_only_after_answer",
            ),
            models.CheckConstraint(
                condition=Q(head__isnull=True)
                | (Q(members=0) & Q(is_confidential=False) & ~Q(head=models.F("id"))),
                name="case_family_has_one_open_head",
            ),
        ]
        indexes = [
            # The inbox of an agency, by deadline.
            models.Index(
                fields=["holder", "holder_due_at"],
                name="case_inbox",
                condition=Q(state__in=["RECEIVED", "AWAITING_DECISION", "IN_PROGRESS", "ON_HOLD"]),
            ),
            # The sweeper reads only what is due.
            models.Index(
                fields=["next_check_at"], name="case_sweep", condition=Q(next_check_at__isnull=False)
            ),
            # What is late to citizens, over all agencies.
            models.Index(
                fields=["citizen_due_at"], name="case_late", condition=Q(citizen_stopped_at__isnull=True)
            ),
            # What nobody works on until the coordinator decides: few, among millions.
            models.Index(
                fields=["holder_due_at"], name="case_undecided", condition=Q(state="AWAITING_DECISION")
            ),
            # The applications of one service at one step, newest first.
            models.Index(
                fields=["category_code", "step", "-opened_at"], name="case_step", condition=~Q(step="")
            ),
            # What changed since: other programs ask for it every few minutes.
            models.Index(fields=["updated_at"], name="case_updated"),
            models.Index(fields=["holder", "-opened_at"], name="case_of_holder"),
            models.Index(fields=["assignee", "holder_due_at"], name="case_of_assignee"),
            models.Index(fields=["head"], name="case_kin", condition=Q(head__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def snapshot(self) -> Snapshot:
        """The columns that follow from the history."""
        values = {field.name: getattr(self, field.name) for field in fields(Snapshot)}
        values["state"] = State(self.state)
        return Snapshot(**values)

    @property
    def state_label(self) -> str:
        """The state, in the language of the request."""
        return said(STATE_LABELS[State(self.state)])

    @property
    def state_tone(self) -> str:
        return STATE_TONES[State(self.state)]


class Remark(models.Model):
    """Words that belong to one act. Apart from the journal, so that they can be scrubbed or hidden."""

    personal_data: ClassVar[tuple[str, ...]] = ("text",)

    case = models.ForeignKey(Case, models.PROTECT, related_name="remarks")
    text = models.TextField()
    is_public = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="remark_of_case")]

    def __str__(self) -> str:
        return f"remark {self.pk} of {self.case_id}"


class Attachment(models.Model):
    """A document that belongs to a case: photos of the report, proofs, papers."""

    personal_data: ClassVar[tuple[str, ...]] = ()
    ROLES: ClassVar[list[tuple[str, str]]] = [
        ("REPORT", "Foto laporan"),
        ("PROOF", "Bukti penyelesaian"),
        ("REMARK", "Lampiran tanggapan"),
    ]

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=ROLES)
    is_public = models.BooleanField()
    remark = models.ForeignKey(Remark, models.PROTECT, null=True, related_name="attachments")

    def __str__(self) -> str:
        return f"{self.role} of {self.case_id}"


class Watcher(models.Model):
    """Somebody who wants news of a case: an account, or an address that was left for it."""

    personal_data: ClassVar[tuple[str, ...]] = ("address",)

    case = models.ForeignKey(Case, models.PROTECT, related_name="watchers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    address = EncryptedTextField(null=True)
    key = models.CharField(max_length=80)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="watcher_once")]

    def __str__(self) -> str:
        return f"watcher of {self.case_id}"


class SavedView(models.Model):
    """A filter of the inbox that an officer keeps under a name."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_view_name_once")]

    def __str__(self) -> str:
        return self.name
