"""Who did it: the one value that every act carries in `by`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `kind` is CITIZEN, OFFICER, SYSTEM or APPLICATION; `user_id` is the account, None for a
    citizen without one; `opd_id` is the agency on whose behalf an officer acts."""

    kind: str
    user_id: int | None = None
    opd_id: int | None = None
    role: str = ""

    @property
    def is_officer(self) -> bool:
        return self.kind == "OFFICER"


CITIZEN = Actor("CITIZEN")
SYSTEM = Actor("SYSTEM")
