"""Named questions about services and their packs; answered from copies in the process."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from balai.engine.parameters import public as parameters
from balai.engine.parameters.public import Kept
from balai.foundation.errors import NotFound

from .models import PackVersion, Service, TrustedKey
from .rules.description import Pack
from .rules.reading import read_pack
from .rules.values import resolve_values
from .signing import read_key
from .terms import NOTHING, VALUE_PREFIX, ServiceState

MOST_PARSED = 256


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service with the pack that new applications begin with. `row` is a copy: change nothing on it."""

    pack: Pack
    version_id: int
    state: str
    row: Service

    @property
    def is_open(self) -> bool:
        """Whether something can be filed."""
        return self.state == ServiceState.OPEN


@dataclass(frozen=True, slots=True)
class _Store:
    services: Mapping[str, Service]
    digests: Mapping[int, str]


def service(pack_id: str) -> ServiceView | None:
    """The service of that pack, None where this region does not know it."""
    row = kept.get().services.get(pack_id)
    return _view(row) if row else None


def services(*, open_only: bool = True) -> list[ServiceView]:
    """The services that are open, or all of them; by name."""
    rows = kept.get().services.values()
    _parse([kept.get().digests[row.current_id] for row in rows])
    views = [_view(row) for row in rows if not open_only or row.state == ServiceState.OPEN]
    return sorted(views, key=lambda view: view.pack.name.id)


def current(pack_id: str) -> Pack:
    """The pack that new applications begin with. Raises NotFound SERVICE_UNKNOWN."""
    return known(pack_id).pack


def known(pack_id: str) -> ServiceView:
    """As `service`. Raises NotFound SERVICE_UNKNOWN."""
    found = service(pack_id)
    if found is None:
        raise NotFound("SERVICE_UNKNOWN", "Layanan ini tidak ada.")
    return found


def pack_of(version_id: int) -> Pack:
    """The pack of an installed version, old ones too. Raises NotFound PACK_VERSION_UNKNOWN."""
    return _parsed(digest_of(version_id))


def digest_of(version_id: int) -> str:
    """The digest of an installed version. Raises NotFound PACK_VERSION_UNKNOWN."""
    found = kept.get().digests.get(version_id)
    if found is None:
        raise NotFound("PACK_VERSION_UNKNOWN", "Versi paket ini tidak terpasang.")
    return found


def files_of(version_id: int) -> dict[str, str]:
    """The canonical files of an installed version. Raises NotFound PACK_VERSION_UNKNOWN."""
    return PackVersion.objects.values_list("files", flat=True).get(digest=digest_of(version_id))


def versions_of(pack_id: str) -> list[PackVersion]:
    """The installed versions without their files, the newest installation first."""
    rows = PackVersion.objects.filter(pack=pack_id).defer("files").select_related("installed_by")
    return list(rows.order_by("-installed_at", "-pk"))


def given_values(pack_id: str, *, on: date, pack: Pack | None = None) -> dict[str, Any]:
    """What the region itself has set on that day, by code; what it left to the pack is absent."""
    found = {}
    for spec in (pack or current(pack_id)).values:
        value = parameters.value(value_code(pack_id, spec.code), on=on, default=None)
        if value is not None:
            found[spec.code] = None if spec.may_be_empty and value == NOTHING else value
    return found


def missing_values(pack_id: str, *, on: date, pack: Pack | None = None) -> list[str]:
    """Codes of the values that the pack has no answer for and the region has not set."""
    pack = pack or current(pack_id)
    given = given_values(pack_id, on=on, pack=pack)
    return [spec.code for spec in pack.values if spec.must_be_asked and spec.code not in given]


def values_of(pack_id: str, *, on: date, pack: Pack | None = None) -> dict[str, Any]:
    """The values that hold on that day: the region's, and where it set none the pack's own.

    `pack`: the version to answer for, the current one by default. Raises Refused VALUE_… for one that is missing or
    outside of its range.
    """
    pack = pack or current(pack_id)
    return resolve_values(pack, given_values(pack_id, on=on, pack=pack))


def value_code(pack_id: str, code: str) -> str:
    """The parameter that holds a value of a service."""
    return f"{VALUE_PREFIX}{pack_id}.{code}"


def clock_code(pack: Pack) -> str:
    """The clock set of cases that begin with this version of the pack: `santunan-kematian@1.0.0`."""
    return f"{pack.id}@{pack.version}"


def trusted_keys() -> list[TrustedKey]:
    """The keys whose packs may be installed, by owner."""
    return list(TrustedKey.objects.filter(withdrawn_at=None).order_by("owner", "key"))


def own_key() -> bytes | None:
    """The private key that signs what leaves this house; None where none was made. Raises Refused PACK_KEY_UNREADABLE."""
    path = settings.PACK_KEY_FILE
    return read_key(path) if path.exists() else None


def _view(row: Service) -> ServiceView:
    return ServiceView(pack_of(row.current_id), row.current_id, row.state, row)


def _parsed(digest: str) -> Pack:
    found = _packs.get(digest)
    return found if found is not None else _parse([digest])[digest]


def _parse(digests: Collection[str]) -> dict[str, Pack]:
    """The packs with these digests, in one query. A digest is its content: a parsed pack is never out of date."""
    missing = [digest for digest in digests if digest not in _packs]
    if len(_packs) + len(missing) > MOST_PARSED:
        _packs.clear()
        missing = list(digests)
    rows = PackVersion.objects.filter(digest__in=missing) if missing else PackVersion.objects.none()
    for digest, files in rows.values_list("digest", "files"):
        _packs[digest] = read_pack(files)
    return {digest: _packs[digest] for digest in digests}


def _load() -> _Store:
    rows = Service.objects.order_by("pack")
    return _Store({row.pack: row for row in rows}, dict(PackVersion.objects.values_list("pk", "digest")))


_packs: dict[str, Pack] = {}
kept: Kept[_Store] = Kept("packs", _load)
