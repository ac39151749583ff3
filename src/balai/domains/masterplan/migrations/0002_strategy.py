"""Tables of readiness and strategy."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("masterplan", "0001_initial")]
    operations = []
