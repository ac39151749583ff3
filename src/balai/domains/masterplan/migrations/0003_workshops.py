"""Tables of workshops and of what is signed there."""

import balai.domains.masterplan.terms_workshops
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("masterplan", "0002_strategy"),
        ("organizations", "0003_desa_governments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Workshop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("held_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                ("visit_note", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("is_told", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_example", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops",
                        to="masterplan.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WorksheetRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sheet",
                    models.CharField(
                        choices=[
                            (
                                balai.domains.masterplan.terms_workshops.Sheet["READINESS"],
                                "Penilaian kesiapan",
                            ),
                            (balai.domains.masterplan.terms_workshops.Sheet["SWOT"], "SWOT"),
                            (balai.domains.masterplan.terms_workshops.Sheet["GAP"], "Analisis kesenjangan"),
                            (balai.domains.masterplan.terms_workshops.Sheet["KEYWORD"], "Kata kunci visi"),
                            (balai.domains.masterplan.terms_workshops.Sheet["CANDIDATE"], "Calon program"),
                            (balai.domains.masterplan.terms_workshops.Sheet["QUICK_WIN"], "Calon quick win"),
                            (balai.domains.masterplan.terms_workshops.Sheet["ROADMAP"], "Peta jalan"),
                            (balai.domains.masterplan.terms_workshops.Sheet["REVIEW"], "Reviu bab"),
                        ],
                        max_length=10,
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=16)),
                ("content", models.JSONField()),
                ("target_kind", models.CharField(max_length=12)),
                ("target_id", models.PositiveBigIntegerField()),
                ("before", models.JSONField(null=True)),
                ("target_version", models.PositiveIntegerField(default=1)),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("written_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undo_reason", models.CharField(blank=True, max_length=300)),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_opd",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="masterplan.workshop",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("book", models.CharField(max_length=40)),
                ("chapter", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settlement", models.TextField(blank=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="masterplan.plan",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterplan.workshop",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (balai.domains.masterplan.terms_workshops.InstitutionKind["OPD"], "OPD"),
                            (
                                balai.domains.masterplan.terms_workshops.InstitutionKind["VILLAGE"],
                                "Desa atau kelurahan",
                            ),
                            (balai.domains.masterplan.terms_workshops.InstitutionKind["BUMD"], "BUMD"),
                            (
                                balai.domains.masterplan.terms_workshops.InstitutionKind["CAMPUS"],
                                "Perguruan tinggi",
                            ),
                            (
                                balai.domains.masterplan.terms_workshops.InstitutionKind["COMMUNITY"],
                                "Komunitas",
                            ),
                            (balai.domains.masterplan.terms_workshops.InstitutionKind["OTHER"], "Lainnya"),
                        ],
                        max_length=9,
                    ),
                ),
                ("institution", models.CharField(max_length=160)),
                ("role", models.CharField(blank=True, max_length=120)),
                ("group", models.CharField(blank=True, max_length=16)),
                (
                    "opd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="masterplan.workshop",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "institution", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment",
                        to="masterplan.workshop",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office", models.CharField(max_length=40)),
                ("signer_name", models.CharField(max_length=120)),
                ("signer_title", models.CharField(max_length=120)),
                ("digest", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdraw_reason", models.CharField(blank=True, max_length=300)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="masterplan.commitment",
                    ),
                ),
                (
                    "opd",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["signed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("commitment", "office"),
                        name="masterplan_signature_once",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="workshop",
            constraint=models.UniqueConstraint(
                fields=("plan", "stage", "held_on"), name="masterplan_workshop_once"
            ),
        ),
        migrations.AddIndex(
            model_name="worksheetrow",
            index=models.Index(fields=["workshop", "sheet"], name="masterplan_rows_of_sheet"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("workshop", "institution", "group"), name="masterplan_participant_once"
            ),
        ),
    ]
