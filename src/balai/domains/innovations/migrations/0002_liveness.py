"""Room for what liveness adds."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("innovations", "0001_initial")]
    operations = []
