"""Tables of readiness, strategy and decrees."""

import balai.domains.masterplan.terms_strategy
import balai.foundation.dimensions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("masterplan", "0001_initial"),
        ("organizations", "0003_desa_governments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decree",
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
                            (
                                balai.domains.masterplan.terms_strategy.DecreeKind["PERBUP"],
                                "Peraturan Bupati",
                            ),
                            (balai.domains.masterplan.terms_strategy.DecreeKind["PERDA"], "Peraturan Daerah"),
                            (
                                balai.domains.masterplan.terms_strategy.DecreeKind["KEPBUP"],
                                "Keputusan Bupati",
                            ),
                            (balai.domains.masterplan.terms_strategy.DecreeKind["SE"], "Surat Edaran"),
                            (
                                balai.domains.masterplan.terms_strategy.DecreeKind["NATIONAL"],
                                "Peraturan pusat",
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("dated", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (balai.domains.masterplan.terms_strategy.DecreeState["IN_FORCE"], "Berlaku"),
                            (
                                balai.domains.masterplan.terms_strategy.DecreeState["AMENDED"],
                                "Berlaku, sudah diubah",
                            ),
                            (balai.domains.masterplan.terms_strategy.DecreeState["REVOKED"], "Dicabut"),
                        ],
                        default=balai.domains.masterplan.terms_strategy.DecreeState["IN_FORCE"],
                        max_length=8,
                    ),
                ),
                ("changed_on", models.DateField(blank=True, null=True)),
                ("change_reason", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("link", models.URLField(blank=True, max_length=500)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_verified", models.BooleanField(default=False)),
                ("is_example", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decrees",
                        to="masterplan.plan",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="masterplan.decree",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "kind", "number"],
            },
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_example", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "dimension",
                    models.CharField(
                        blank=True,
                        choices=[
                            (balai.foundation.dimensions.Dimension["GOVERNANCE"], "Smart Governance"),
                            (balai.foundation.dimensions.Dimension["BRANDING"], "Smart Branding"),
                            (balai.foundation.dimensions.Dimension["ECONOMY"], "Smart Economy"),
                            (balai.foundation.dimensions.Dimension["LIVING"], "Smart Living"),
                            (balai.foundation.dimensions.Dimension["SOCIETY"], "Smart Society"),
                            (balai.foundation.dimensions.Dimension["ENVIRONMENT"], "Smart Environment"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "element",
                    models.CharField(
                        blank=True,
                        choices=[
                            (balai.domains.masterplan.terms_strategy.Element["NATURE"], "Alam (nature)"),
                            (
                                balai.domains.masterplan.terms_strategy.Element["STRUCTURE"],
                                "Struktur (structure)",
                            ),
                            (
                                balai.domains.masterplan.terms_strategy.Element["INFRASTRUCTURE"],
                                "Infrastruktur (infrastructure)",
                            ),
                            (
                                balai.domains.masterplan.terms_strategy.Element["SUPERSTRUCTURE"],
                                "Suprastruktur (superstructure)",
                            ),
                            (balai.domains.masterplan.terms_strategy.Element["CULTURE"], "Budaya (culture)"),
                        ],
                        max_length=16,
                    ),
                ),
                ("now", models.TextField()),
                ("wanted", models.TextField()),
                ("lacks", models.TextField(blank=True)),
                ("closing", models.TextField(blank=True)),
                (
                    "author_opd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="masterplan.plan"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterplan.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Keyword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_example", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("text", models.CharField(max_length=80)),
                (
                    "author_opd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="masterplan.plan"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_example", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("rpjmd_link", models.CharField(blank=True, max_length=300)),
                ("series", models.JSONField(blank=True, default=list)),
                (
                    "author_opd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="masterplan.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["number", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("article", models.CharField(max_length=60)),
                ("what", models.CharField(max_length=160)),
                ("text", models.TextField(blank=True)),
                ("first_due", models.DateField()),
                ("every_months", models.PositiveSmallIntegerField(default=0)),
                ("is_verified", models.BooleanField(default=False)),
                ("is_example", models.BooleanField(default=False)),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.TextField(blank=True)),
                ("read_at", models.DateTimeField()),
                (
                    "decree",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obligations",
                        to="masterplan.decree",
                    ),
                ),
                (
                    "opd",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organizations.opd"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["decree", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Readiness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_example", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("criterion", models.CharField(max_length=12)),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            (balai.domains.masterplan.terms_strategy.Mark["GOOD"], "Baik"),
                            (balai.domains.masterplan.terms_strategy.Mark["MEDIUM"], "Sedang"),
                            (balai.domains.masterplan.terms_strategy.Mark["POOR"], "Buruk"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "author_opd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="masterplan.plan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "thing",
                    models.CharField(
                        choices=[
                            (balai.domains.masterplan.terms_strategy.Thing["READINESS"], "Nilai kesiapan"),
                            (balai.domains.masterplan.terms_strategy.Thing["SWOT"], "Butir SWOT"),
                            (balai.domains.masterplan.terms_strategy.Thing["TOWS"], "Strategi TOWS"),
                            (balai.domains.masterplan.terms_strategy.Thing["GAP"], "Kesenjangan"),
                            (balai.domains.masterplan.terms_strategy.Thing["VISION"], "Visi"),
                            (balai.domains.masterplan.terms_strategy.Thing["MISSION"], "Misi"),
                            (balai.domains.masterplan.terms_strategy.Thing["KEYWORD"], "Kata kunci visi"),
                        ],
                        max_length=12,
                    ),
                ),
                ("thing_id", models.PositiveBigIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("is_removal", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
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
                    "made_opd",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="masterplan.plan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SwotEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_example", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "quadrant",
                    models.CharField(
                        choices=[
                            (balai.domains.masterplan.terms_strategy.Quadrant["STRENGTH"], "Kekuatan"),
                            (balai.domains.masterplan.terms_strategy.Quadrant["WEAKNESS"], "Kelemahan"),
                            (balai.domains.masterplan.terms_strategy.Quadrant["OPPORTUNITY"], "Peluang"),
                            (balai.domains.masterplan.terms_strategy.Quadrant["THREAT"], "Ancaman"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                (
                    "dimension",
                    models.CharField(
                        blank=True,
                        choices=[
                            (balai.foundation.dimensions.Dimension["GOVERNANCE"], "Smart Governance"),
                            (balai.foundation.dimensions.Dimension["BRANDING"], "Smart Branding"),
                            (balai.foundation.dimensions.Dimension["ECONOMY"], "Smart Economy"),
                            (balai.foundation.dimensions.Dimension["LIVING"], "Smart Living"),
                            (balai.foundation.dimensions.Dimension["SOCIETY"], "Smart Society"),
                            (balai.foundation.dimensions.Dimension["ENVIRONMENT"], "Smart Environment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=0)),
                (
                    "author_opd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="masterplan.plan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TowsStrategy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_example", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("text", models.TextField()),
                (
                    "dimension",
                    models.CharField(
                        blank=True,
                        choices=[
                            (balai.foundation.dimensions.Dimension["GOVERNANCE"], "Smart Governance"),
                            (balai.foundation.dimensions.Dimension["BRANDING"], "Smart Branding"),
                            (balai.foundation.dimensions.Dimension["ECONOMY"], "Smart Economy"),
                            (balai.foundation.dimensions.Dimension["LIVING"], "Smart Living"),
                            (balai.foundation.dimensions.Dimension["SOCIETY"], "Smart Society"),
                            (balai.foundation.dimensions.Dimension["ENVIRONMENT"], "Smart Environment"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "author_opd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "inner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterplan.swotentry",
                    ),
                ),
                (
                    "outer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterplan.swotentry",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="masterplan.plan"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Vision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_example", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("text", models.TextField()),
                (
                    "author_opd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.opd",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="masterplan.plan"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="decree",
            constraint=models.UniqueConstraint(
                fields=("kind", "number", "year"), name="masterplan_decree_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.UniqueConstraint(
                fields=("decree", "article", "opd", "what"), name="masterplan_obligation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="readiness",
            constraint=models.UniqueConstraint(
                fields=("plan", "criterion"), name="masterplan_readiness_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("thing", "thing_id", "version"), name="masterplan_revision_once"
            ),
        ),
        migrations.AddIndex(
            model_name="swotentry",
            index=models.Index(fields=["plan", "quadrant"], name="masterplan_swot_quadrant"),
        ),
        migrations.AddConstraint(
            model_name="vision",
            constraint=models.UniqueConstraint(fields=("plan",), name="masterplan_vision_once"),
        ),
    ]
