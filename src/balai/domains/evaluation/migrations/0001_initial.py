import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balai.domains.evaluation.terms
from balai.domains.evaluation.protection import GUARD


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0003_desa_governments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('label', models.CharField(max_length=120)),
                ('summary', models.TextField(blank=True)),
                ('unit', models.CharField(blank=True, max_length=60)),
                ('is_per_opd', models.BooleanField(default=False)),
                ('is_own', models.BooleanField(default=False)),
                ('order', models.PositiveSmallIntegerField(default=100)),
            ],
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('label', models.CharField(max_length=160)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='dasar')),
                ('trust', models.TextField(blank=True)),
                ('source', models.TextField(blank=True)),
                ('content', models.JSONField()),
                ('standing', models.CharField(choices=[(balai.domains.evaluation.terms.Standing['USABLE'], 'Dapat dipakai'), (balai.domains.evaluation.terms.Standing['INCOMPLETE'], 'Belum lengkap'), (balai.domains.evaluation.terms.Standing['BROKEN'], 'Tidak dapat dipakai')], max_length=10)),
                ('faults', models.JSONField(default=list)),
                ('kept_at', models.DateTimeField()),
                ('kept_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='evaluation.instrument')),
            ],
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instrument_code', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('subject', models.CharField(blank=True, max_length=40)),
                ('state', models.CharField(choices=[(balai.domains.evaluation.terms.State['DRAFT'], 'Sedang diisi'), (balai.domains.evaluation.terms.State['SUBMITTED'], 'Menunggu asesor'), (balai.domains.evaluation.terms.State['ASSESSED'], 'Sudah dinilai, menunggu tanggapan'), (balai.domains.evaluation.terms.State['FINAL'], 'Final')], default=balai.domains.evaluation.terms.State['DRAFT'], max_length=10)),
                ('is_example', models.BooleanField(default=False)),
                ('note', models.TextField(blank=True)),
                ('index', models.DecimalField(decimal_places=5, max_digits=12, null=True)),
                ('band', models.CharField(blank=True, max_length=60)),
                ('opened_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('assessed_at', models.DateTimeField(null=True)),
                ('final_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('opd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.opd')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='evaluation.edition')),
            ],
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('said_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='evaluation.assessment')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('said_opd', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.opd')),
            ],
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.CharField(max_length=20)),
                ('side', models.CharField(choices=[(balai.domains.evaluation.terms.Side['SELF'], 'Penilaian mandiri'), (balai.domains.evaluation.terms.Side['ASSESSOR'], 'Penilaian asesor')], max_length=8)),
                ('level', models.DecimalField(decimal_places=6, max_digits=14, null=True)),
                ('reason', models.TextField(blank=True)),
                ('given_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='evaluation.assessment')),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('given_opd', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.opd')),
            ],
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['year', 'instrument_code'], name='evaluation_by_year'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(fields=('instrument_code', 'year', 'subject'), name='evaluation_assessment_once'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('instrument', 'code'), name='evaluation_edition_once'),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(fields=['assessment', 'row'], name='evaluation_reply_row'),
        ),
        migrations.AddIndex(
            model_name='score',
            index=models.Index(fields=['assessment', 'row', 'side', 'id'], name='evaluation_score_now'),
        ),
        migrations.RunPython(GUARD.put_up, GUARD.take_down),
    ]
