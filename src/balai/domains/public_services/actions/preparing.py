"""Everything that must hold before a move is done, and the locked rows that it is done to."""

from dataclasses import dataclass

from balai.domains.public_services import permissions
from balai.domains.public_services.models import Application
from balai.domains.public_services.queries import is_at_bank
from balai.domains.public_services.rules.channels import channels_of, is_in_batches
from balai.domains.public_services.rules.flows import counted
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case
from balai.engine.documents.public import Document
from balai.engine.packs import public as packs
from balai.engine.packs.public import Move, Pack
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text


@dataclass(frozen=True, slots=True)
class Given:
    """What came with a move. `is_settled`: the bank said so, which stands for a receipt;
    `is_signed`: its letters bear a signature."""

    text: str = ""
    channel: str = ""
    receipt: Document | None = None
    is_settled: bool = False
    is_signed: bool = False


def prepared(
    application_id: int, code: str, given: Given, *, by: Actor, version: int | None = None
) -> tuple[Case, Application, Pack, Move]:
    """The locked case with all that the move needs, when it may be done now. Writes nothing."""
    case = cases.locked(application_id, version=version)
    application = Application.objects.filter(pk=application_id).first()
    if application is None:
        raise NotFound("CASE_UNKNOWN", "Permohonan tidak ditemukan.")
    pack = packs.pack_of(application.pack_version_id)
    rule = _rule(pack, code)
    if not permissions.may_move(by, application, rule, pack, case):
        raise Forbidden("NOT_YOURS", "Tindakan ini bukan wewenang Anda pada permohonan ini.")
    if rule not in open_now(application, pack, case):
        raise Conflict("CASE_MOVED", "Keadaan permohonan ini sudah berubah. Muat ulang lalu periksa lagi.")
    _require(rule, pack, application, given)
    return case, application, pack, rule


def open_now(application: Application, pack: Pack, case: Case) -> list[Move]:
    """The moves that the flow allows in the present state, whoever may do them."""
    return packs.open_moves(pack, state=case.step, values=application.values, done=counted(application.moves))


def _rule(pack: Pack, code: str) -> Move:
    try:
        return pack.flow.move(code)
    except KeyError:
        raise NotFound("MOVE_UNKNOWN", "Tindakan ini tidak ada pada layanan ini.") from None


def _require(rule: Move, pack: Pack, application: Application, given: Given) -> None:
    """What the move needs is there, and the chosen way of payment is one of the region's."""
    if "TEXT" in rule.needs:
        clean_text(given.text, field="text", label="Penjelasan", minimum=3, maximum=4000)
    if given.channel:
        if given.channel not in channels_of(pack, application.values):
            raise Refused("CHANNEL_UNKNOWN", "Cara pembayaran ini tidak berlaku di sini.", field="channel")
        application.channel = given.channel
    if "CHANNEL" in rule.needs and not application.channel:
        raise Refused("CHANNEL_MISSING", "Pilih cara pembayaran.", field="channel")
    if given.is_settled:
        return
    if {"PAY", "RELEASE"} & set(rule.effects) and is_at_bank(application):
        raise Refused(
            "AT_THE_BANK",
            "Uang ini sedang diproses bank. Catat dahulu hasilnya pada berkas transfer.",
            field="channel",
        )
    if "PAY" in rule.effects and is_in_batches(application.channel):
        raise Refused(
            "PAID_BY_BANK",
            "Pembayaran lewat bank dicatat dari hasil berkas transfer, bukan dengan tombol ini.",
            field="channel",
        )
    if "RECEIPT" in rule.needs and given.receipt is None:
        raise Refused(
            "RECEIPT_MISSING", "Lampirkan foto kuitansi yang sudah ditandatangani.", field="receipt"
        )
