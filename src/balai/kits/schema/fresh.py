"""Tables for a database that has none.

Replaying every migration builds hundreds of models again for each step: half a minute of work for a database without
one row to keep. Tables, constraints and guards are laid from the models instead, and the migrations are recorded as
done. `tests/test_fresh.py` holds the two ways against each other, on both databases.
"""

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from balai.kits.append_only import GUARDS


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database has no table at all."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def lay_tables(connection: BaseDatabaseWrapper) -> None:
    """Every table of the program in an empty database, in one transaction; the migrations count as applied."""
    recorder, loader = MigrationRecorder(connection), MigrationLoader(connection)
    with connection.schema_editor() as editor:
        editor.create_model(recorder.Migration)
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy and not model._meta.swapped:
                editor.create_model(model)
        for guard in GUARDS:
            guard.put_up(apps, editor)
        for app, name in loader.graph.nodes:
            recorder.record_applied(app, name)
