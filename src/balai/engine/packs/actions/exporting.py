"""A pack leaves the house as one file: the same bytes each time."""

from balai.foundation.errors import NotFound

from .. import signing
from ..archive import write_archive
from ..models import PackVersion
from ..queries import known
from ..signing import Signed


def export(pack_id: str, *, key: bytes | None = None, version_id: int | None = None) -> bytes:
    """The zip file of a version, the current one by default: signed with `key`; without one, with the signature
    that it came with, if any. Only the pack: never the region's values.

    Raises NotFound SERVICE_UNKNOWN, PACK_VERSION_UNKNOWN.
    """
    row = PackVersion.objects.filter(pk=version_id or known(pack_id).version_id, pack=pack_id).first()
    if row is None:
        raise NotFound("PACK_VERSION_UNKNOWN", "Versi paket ini tidak terpasang.")
    what = {"pack": row.pack, "version": row.version, "files": row.files}
    if key:
        signed = signing.sign(**what, key=key)
    elif row.signature:
        signed = Signed(row.signed_by, row.signature)
    else:
        return write_archive(row.files)
    return write_archive(row.files, signature=signing.written(signed, **what))
