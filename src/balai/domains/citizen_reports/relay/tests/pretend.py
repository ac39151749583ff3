"""A body in memory that keeps to the port: what it was sent, what it says, and how it fails."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from balai.domains.citizen_reports.actions.keys import issue_key
from balai.domains.citizen_reports.models import ApiKey
from balai.domains.citizen_reports.models_peers import Body
from balai.domains.citizen_reports.relay.ports import (
    Address,
    News,
    Offer,
    Outgoing,
    PeerAway,
    Question,
    Sent,
    Standing,
    UpdatesUnknown,
    Word,
)
from balai.foundation.actor import SYSTEM


class PretendPeer:
    """`fails` are errors raised one after the other by the next calls; `loses` takes the report and loses the answer."""

    def __init__(self) -> None:
        self.reports: dict[str, Outgoing] = {}
        self.words: dict[str, Word] = {}
        self.told: list[News] = []
        self.states: dict[str, str] = {}
        self.fails: list[Exception] = []
        self.loses = 0
        self.tokens = False
        self.has_updates = True
        self.calls: list[str] = []

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if self.fails:
            raise self.fails.pop(0)

    def services(self, to: Address) -> Sequence[Offer]:
        self._call("services")
        return [Offer(code="001", name="Jalan provinsi")]

    def questions(self, to: Address, service_code: str) -> Sequence[Question]:
        self._call("questions")
        return []

    def send(self, to: Address, report: Outgoing) -> Sent:
        self._call("send")
        number = next((key for key, held in self.reports.items() if held.number == report.number), "")
        number = number or f"PROV-{len(self.reports) + 1}"
        self.reports[number] = report
        if self.loses:
            self.loses -= 1
            raise PeerAway("NO_ANSWER", is_unsure=True)
        return Sent(token=f"token-{number}") if self.tokens else Sent(number=number)

    def find(self, to: Address, report: Outgoing) -> str:
        self._call("find")
        return next((key for key, held in self.reports.items() if held.number == report.number), "")

    def number_of(self, to: Address, token: str) -> str:
        self._call("number_of")
        return "" if self.tokens else token.removeprefix("token-")

    def say(self, to: Address, word: Word) -> str:
        self._call("say")
        self.words[word.update_id] = word
        return f"prov-{len(self.words)}"

    def news(self, to: Address, *, since: datetime, until: datetime, own: bool = False) -> Sequence[News]:
        self._call("news")
        if not self.has_updates:
            raise UpdatesUnknown("HTTP_404")
        return sorted((one for one in self.told if since <= one.at <= until), key=lambda one: one.at)

    def standings(self, to: Address, numbers: Collection[str]) -> Mapping[str, Standing]:
        self._call("standings")
        return {
            number: Standing(number=number, detail=self.states[number], text="", updated_at=None)
            for number in numbers
            if number in self.states
        }

    def tell(self, update_id: str, status: str, text: str, at: datetime, number: str = "PROV-1") -> News:
        """Say something about a report; said again, with another id, it is the same words."""
        item = News(update_id=update_id, number=number, status=status, text=text, at=at)
        self.told.append(item)
        self.states[number] = status if status != "unchanged" else self.states.get(number, "open")
        return item

    def hide(self, number: str) -> None:
        self.states.pop(number, None)
        self.told = [replace(one) for one in self.told if one.number != number]


def make_body(*, at: datetime, code: str = "provinsi", writes: bool = False, **given: object) -> Body:
    """A body to which everything may go as service 001; `writes`: it also has a key of ours."""
    key: ApiKey | None = issue_key(label=f"Kunci {code}", by=SYSTEM, at=at)[0] if writes else None
    values = {
        "name": "Provinsi Contoh",
        "endpoint": "https://provinsi.contoh.invalid/open311/",
        "jurisdiction": "99",
        "key": "kunci-contoh",
        "routes": [{"category": "", "area": "", "service": "001", "words": ["jalan provinsi"]}],
        **given,
    }
    return Body.objects.create(code=code, incoming_key=key, created_at=at, **values)
