"""How many sendings one place may make before it is turned away."""

from django.http import HttpRequest

from balai.kits.http.once import once
from balai.kits.http.throttle import throttle

# Phones of one provider, and everybody in one village hall, share an address: long before this the gate asks each
# sending a puzzle instead. Only a flood that answers puzzles comes here.
MOST_SENDINGS, SECONDS = 300, 600


def count_sending(request: HttpRequest) -> None:
    """One more report from this place, by whatever door; once for each request. Raises TooOften."""
    once(request, "intake", lambda: throttle(request, scope="intake", limit=MOST_SENDINGS, seconds=SECONDS))
