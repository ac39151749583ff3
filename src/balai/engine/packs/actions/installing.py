"""A pack is installed: checked as a whole, then kept word for word."""

from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused

from .. import signing
from ..canonical import canonical, digest
from ..models import PackVersion, Service
from ..permissions import must_adopt
from ..queries import trusted_keys, value_code
from ..rules.description import Pack
from ..rules.faults import PackFaults
from ..rules.reading import read_pack
from ..rules.soundness import check
from ..signing import Signed
from ..terms import CLOCK_PREFIX, PACK_INSTALLED, ServiceState
from .clocks import write_clocks

MOST_CODE = 80
# A case names the pack in `category_code`.
MOST_ID = 40


@transaction.atomic
def install(
    *, files: Mapping[str, str], by: Actor, at: datetime, signature: Signed | None = None
) -> PackVersion:
    """Keep a version of a pack. A service that is new here begins as ADOPTING with it; a known one stays on the
    version it has until `upgrade`. The same pack a second time changes nothing.

    Raises PackFaults with everything that is wrong; Refused PACK_UNSIGNED, PACK_KEY_UNKNOWN, PACK_CHANGED,
    PACK_VERSION_TAKEN, PLATFORM_UNFIT; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    files = canonical(files)
    pack = sound_pack(files)
    _check_signature(pack, files, signature, by)
    found = PackVersion.objects.filter(digest=digest(files)).first()
    if found:
        return found
    if PackVersion.objects.filter(pack=pack.id, version=pack.version).exists():
        raise Refused(
            "PACK_VERSION_TAKEN",
            "Versi {version} dari {pack} sudah terpasang dengan isi lain. Paket yang berubah memerlukan nomor baru.",
            pack=pack.id,
            version=pack.version,
        )
    row, is_new = PackVersion.objects.get_or_create(
        digest=digest(files),
        defaults=_row(pack, files, signature, by, at),
    )
    if not is_new:  # somebody else was quicker by a moment
        return row
    Service.objects.get_or_create(pack=pack.id, defaults={"current": row, "state": ServiceState.ADOPTING})
    write_clocks(pack, on=timezone.localdate(at))
    data = {"version": pack.version, "digest": row.digest, "signed_by": row.signed_by}
    journal.append(code=PACK_INSTALLED, subject=("service", pack.id), by=by, at=at, data=data)
    return row


def _row(
    pack: Pack, files: Mapping[str, str], signature: Signed | None, by: Actor, at: datetime
) -> dict[str, Any]:
    return {
        "pack": pack.id,
        "version": pack.version,
        "files": files,
        "origin_region": pack.origin.region,
        "signed_by": signature.public_key if signature else "",
        "signature": signature.signature if signature else "",
        "installed_at": at,
        "installed_by_id": by.user_id,
    }


def sound_pack(files: Mapping[str, str]) -> Pack:
    """The pack in these files, if it can be run here. Raises PackFaults, Refused PLATFORM_UNFIT."""
    pack = read_pack(files)
    faults = check(pack)
    if faults:
        raise PackFaults(faults)
    codes = [value_code(pack.id, spec.code) for spec in pack.values]
    longest = max([f"{CLOCK_PREFIX}{pack.id}@{pack.version}", *codes], key=len)
    if len(pack.id) > MOST_ID:
        longest = pack.id
    if len(longest) > MOST_CODE or len(pack.id) > MOST_ID:
        raise Refused("PACK_CODE_TOO_LONG", "Kode {name} terlalu panjang.", name=longest)
    if not _fits(platform(), pack.platform):
        raise Refused(
            "PLATFORM_UNFIT",
            "Paket ini untuk Balai {wanted}; yang terpasang di sini {found}.",
            wanted=pack.platform,
            found=platform(),
        )
    return pack


def platform() -> str:
    """The version of this Balai, as packs name it."""
    try:
        return version("balai")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0.1"


def _check_signature(pack: Pack, files: Mapping[str, str], signed: Signed | None, by: Actor) -> None:
    """Only whoever has the machine installs without a signature."""
    if signed is None:
        if by.kind != "SYSTEM":
            raise Refused("PACK_UNSIGNED", "Paket ini tidak ditandatangani.")
        return
    if not signing.holds(signed, pack=pack.id, version=pack.version, files=files):
        raise signing.changed()
    if signed.public_key not in {row.key for row in trusted_keys()}:
        raise signing.unknown_key(signed.public_key)


def _fits(here: str, wanted: str) -> bool:
    """Whether a version lies in a range such as `>=0.1,<1.0`; the empty range fits everything."""
    tests = {">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b, "==": lambda a, b: a == b,
             ">": lambda a, b: a > b, "<": lambda a, b: a < b}  # fmt: skip
    for part in filter(None, (part.strip() for part in wanted.split(","))):
        sign = next((sign for sign in tests if part.startswith(sign)), None)
        if sign is None or not tests[sign](_numbers(here), _numbers(part[len(sign) :])):
            return False
    return True


def _numbers(text: str) -> tuple[int, ...]:
    found = [int(part) if part.isdecimal() else 0 for part in text.strip().split(".")][:3]
    return tuple(found + [0] * (3 - len(found)))
