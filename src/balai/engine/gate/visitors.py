"""Who knocks, without a name: the device, the block of addresses, the phone, the address of a conversation, the key of a
program."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpRequest

from balai.engine.gate.terms import PUZZLE_FIELD, PUZZLE_HEADER, Kind
from balai.kits.crypto import blind_index, blind_indexes
from balai.kits.http.device import device_of
from balai.kits.http.throttle import place_of


@dataclass(frozen=True, slots=True)
class Visitor:
    """What is known of whoever sends; "" for what is not. `puzzle` is the answer `token:number` that came along."""

    device: str = field(default="", repr=False)
    block: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    sender: str = field(default="", repr=False)
    client: str = field(default="", repr=False)
    puzzle: str = field(default="", repr=False)

    def digests(self) -> Iterator[tuple[Kind, str]]:
        """Each thing that is known, as a keyed digest by the key that writes."""
        return ((kind, blind_index(text)) for kind, text in self._texts())

    def all_digests(self) -> list[str]:
        """The same by every key in use: for whoever looks."""
        return [finger for _, text in self._texts() for finger in blind_indexes(text)]

    def _texts(self) -> Iterator[tuple[Kind, str]]:
        known = (
            (Kind.DEVICE, self.device),
            (Kind.BLOCK, self.block),
            (Kind.SENDER, self.sender),
            (Kind.CLIENT, self.client),
        )
        phone = "".join(filter(str.isdigit, self.phone))
        if phone.startswith("0"):
            phone = f"62{phone[1:]}"
        for kind, value in (*known, (Kind.PHONE, phone)):
            if value:
                yield kind, f"gate:{kind}:{value}"


def visitor_of(request: HttpRequest, *, phone: str = "") -> Visitor:
    """Whoever sent this request."""
    given = request.headers.get(PUZZLE_HEADER, "") or request.POST.get(PUZZLE_FIELD, "")
    return Visitor(device=device_of(request), block=place_of(request), phone=phone, puzzle=given[:400])
