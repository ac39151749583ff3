"""The region answers a question of a pack: a dated value with its legal reference."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import clean_text

from ..models import Service
from ..permissions import must_adopt
from ..queries import known, value_code
from ..rules.description import Pack, ValueSpec
from ..rules.values import check_value
from ..terms import NOTHING, SERVICE_VALUE_SET, ServiceState
from .clocks import put, write_clocks

REFERENCE_LIMIT = 300


@transaction.atomic
def set_value(
    *,
    pack_id: str,
    code: str,
    value: Any,
    legal_reference: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    pack: Pack | None = None,
) -> None:
    """The region's value of a service from that day on, and the clocks that hang on it.

    While the service is being prepared, an answer may be corrected at will; once it is open, only from today on, and
    never one that already held. `pack`: the version whose question is answered, the current one by default.

    Raises Refused VALUE_… (type, range, unknown agency), VALUE_BACKDATED, VALUE_IN_USE, REFERENCE_…;
    NotFound SERVICE_UNKNOWN, VALUE_UNKNOWN; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    view = known(pack_id)
    pack = pack or view.pack
    spec = _spec(pack, code)
    legal_reference = clean_text(
        legal_reference, field="legal_reference", label="Dasar hukum", minimum=5, maximum=REFERENCE_LIMIT
    )
    value = checked(spec, value)
    state = Service.objects.select_for_update().values_list("state", flat=True).get(pack=pack_id)
    if state == ServiceState.OPEN:
        _not_in_use(pack_id, code, valid_from, today=timezone.localdate(at))
    source = f"diisi untuk {pack.id} {pack.version}"
    put(
        code=value_code(pack_id, code),
        value=NOTHING if value is None else value,
        valid_from=valid_from,
        legal_reference=legal_reference,
        source=source,
    )
    write_clocks(pack, on=max(valid_from, timezone.localdate(at)))
    plain = value if isinstance(value, int | bool) else None
    data = {"value": code, "is": plain, "from": valid_from.isoformat(), "version": pack.version}
    journal.append(code=SERVICE_VALUE_SET, subject=("service", pack_id), by=by, at=at, data=data)


def checked(spec: ValueSpec, value: Any) -> Any:
    """The value as it is kept. Raises Refused VALUE_…: wrong type, out of range, an agency that is not here."""
    check_value(spec, value)
    if spec.type == "OPD" and value:
        try:
            organizations.opd(value)
        except NotFound:
            raise Refused(
                "VALUE_UNKNOWN_AGENCY", "Instansi {opd} tidak ada di daerah ini.", field=spec.code, opd=value
            ) from None
    return list(value) if isinstance(value, tuple) else value


def set_values(
    pack: Pack, answers: Mapping[str, Any], *, legal_reference: str, valid_from: date, by: Actor, at: datetime
) -> None:
    """Several answers with one legal reference, as at an upgrade."""
    for code, value in answers.items():
        set_value(
            pack_id=pack.id,
            code=code,
            value=value,
            legal_reference=legal_reference,
            valid_from=valid_from,
            by=by,
            at=at,
            pack=pack,
        )


def _spec(pack: Pack, code: str) -> ValueSpec:
    for spec in pack.values:
        if spec.code == code:
            return spec
    raise NotFound("VALUE_UNKNOWN", "Nilai ini tidak ada dalam paket.")


def _not_in_use(pack_id: str, code: str, valid_from: date, *, today: date) -> None:
    """What held for somebody's application is not rewritten afterwards."""
    if valid_from < today:
        raise Refused(
            "VALUE_BACKDATED",
            "Layanan sudah dibuka: nilai baru berlaku paling cepat hari ini.",
            field="valid_from",
        )
    same_day = parameters.Parameter.objects.filter(code=value_code(pack_id, code), valid_from=valid_from)
    if valid_from == today and same_day.exists():
        raise Refused(
            "VALUE_IN_USE",
            "Nilai ini sudah berlaku sejak hari ini. Mulailah nilai baru besok.",
            field="valid_from",
        )
