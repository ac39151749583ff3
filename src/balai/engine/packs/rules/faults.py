"""What is wrong with a pack, said so that whoever wrote it finds the place."""

from collections.abc import Sequence
from dataclasses import dataclass

from balai.foundation.errors import Refused


@dataclass(frozen=True, slots=True, order=True)
class PackFault:
    """One fault of a pack: the file, the line (from 1), the field (`states.PAID.stage`), a sentence in Indonesian."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


class PackFaults(Refused):
    """A pack cannot be used; `faults` holds everything that is wrong with it, by file and line."""

    def __init__(self, faults: Sequence[PackFault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__(
            "PACK_FAULTY",
            "Paket memuat {count} kesalahan. Yang pertama: {first}",
            count=len(self.faults),
            first=str(self.faults[0]),
        )
