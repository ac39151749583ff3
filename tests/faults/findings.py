"""What is in the database after the kills, as JSON. Run as a program with the settings of the killed server."""

import json
import sys

import django

django.setup()

from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from balai.domains.citizen_reports.models import Report  # noqa: E402
from balai.engine.cases import public as cases  # noqa: E402
from balai.engine.journal.models import Entry  # noqa: E402
from balai.engine.journal.public import count_unsealed, seal, verify  # noqa: E402


def main() -> None:
    while seal(at=timezone.now()):
        pass
    found = cases.Case.objects.select_related("holder")
    openings = Entry.objects.filter(code="CASE_OPENED").values("subject_id").annotate(times=Count("pk"))
    json.dump(
        {
            "reports": dict(Report.objects.values_list("client_key", "case__tracking_code")),
            "report_rows": Report.objects.count(),
            "cases": found.count(),
            "openings": openings.count(),
            "opened_twice": openings.filter(times__gt=1).count(),
            "without_holder": sum(1 for case in found if cases.replayed(case).holder_id != case.holder_id),
            "diverged": sum(1 for case in found if cases.replayed(case) != case.snapshot()),
            "faults": [fault.sentence for fault in verify()],
            "unsealed": count_unsealed(),
        },
        sys.stdout,
    )


main()
