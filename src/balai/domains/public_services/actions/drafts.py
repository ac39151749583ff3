"""Forms that are being filled in. They belong to their author alone; nothing of them is an act of the office."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from balai.domains.public_services import permissions
from balai.domains.public_services.models import Draft, Paper
from balai.domains.public_services.queries import packs_of, resolved
from balai.domains.public_services.rules.persons import name_of
from balai.domains.public_services.terms import (
    DRAFT_KEPT,
    MOST_ANSWER_CHARACTERS,
    MOST_DRAFTS,
    MOST_PAPERS,
    PAPER_KIND,
)
from balai.engine.documents import public as documents
from balai.engine.documents.public import PreparedFile
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.packs.public import ServiceView
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused, TooOften

act = transaction.atomic


@act()
def open_draft(
    *, service: str, area_id: str | None, by: Actor, at: datetime, answers: Mapping[str, Any] | None = None
) -> Draft:
    """A new form, with the answers known already. A village officer's is of the own village.

    Raises NotFound SERVICE_UNKNOWN, AREA_UNKNOWN; Refused SERVICE_CLOSED; Forbidden FILER_NOT_ALLOWED; TooOften
    DRAFTS_TOO_MANY.
    """
    view = open_service(service)
    require_filer(view, area_id, by, at)
    village = permissions.village_of(by)
    if area_id is not None:
        organizations.area(area_id)
    elif village is not None:
        area_id = village.area_id
    if by.user_id and Draft.objects.filter(owner=by.user_id).count() >= MOST_DRAFTS:
        raise TooOften(
            "DRAFTS_TOO_MANY", "Terlalu banyak isian yang belum dikirim. Kirim atau hapus beberapa dahulu."
        )
    draft = Draft(
        pack_version_id=view.version_id,
        service=service,
        area_id=area_id,
        owner_id=by.user_id,
        created_at=at,
        updated_at=at,
    )
    _write(draft, answers or {}, at=at)
    draft.save(force_insert=True)
    return draft


@act()
def keep_answers(
    *, draft_id: int, answers: Mapping[str, Any], by: Actor, at: datetime, version: int | None = None
) -> Draft:
    """Keep what was typed, however unfinished: given answers replace earlier ones, an empty one forgets it.

    Raises Conflict DRAFT_MOVED when `version` is not the present one: another tab wrote since. NotFound
    DRAFT_UNKNOWN; Refused ANSWERS_TOO_LONG.
    """
    draft = own_draft(draft_id, by)
    if version is not None and draft.version != version:
        raise Conflict(
            "DRAFT_MOVED",
            "Isian ini baru saja diubah di jendela lain. Yang Anda ketik belum disimpan; muat ulang dahulu.",
        )
    _write(draft, answers, at=at)
    draft.version += 1
    draft.save(update_fields=["answers", "client_name", "version", "updated_at"])
    return draft


@act()
def attach_paper(*, draft_id: int, paper: str, file: PreparedFile, by: Actor, at: datetime) -> Paper:
    """Put a prepared file to a draft as that paper.

    Raises Refused PAPER_UNKNOWN, PAPER_TWICE (the same file is another paper already), PAPER_NOT_PHOTO,
    PAPERS_TOO_MANY; NotFound DRAFT_UNKNOWN; FILE_… of documents.
    """
    draft = own_draft(draft_id, by)
    wanted = {one.code: one for pack in packs_of(draft.service) for one in pack.papers}.get(paper)
    require_fitting(paper, wanted, file, among=list(draft.papers.all()))
    document = documents.store_file(file=file, kind=PAPER_KIND, by=by, at=at)
    Draft.objects.filter(pk=draft.pk).update(updated_at=at)
    return Paper.objects.create(draft=draft, code=paper, document=document, sha256=file.sha256, at=at)


@act()
def remove_paper(*, draft_id: int, paper_id: int, by: Actor, at: datetime) -> None:
    """Take a file back out of a draft. Removing twice is removing once. Raises NotFound DRAFT_UNKNOWN."""
    draft = own_draft(draft_id, by)
    _forget(list(draft.papers.filter(pk=paper_id)))
    Draft.objects.filter(pk=draft.pk).update(updated_at=at)


@act()
def discard_draft(*, draft_id: int, by: Actor, at: datetime) -> None:
    """Forget a draft and its files. Raises NotFound DRAFT_UNKNOWN."""
    draft = own_draft(draft_id, by)
    _forget(list(draft.papers.all()))
    draft.delete()


def sweep_drafts(*, at: datetime, batch: int = 500) -> int:
    """Forget drafts that nobody touched for thirty days; how many."""
    swept = 0
    for pk in list(Draft.objects.filter(updated_at__lt=at - DRAFT_KEPT).values_list("pk", flat=True)[:batch]):
        with transaction.atomic():
            # Somebody may have come back to it since.
            draft = Draft.objects.select_for_update().filter(pk=pk, updated_at__lt=at - DRAFT_KEPT).first()
            if draft:
                _forget(list(draft.papers.all()))
                draft.delete()
                swept += 1
    return swept


def open_service(service: str) -> ServiceView:
    """The service, if it takes applications. Raises NotFound SERVICE_UNKNOWN; Refused SERVICE_CLOSED."""
    view = packs.service(service)
    if view is None:
        raise NotFound("SERVICE_UNKNOWN", "Layanan ini tidak ada.")
    if view.state != "OPEN":
        raise Refused("SERVICE_CLOSED", "Layanan ini sedang tidak menerima permohonan.")
    return view


def require_filer(view: ServiceView, area_id: str | None, by: Actor, at: datetime) -> None:
    """Raises Forbidden FILER_NOT_ALLOWED when `by` may not file this service there."""
    if not permissions.may_file(by, view.pack, area_id, resolved(view.pack, at)):
        raise Forbidden(
            "FILER_NOT_ALLOWED", "Layanan ini tidak dapat Anda ajukan sendiri. Datanglah ke kantor desa."
        )


def own_draft(draft_id: int, by: Actor) -> Draft:
    """The draft, held until the transaction ends, for its owner; one without an owner is found by its secret key,
    which the door has checked. Raises NotFound DRAFT_UNKNOWN."""
    draft = Draft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first()
    if draft is None or (draft.owner_id is not None and draft.owner_id != by.user_id):
        raise NotFound("DRAFT_UNKNOWN", "Isian ini tidak ditemukan. Mungkin sudah dikirim atau dihapus.")
    return draft


def _write(draft: Draft, answers: Mapping[str, Any], *, at: datetime) -> None:
    """Merge answers to questions of the form into the draft; anything else is dropped."""
    known = {code for pack in packs_of(draft.service) for code in pack.fields}
    kept = json.loads(draft.answers)
    for code, answer in answers.items():
        if code not in known:
            continue
        if answer in (None, ""):
            kept.pop(code, None)
        else:
            kept[code] = answer if isinstance(answer, bool | int) else str(answer)
    text = json.dumps(kept, ensure_ascii=False)
    if len(text) > MOST_ANSWER_CHARACTERS:
        raise Refused("ANSWERS_TOO_LONG", "Isian terlalu panjang. Persingkat jawaban yang panjang.")
    draft.answers = text
    draft.client_name = name_of(packs.current(draft.service), kept)
    draft.updated_at = at


def require_fitting(
    code: str, wanted: packs.Paper | None, file: PreparedFile, *, among: Sequence[Paper]
) -> None:
    """Raises Refused PAPER_UNKNOWN, PAPER_NOT_PHOTO, PAPER_TWICE, PAPERS_TOO_MANY for a file that cannot be that
    paper beside those that are there."""
    if wanted is None:
        raise Refused("PAPER_UNKNOWN", "Berkas ini tidak diminta oleh layanan ini.", field=code)
    if wanted.kind == "PHOTO" and not file.is_photo:
        raise Refused("PAPER_NOT_PHOTO", "{paper} harus berupa foto.", field=code, paper=wanted.label.id)
    _refuse_same_file(among, file, code)
    if len(among) >= MOST_PAPERS:
        raise Refused("PAPERS_TOO_MANY", "Paling banyak {most} berkas.", field=code, most=MOST_PAPERS)


def _refuse_same_file(known: Sequence[Paper], file: PreparedFile, paper: str) -> None:
    """Raises Refused PAPER_TWICE when the file is one of the known papers already."""
    if any(row.sha256 == file.sha256 for row in known):
        raise Refused(
            "PAPER_TWICE",
            "Berkas ini sudah diunggah untuk permohonan ini. Satu berkas hanya untuk satu syarat.",
            field=paper,
        )


def _forget(papers: list[Paper]) -> None:
    """Only the rows that refer to the files: `documents` sweeps what nothing refers to."""
    Paper.objects.filter(pk__in=[paper.pk for paper in papers]).delete()
