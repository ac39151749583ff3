"""Three tables: jobs, periodic jobs, and the heartbeat of workers. None of them holds personal data but by argument."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One call of a task. Arguments are JSON of codes and ids."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    class Status(models.TextChoices):
        READY = "READY", "Menunggu"
        RUNNING = "RUNNING", "Berjalan"
        DONE = "DONE", "Selesai"
        DEAD = "DEAD", "Gagal tetap"

    task = models.CharField("pekerjaan", max_length=200)
    queue = models.CharField("antrean", max_length=40, default="default")
    priority = models.SmallIntegerField("prioritas", default=0)
    arguments = models.JSONField("argumen", default=dict)
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.READY)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    max_attempts = models.PositiveSmallIntegerField("batas percobaan")
    enqueued_at = models.DateTimeField("masuk antrean")
    # READY: not before this moment. RUNNING: the end of the lease; after it anybody may take the job.
    due_at = models.DateTimeField("berikutnya")
    started_at = models.DateTimeField("mulai", null=True)
    finished_at = models.DateTimeField("selesai", null=True)
    worker = models.CharField("pekerja", max_length=80, default="", blank=True)
    error = models.TextField("galat terakhir", default="", blank=True)
    result = models.JSONField("hasil", null=True)

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"
        indexes = [
            models.Index(
                fields=["-priority", "due_at", "id"],
                name="tasks_job_open",
                condition=Q(status__in=["READY", "RUNNING"]),
            ),
            models.Index(
                fields=["finished_at"], name="tasks_job_closed", condition=Q(status__in=["DONE", "DEAD"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.pk}"


class Periodic(models.Model):
    """When a periodic job is due next. What it does is registered in code by the same name."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    name = models.CharField("nama", max_length=100, primary_key=True)
    next_at = models.DateTimeField("berikutnya")

    class Meta:
        verbose_name = "pekerjaan berkala"
        verbose_name_plural = "pekerjaan berkala"

    def __str__(self) -> str:
        return self.name


class WorkerBeat(models.Model):
    """A living worker writes the time here every few seconds."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    worker = models.CharField("pekerja", max_length=80, primary_key=True)
    seen_at = models.DateTimeField("terlihat")

    class Meta:
        verbose_name = "denyut pekerja"
        verbose_name_plural = "denyut pekerja"

    def __str__(self) -> str:
        return self.worker
