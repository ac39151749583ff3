import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("packs", "0001_initial"),
    ]

    operations = [
        migrations.AddField("packversion", "signature", models.CharField(blank=True, default="", max_length=128), preserve_default=False),
        migrations.AddField("service", "note", models.CharField(blank=True, default="", max_length=500), preserve_default=False),
        migrations.CreateModel(
            name="TrustedKey",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("owner", models.CharField(max_length=120)),
                ("checked_how", models.CharField(max_length=200)),
                ("trusted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "trusted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
