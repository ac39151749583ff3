"""`balai migrate`: as Django's, but an empty database is not led through the whole past."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from balai.kits.schema.fresh import is_empty, lay_tables


class Command(migrate.Command):
    """Bring the tables up to date."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--stepwise", action="store_true", help="setiap langkah satu per satu, juga di basis data kosong"
        )

    def handle(self, *args: Any, stepwise: bool = False, **options: Any) -> None:
        whole = not (options["app_label"] or options["fake"] or options["plan"] or options["check_unapplied"])
        connection = connections[options["database"]]
        if whole and not stepwise and is_empty(connection):
            lay_tables(connection)
        # Nothing is left to apply then, and content types and permissions follow as after every migration.
        super().handle(*args, **options)
