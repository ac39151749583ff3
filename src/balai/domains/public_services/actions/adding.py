"""Papers that come after filing: what was missing when an application was sent back."""

from datetime import datetime

from django.db import transaction

from balai.domains.public_services.actions.drafts import require_fitting
from balai.domains.public_services.models import Application, Paper
from balai.domains.public_services.queries import moves_open
from balai.domains.public_services.rules.flows import leads_on
from balai.domains.public_services.terms import PAPER_ADDED, PAPER_KIND
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.documents.public import PreparedFile
from balai.engine.journal import public as journal
from balai.engine.packs import public as packs
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden


@transaction.atomic
def add_paper(*, application_id: int, paper: str, file: PreparedFile, by: Actor, at: datetime) -> Paper:
    """Put a prepared file to an application that waits for `by`: somebody who can take it further now.

    Raises NotFound CASE_UNKNOWN; Forbidden NOT_YOUR_TURN; Refused PAPER_UNKNOWN, PAPER_NOT_PHOTO, PAPER_TWICE,
    PAPERS_TOO_MANY.
    """
    case = cases.locked(application_id)
    application = Application.objects.get(pk=application_id)
    application.case = case
    pack = packs.pack_of(application.pack_version_id)
    if not leads_on(pack.flow, moves_open(application, by, at)):
        raise Forbidden("NOT_YOUR_TURN", "Berkas hanya dapat ditambah selama permohonan menunggu Anda.")
    wanted = next((one for one in pack.papers if one.code == paper), None)
    require_fitting(paper, wanted, file, among=list(application.papers.all()))
    document = documents.store_file(file=file, kind=PAPER_KIND, by=by, at=at)
    journal.append(code=PAPER_ADDED, subject=("case", application_id), by=by, at=at, data={"paper": paper})
    return Paper.objects.create(
        application=application, code=paper, document=document, sha256=file.sha256, at=at
    )
