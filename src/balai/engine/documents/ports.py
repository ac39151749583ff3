"""What an outside signing service must be able to do. `config/wiring.py` binds one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from balai.foundation.errors import Refused


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, as it stands on the letter; `on_behalf_of` is the absent head's position for a delegate ("a.n.")."""

    name: str
    position: str
    on_behalf_of: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the signer proves the own certificate with. Lives as long as the call; never stored, never logged."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignerStatus:
    """Whether a signer's certificate can sign now; `code` is ACTIVE, UNKNOWN, EXPIRED, REVOKED or OTHER."""

    code: str
    message: str = ""

    @property
    def is_active(self) -> bool:
        return self.code == "ACTIVE"


class SigningFailed(Refused):
    """The service did not sign; nothing was changed. `status` is 503 where trying later may help."""


class SigningAway(SigningFailed):
    """The service does not answer, or nonsense."""

    status = 503


class Signing(Protocol):
    """A signing service. `code` is stored with each letter, `statement` stands at the foot of each page.

    `needs_credentials` says whether the signer has to enter NIK and passphrase.
    """

    code: str
    statement: str
    needs_credentials: bool

    def sign(
        self,
        pdf: bytes,
        *,
        signer: Signer,
        credentials: Credentials | None,
        reason: str,
        location: str,
        at: datetime,
    ) -> bytes:
        """The same PDF with a signature added. Raises SigningFailed SIGNING_PASSPHRASE, SIGNING_UNREGISTERED,
        SIGNING_EXPIRED, SIGNING_CREDENTIALS, SIGNING_REFUSED; SigningAway SIGNING_AWAY, SIGNING_NONSENSE."""
        ...

    def status(self, nik: str) -> SignerStatus:
        """Whether this signer can sign. Raises SigningAway."""
        ...

    def trust_roots(self) -> Sequence[bytes]:
        """Certificates (DER) that signatures of this service lead to."""
        ...


_bound: list[Signing] = []


def bind_signing(implementation: Signing) -> None:
    """Sign letters by this service from now on, in this process."""
    _bound[:] = [implementation]


def signing() -> Signing:
    """The service that signs. Raises SigningAway SIGNING_AWAY where none is bound."""
    if not _bound:
        raise SigningAway("SIGNING_AWAY", "Layanan tanda tangan elektronik belum disambungkan.")
    return _bound[0]
