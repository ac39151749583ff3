"""Tables of workshops."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("masterplan", "0002_strategy")]
    operations = []
