"""The number of residents per kecamatan is filled in, with its date and source."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from balai.domains.citizen_reports.resident_counts import OF_KECAMATAN
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.engine.parameters.public import Parameter
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused

# More people than any kecamatan of the country has: a digit too many.
MOST = 1_000_000


@transaction.atomic
def set_residents(
    *, counts: Mapping[str, int], counted_on: date, source: str, by: Actor, at: datetime
) -> Parameter:
    """Kecamatan code -> residents, as they were on `counted_on`; the same day again corrects it.

    Raises Refused RESIDENTS_EMPTY, RESIDENTS_UNLIKELY, RESIDENTS_UNSOURCED, RESIDENTS_AHEAD, RESIDENTS_OLDER.
    """
    _check(counts, counted_on, source, at)
    said = {"code": OF_KECAMATAN, "value": dict(counts), "source": source.strip(), "by": by, "at": at}
    known = Parameter.objects.filter(code=OF_KECAMATAN).order_by("-valid_from").first()
    if known and known.valid_from == counted_on:
        return parameters.correct_value(valid_from=counted_on, **said)
    if known and known.valid_from > counted_on:
        raise Refused(
            "RESIDENTS_OLDER",
            "Sudah ada hitungan yang lebih baru, per {day}. Isi tanggal itu untuk membetulkannya, atau tanggal sesudahnya.",
            field="counted_on",
            day=f"{known.valid_from:%d-%m-%Y}",
        )
    return parameters.set_value(valid_from=counted_on, legal_reference="", **said)


def _check(counts: Mapping[str, int], counted_on: date, source: str, at: datetime) -> None:
    if not counts:
        raise Refused("RESIDENTS_EMPTY", "Isi jumlah penduduk sedikitnya satu kecamatan.")
    names = {area.code: area.title for area in organizations.kecamatan_list()}
    for code, amount in counts.items():
        if code not in names or not 0 < amount <= MOST:
            raise Refused(
                "RESIDENTS_UNLIKELY",
                "Jumlah penduduk {area} tidak mungkin: tulis angka 1 sampai {most}.",
                field=code if code in names else None,
                area=names.get(code, code),
                most=f"{MOST:,}".replace(",", "."),
            )
    if not source.strip():
        raise Refused(
            "RESIDENTS_UNSOURCED",
            "Tulis dari mana angkanya, misalnya judul dan tahun publikasi BPS.",
            field="source",
        )
    if counted_on > at.date():
        raise Refused(
            "RESIDENTS_AHEAD",
            "Tanggalnya belum tiba. Tulis per tanggal berapa penduduk dihitung.",
            field="counted_on",
        )
