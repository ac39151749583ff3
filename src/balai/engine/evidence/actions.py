"""Acts of evidence: a proof is kept, judged by somebody else, laid beside a row of an instrument, taken away again."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.engine.documents.public import PreparedFile, store_file
from balai.engine.evidence import kinds
from balai.engine.evidence.models import Evidence, Use
from balai.engine.evidence.permissions import VERIFIERS, may_keep, may_verify
from balai.engine.evidence.rules import regular_link
from balai.engine.evidence.terms import DOCUMENT_KIND, NOTE_LIMIT, TITLE_LIMIT, Act, EvidenceKind, Verdict
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text


def keep(
    *,
    about: tuple[str, int | str],
    kind: str,
    title: str,
    note: str,
    dated: date,
    opd_id: int,
    by: Actor,
    at: datetime,
    file: PreparedFile | None = None,
    link: str = "",
) -> Evidence:
    """Keep one proof about one thing: a prepared file or a link, never both. `dated` is the day that the document gives
    itself. The same file or link about the same thing again is the proof that is there already.

    Raises Forbidden NOT_YOURS; Refused TEXT_…, KIND_UNKNOWN, OPD_UNKNOWN, DATED_FUTURE, PROOF_MISSING, PROOF_TWICE,
    LINK_WRONG.
    """
    _must_be_whole(kind, dated, opd_id, by, today=timezone.localdate(at))
    address = _link(link, file)
    evidence = Evidence(
        about_kind=about[0],
        about_id=str(about[1]),
        kind=kind,
        title=clean_text(title, field="title", label="Judul bukti", minimum=3, maximum=TITLE_LIMIT),
        note=clean_text(note, field="note", label="Catatan", minimum=0, maximum=NOTE_LIMIT),
        link=address,
        sha256=file.sha256 if file else hashlib.sha256(address.encode()).hexdigest(),
        dated=dated,
        opd_id=opd_id,
        kept_at=at,
        kept_by_id=by.user_id,
    )
    try:
        return _same(evidence) or _keep(evidence, file, by, at)
    except IntegrityError:
        # Sent twice at once: the other one was quicker, and his is the proof.
        known = _same(evidence)
        if known is None:
            raise
        return known


def _must_be_whole(kind: str, dated: date, opd_id: int, by: Actor, *, today: date) -> None:
    if opd_id not in {opd.pk for opd in organizations.all_opds()}:
        raise Refused("OPD_UNKNOWN", "Pilih OPD pemilik bukti.", field="opd")
    if not may_keep(by, opd_id, on=today):
        raise Forbidden("NOT_YOURS", "Bukti disimpan oleh OPD pemiliknya, perencana, atau koordinator.")
    if kind not in set(EvidenceKind):
        raise Refused("KIND_UNKNOWN", "Pilih jenis bukti.", field="kind")
    if dated > today:
        raise Refused(
            "DATED_FUTURE", "Tanggal dokumen belum tiba. Tulis tanggal yang tertera padanya.", field="dated"
        )


def _link(raw: str, file: PreparedFile | None) -> str:
    if file is not None and raw.strip():
        raise Refused("PROOF_TWICE", "Kirim berkas atau tautan, satu saja per bukti.", field="link")
    if file is not None:
        return ""
    if not raw.strip():
        raise Refused("PROOF_MISSING", "Lampirkan berkas, atau tulis tautannya.", field="file")
    address = regular_link(raw)
    if address is None:
        raise Refused(
            "LINK_WRONG",
            "Tautan ini bukan alamat web yang lengkap (https://…). Salin dari peramban.",
            field="link",
        )
    return address


def _same(evidence: Evidence) -> Evidence | None:
    return Evidence.objects.filter(
        about_kind=evidence.about_kind, about_id=evidence.about_id, sha256=evidence.sha256
    ).first()


@transaction.atomic
def _keep(evidence: Evidence, file: PreparedFile | None, by: Actor, at: datetime) -> Evidence:
    if file is not None:
        evidence.document = store_file(file=file, kind=DOCUMENT_KIND, by=by, at=at)
    evidence.save(force_insert=True)
    facts = {
        "about": f"{evidence.about_kind}:{evidence.about_id}",
        "kind": evidence.kind,
        "sha256": evidence.sha256,
        "dated": evidence.dated.isoformat(),
    }
    _write_down(Act.KEPT, evidence.pk, by, at, facts)
    return evidence


@transaction.atomic
def verify(
    *,
    evidence_id: int,
    verdict: str,
    note: str,
    by: Actor,
    at: datetime,
    was: str | None = None,
) -> Evidence:
    """Judge a proof: GOOD, or BAD with the reason. Never by who kept it, nor by the agency whose proof it is; the same
    judgement twice is once. `was` is the verdict that the judge saw.

    Raises NotFound EVIDENCE_UNKNOWN; Forbidden NOT_VERIFIER, OWN_PROOF; Conflict EVIDENCE_CHANGED; Refused
    VERDICT_UNKNOWN, TEXT_….
    """
    evidence = _locked(evidence_id)
    if by.kind != "SYSTEM" and (not by.is_officer or by.role not in VERIFIERS):
        raise Forbidden("NOT_VERIFIER", "Bukti diperiksa oleh admin OPD lain, koordinator, atau pengawas.")
    if not may_verify(by, evidence):
        raise Forbidden(
            "OWN_PROOF", "Bukti tidak diperiksa oleh yang menyimpannya, dan tidak oleh OPD pemiliknya."
        )
    if verdict not in {Verdict.GOOD, Verdict.BAD}:
        raise Refused("VERDICT_UNKNOWN", "Pilih: membuktikan, atau tidak membuktikan.", field="verdict")
    least = 5 if verdict == Verdict.BAD else 0
    note = clean_text(note, field="note", label="Alasan", minimum=least, maximum=NOTE_LIMIT)
    if (evidence.verdict, evidence.verdict_note) == (verdict, note):
        return evidence
    if was is not None and was != evidence.verdict:
        raise Conflict(
            "EVIDENCE_CHANGED", "Petugas lain baru saja memeriksa bukti ini. Lihat penilaiannya dahulu."
        )
    former = evidence.verdict
    evidence.verdict, evidence.verdict_note = verdict, note
    evidence.verified_at, evidence.verified_by_id = at, by.user_id
    evidence.save(update_fields=["verdict", "verdict_note", "verified_at", "verified_by"])
    _write_down(Act.VERIFIED, evidence.pk, by, at, {"was": former, "verdict": str(verdict)})
    return evidence


@transaction.atomic
def use_for(*, evidence_id: int, instrument: str, edition: str, row: str, by: Actor, at: datetime) -> Use:
    """Lay a proof beside a row of an instrument; the same row twice is once.

    Raises NotFound EVIDENCE_UNKNOWN; Forbidden NOT_YOURS; Refused INSTRUMENT_UNKNOWN, EDITION_UNKNOWN, ROW_UNKNOWN,
    PROOF_ELSEWHERE (about something that the row does not judge), PROOF_BAD.
    """
    evidence = _locked(evidence_id)
    _must_keep(by, evidence, at)
    _check_row(instrument, edition, row, evidence)
    if evidence.verdict == Verdict.BAD:
        raise Refused("PROOF_BAD", "Bukti ini dinilai tidak membuktikan; pakai bukti lain.", field="row")
    known = evidence.uses.filter(instrument=instrument, edition=edition, row=row, ended_at=None).first()
    if known is not None:
        return known
    made = Use.objects.create(
        evidence=evidence, instrument=instrument, edition=edition, row=row, used_at=at, used_by_id=by.user_id
    )
    _write_down(Act.USED, evidence.pk, by, at, {"instrument": instrument, "edition": edition, "row": row})
    return made


def _check_row(code: str, edition: str, row: str, evidence: Evidence) -> None:
    known = kinds.instrument(code)
    if known is None:
        raise Refused("INSTRUMENT_UNKNOWN", "Instrumen ini tidak ada.", field="row")
    if edition not in set(known.editions()):
        raise Refused("EDITION_UNKNOWN", "Edisi instrumen ini tidak ada.", field="row")
    if row not in dict(known.rows(edition)):
        raise Refused("ROW_UNKNOWN", "Indikator ini tidak ada dalam edisi itu.", field="row")
    if known.about(edition, row) not in {"", evidence.about_kind}:
        raise Refused(
            "PROOF_ELSEWHERE",
            "Bukti ini tentang hal lain dan tidak akan dihitung di sana. Simpan buktinya dari halaman hal yang dinilai indikator itu.",
            field="row",
        )


@transaction.atomic
def end_use(*, use_id: int, by: Actor, at: datetime) -> Use:
    """Take a proof away from a row; that it lay there stays known. Twice is once.

    Raises NotFound USE_UNKNOWN; Forbidden NOT_YOURS.
    """
    use = Use.objects.select_for_update(of=("self",)).select_related("evidence").filter(pk=use_id).first()
    if use is None:
        raise NotFound("USE_UNKNOWN", "Pemakaian bukti ini tidak ada.")
    _must_keep(by, use.evidence, at)
    if use.ended_at is None:
        use.ended_at, use.ended_by_id = at, by.user_id
        use.save(update_fields=["ended_at", "ended_by"])
        facts = {"instrument": use.instrument, "edition": use.edition, "row": use.row}
        _write_down(Act.USE_ENDED, use.evidence_id, by, at, facts)
    return use


def _must_keep(by: Actor, evidence: Evidence, at: datetime) -> None:
    if not may_keep(by, evidence.opd_id, on=timezone.localdate(at)):
        raise Forbidden("NOT_YOURS", "Bukti ini dipakai oleh OPD pemiliknya, perencana, atau koordinator.")


def _locked(evidence_id: int) -> Evidence:
    evidence = Evidence.objects.select_for_update().filter(pk=evidence_id).first()
    if evidence is None:
        raise NotFound("EVIDENCE_UNKNOWN", "Bukti ini tidak ada.")
    return evidence


def _write_down(code: Act, evidence_id: int, by: Actor, at: datetime, facts: dict[str, Any]) -> None:
    journal.append(code=code, subject=("evidence", evidence_id), by=by, at=at, data=facts)
