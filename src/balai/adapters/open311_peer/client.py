"""The port `Peer` over HTTP."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import urlencode, urljoin, urlsplit

from balai.adapters.open311_peer import mapping
from balai.domains.citizen_reports.relay.ports import (
    Address,
    News,
    Offer,
    Outgoing,
    PeerAway,
    PeerRefused,
    Question,
    Sent,
    Standing,
    UpdatesUnknown,
    Word,
)
from balai.kits.http.outgoing import Answer, Unreachable, ask, host_of

FORM = "application/x-www-form-urlencoded; charset=utf-8"
UPDATES = "servicerequestupdates.xml"
MOST_PAGES = 200
PAGE = 1000
KEPT_SECONDS = 600.0
LOOK_BACK = timedelta(days=30)
_NEXT = re.compile(r'<([^<>]+)>\s*;[^,]*rel="?next"?')
# Refusals that time heals.
_AWAY = frozenset({408, 409, 425, 429})
# A server that does not know a page of itself.
_UNKNOWN = frozenset({404, 405, 410, 501})


class Open311Peer:
    """Speaks to any endpoint. `private_hosts` may be asked although they are inside our network."""

    def __init__(self, *, private_hosts: Collection[str] = (), patience: float = 30.0) -> None:
        self._private, self._patience = frozenset(private_hosts), patience
        self._kept: dict[tuple[str, str], tuple[float, Sequence[Question]]] = {}

    def services(self, to: Address) -> Sequence[Offer]:
        rows = mapping.rows_in(self._get(to, "services.xml").body, "services")
        return [found for found in map(mapping.offer, rows) if found]

    def questions(self, to: Address, service_code: str) -> Sequence[Question]:
        answer = self._get(to, f"services/{service_code}.xml")
        rows = mapping.rows_in(answer.body, "service_definition")
        return [found for found in map(mapping.question, rows) if found]

    def send(self, to: Address, report: Outgoing) -> Sent:
        pairs = mapping.filed(report, self._asked(to, report.service_code))
        answer = self._post(to, "requests.xml", pairs, key=report.number)
        row = next(iter(mapping.rows_in(answer.body, "service_requests")), {})
        number, token = mapping.text_of(row, "service_request_id"), mapping.text_of(row, "token")
        if not number and not token:
            raise PeerAway("NO_NUMBER", is_unsure=True)
        return Sent(number=number, token=token, notice=mapping.text_of(row, "service_notice")[:300])

    def find(self, to: Address, report: Outgoing) -> str:
        query = {
            "service_code": report.service_code,
            "start_date": mapping.stamp(report.at - timedelta(days=1)),
            "end_date": mapping.stamp(report.at + LOOK_BACK),
        }
        for row in self._pages(to, "requests.xml", query, "service_requests"):
            if f"{report.number}:" in mapping.text_of(row, "description"):
                return mapping.text_of(row, "service_request_id")
        return ""

    def number_of(self, to: Address, token: str) -> str:
        rows = mapping.rows_in(self._get(to, f"tokens/{token}.xml").body, "service_requests")
        return mapping.text_of(rows[0], "service_request_id") if rows else ""

    def say(self, to: Address, word: Word) -> str:
        answer = self._post(to, UPDATES, mapping.said(word), key=word.update_id)
        rows = mapping.rows_in(answer.body, "service_request_updates")
        return mapping.text_of(rows[0], "update_id", "token") if rows else ""

    def news(self, to: Address, *, since: datetime, until: datetime, own: bool = False) -> Sequence[News]:
        query = {"start_date": mapping.stamp(since), "end_date": mapping.stamp(until)}
        if to.key:
            query["api_key"] = to.key
        if own and to.key:
            query["own"] = "true"
        try:
            rows = self._pages(to, UPDATES, query, "service_request_updates")
        except PeerRefused as refusal:
            if refusal.code in {f"HTTP_{status}" for status in _UNKNOWN}:
                raise UpdatesUnknown(refusal.code) from None
            raise
        found = [item for item in map(mapping.news, rows) if item]
        return sorted(found, key=lambda item: item.at)

    def standings(self, to: Address, numbers: Collection[str]) -> Mapping[str, Standing]:
        query = {"service_request_id": ",".join(numbers), "extensions": "true"}
        rows = self._pages(to, "requests.xml", query, "service_requests") if numbers else []
        found = [item for item in map(mapping.standing, rows) if item]
        # Some servers overlook the list of ids and give whatever is newest.
        return {item.number: item for item in found if item.number in set(numbers)}

    def _asked(self, to: Address, service_code: str) -> Sequence[Question]:
        """The attributes of a service, kept for some minutes; a server without definitions is filed to without them."""
        place = (to.endpoint, service_code)
        since, kept = self._kept.get(place, (0.0, ()))
        if since and monotonic() - since < KEPT_SECONDS:
            return kept
        try:
            found = self.questions(to, service_code)
        except PeerRefused:
            found = ()
        except PeerAway as error:
            # Nothing was sent yet.
            raise PeerAway(error.code, wait=error.wait) from None
        self._kept[place] = (monotonic(), found)
        return found

    def _pages(self, to: Address, path: str, query: Mapping[str, str], root: str) -> list[dict]:
        """All pages: by the header `Link` where there is one. It may lead nowhere but to the same server."""
        answer = self._get(to, path, query)
        rows = mapping.rows_in(answer.body, root)
        for _ in range(MOST_PAGES):
            more = _NEXT.search(answer.headers.get("link", ""))
            if not more:
                break
            address = urljoin(_base(to), more[1])
            if host_of(address) != host_of(to.endpoint):
                break
            answer = self._asked_for(address)
            rows += mapping.rows_in(answer.body, root)
        return rows

    def _get(self, to: Address, path: str, query: Mapping[str, str] | None = None) -> Answer:
        given = {"jurisdiction_id": to.jurisdiction, **(query or {})}
        return self._asked_for(f"{_base(to)}{path}?{urlencode({k: v for k, v in given.items() if v})}")

    def _asked_for(self, address: str) -> Answer:
        try:
            answer = ask(
                address, headers={"Accept": "text/xml"}, patience=self._patience, private_hosts=self._private
            )
        except Unreachable as error:
            raise PeerAway(error.code) from None
        return _judged(answer, is_write=False)

    def _post(self, to: Address, path: str, pairs: list[tuple[str, str]], *, key: str) -> Answer:
        body = [("jurisdiction_id", to.jurisdiction), ("api_key", to.key), *pairs]
        headers = {"Content-Type": FORM, "Accept": "text/xml", "Idempotency-Key": key}
        try:
            answer = ask(
                f"{_base(to)}{path}",
                method="POST",
                body=urlencode([pair for pair in body if pair[1]]).encode(),
                headers=headers,
                patience=self._patience,
                private_hosts=self._private,
            )
        except Unreachable as error:
            raise PeerAway(error.code, is_unsure=error.is_sent) from None
        return _judged(answer, is_write=True)


def _base(to: Address) -> str:
    """The address with its slash: clients join texts."""
    parts = urlsplit(to.endpoint)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def _judged(answer: Answer, *, is_write: bool) -> Answer:
    """Good answers pass. What a server says of itself (5xx) is tried again; a write may have got through."""
    if 200 <= answer.status < 300:
        return answer
    code = f"HTTP_{answer.status}"
    if answer.status in _AWAY or answer.status >= 500:
        wait = answer.headers.get("retry-after", "")
        # A conflict on a write: something with our key is there already.
        unsure = is_write and (answer.status >= 500 or answer.status == 409)
        raise PeerAway(code, is_unsure=unsure, wait=float(wait) if wait.isdecimal() else None)
    raise PeerRefused(code, mapping.refusal_in(answer.body))
