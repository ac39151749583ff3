"""Excel: paper beside life, and the sheet of an edition in the columns of the ministry's own form."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from balai.domains.innovations.models import IgaEdition, IgaSheet, Innovation
from balai.domains.innovations.queries.maturity import Beside, beside, proofs, proofs_of, sheet_of
from balai.domains.innovations.queries.sheets import sheet_rows
from balai.domains.innovations.rules.iga import Edition, read
from balai.domains.innovations.terms import FORM_LABELS, LIFE_LABELS, ORIGIN_LABELS, STAGE_LABELS
from balai.domains.innovations.terms_maturity import QUADRANT_LABELS, Aspect
from balai.engine.organizations import public as organizations
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said

# The profile of an innovation as the ministry's form asks for it, in its order; what the register does not know stays empty.
PROFILE = (
    "nama_pemda", "nama_inovasi", "tahapan", "inisiator", "nama_inisiator", "jenis", "bentuk", "tematik", "urusan_utama",
    "urusan_beririsan", "koordinat", "waktu_inisiatif", "waktu_uji_coba", "waktu_penerapan", "waktu_pengembangan",
    "rancang_bangun", "tujuan", "manfaat", "hasil", "berkas_anggaran", "berkas_profil_bisnis", "berkas_haki",
    "berkas_penghargaan", "berkas_proposal", "tautan_video",
)  # fmt: skip
VIDEO_ROW, BUDGET_ROW = "35", "18"


def beside_file(rows: Iterable[Beside]) -> HttpResponse:
    """Paper and life of many, one below the other."""
    return excel_response("kertas-dan-kehidupan", _beside_sheet(rows))


def edition_file(edition: IgaEdition, sheets: Sequence[IgaSheet]) -> HttpResponse:
    """The export sheet of an edition: profile, rows with links to their proofs, the region's own rows, life beside paper.

    `sheets` are those of the innovations that are reported, `innovation` selected along.
    """
    rules = read(edition.definition)
    ids = [sheet.innovation_id for sheet in sheets]
    known = proofs(edition.code, "INNOVATION", [str(pk) for pk in ids])
    full = {
        one.innovation_id: one
        for one in IgaSheet.objects.filter(edition=edition, innovation_id__in=ids).prefetch_related("answers")
    }
    innovations = [sheet.innovation for sheet in sheets if sheet.innovation]
    name = organizations.region().name
    books = (
        Sheet(_("Profil"), PROFILE, [_profile(one, name, known.get(str(one.pk), {})) for one in innovations]),
        _levels_sheet(rules, innovations, full, known),
        _region_sheet(rules, sheet_of(edition.code, None), proofs_of(edition.code, None)),
        _beside_sheet(beside(innovations)),
    )
    return excel_response(f"iga-{edition.code}", *books)


def _profile(one: Innovation, region: str, rows: Mapping[str, Sequence[Any]]) -> tuple[Any, ...]:
    known = {
        "nama_pemda": region,
        "nama_inovasi": one.name,
        "tahapan": said(STAGE_LABELS[one.stage]),
        "inisiator": said(ORIGIN_LABELS[one.origin]),
        "nama_inisiator": one.initiator_name,
        "jenis": _("Digital") if one.is_digital else _("Nondigital"),
        "bentuk": said(FORM_LABELS[one.form]),
        "tematik": DIMENSION_LABELS.get(one.dimension, ""),
        "urusan_utama": one.affair,
        "waktu_inisiatif": one.initiative_date,
        "waktu_uji_coba": one.trial_date,
        "waktu_penerapan": one.adoption_date,
        "rancang_bangun": one.summary,
        "hasil": _result(one),
        "berkas_anggaran": _links(rows.get(BUDGET_ROW, ())),
        "tautan_video": _links(rows.get(VIDEO_ROW, ())),
    }
    return tuple(known.get(column, "") for column in PROFILE)


def _result(one: Innovation) -> str:
    if one.result_value is None:
        return ""
    return f"{one.result_label}: {one.result_value.normalize():f} {one.result_unit}".strip()


def _levels_sheet(
    rules: Edition,
    innovations: Sequence[Innovation],
    sheets: Mapping[int | None, IgaSheet],
    known: Mapping[str, Mapping[str, Sequence[Any]]],
) -> Sheet:
    titles = [
        _("Inovasi"), _("Nomor"), _("Indikator"), _("Bobot"), _("Wajib"), _("Taraf sendiri"), _("Bunyi taraf"), _("Basis ukur"),
        _("Angka"), _("Skor sendiri"), _("Taraf terverifikasi"), _("Jenis bukti"), _("Bukti"),
    ]  # fmt: skip
    lines = [
        (
            one.name,
            row.line.code,
            row.line.label,
            str(row.line.weight),
            _("ya") if row.line.is_mandatory else _("tidak"),
            row.level,
            row.word,
            row.answer.basis if row.answer else "",
            str(row.answer.amount) if row.answer and row.answer.amount is not None else "",
            str(row.score),
            row.verified_level,
            row.line.proof,
            _links(row.proofs),
        )
        for one in innovations
        for row in sheet_rows(rules, sheets.get(one.pk), known.get(str(one.pk), {}), Aspect.INNOVATION)
    ]
    return Sheet(_("Satuan inovasi"), titles, lines)


def _region_sheet(rules: Edition, sheet: IgaSheet | None, known: Mapping[str, Sequence[Any]]) -> Sheet:
    titles = [
        _("Nomor"),
        _("Indikator"),
        _("Bobot"),
        _("Taraf sendiri"),
        _("Bunyi taraf"),
        _("Skor sendiri"),
        _("Taraf terverifikasi"),
        _("Jenis bukti"),
        _("Bukti"),
    ]
    lines = [
        (
            row.line.code,
            row.line.label,
            str(row.line.weight),
            row.level,
            row.word,
            str(row.score),
            row.verified_level,
            row.line.proof,
            _links(row.proofs),
        )
        for row in sheet_rows(rules, sheet, known, Aspect.REGION)
    ]
    return Sheet(_("Satuan pemerintahan"), titles, lines)


def _beside_sheet(rows: Iterable[Beside]) -> Sheet:
    titles = [
        _("Inovasi"), _("OPD"), _("Kematangan di atas kertas"), _("Paling tinggi"), _("Edisi"), _("Nilai sendiri"),
        _("Terverifikasi"), _("Keadaan hidup"), _("Indeks hidup"), _("Keyakinan"), _("Letak"),
    ]  # fmt: skip
    lines = [
        (
            one.innovation.name,
            one.innovation.opd.code if one.innovation.opd else one.innovation.opd_text,
            str(one.paper.score),
            str(one.paper.most),
            one.paper.edition,
            "" if one.paper.own is None else str(one.paper.own),
            "" if one.paper.verified is None else str(one.paper.verified),
            said(LIFE_LABELS[one.life]),
            one.index,
            one.confidence if one.index is not None else None,
            said(QUADRANT_LABELS[one.quadrant]),
        )
        for one in rows
    ]
    return Sheet(_("Kertas dan kehidupan"), titles, lines)


def _links(rows: Iterable[Any]) -> str:
    """Where the proofs lie, one a line: the address that was kept, else the title."""
    return "\n".join(one.link or one.title for one in rows)
