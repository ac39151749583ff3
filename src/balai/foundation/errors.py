"""How an act says no: one exception with a code for machines and a sentence for people."""


class Refused(Exception):
    """An act was refused and nothing was changed.

    `code` is stable, UPPER_SNAKE, and what the API answers with; `message` is a clear sentence in
    Indonesian for people; `field` names the form field it belongs to, where there is one;
    `status` is the HTTP status of the API's answer. A sentence that names a number or a field is given
    as a pattern (`"Paling banyak {most} foto."`) with its `values`, so that it can be said in another language.
    """

    status = 400

    def __init__(self, code: str, message: str, *, field: str | None = None, **values: str | int) -> None:
        self.pattern = message
        self.values = values
        self.message = message.format(**values) if values else message
        super().__init__(self.message)
        self.code = code
        self.field = field

    def __repr__(self) -> str:
        return f"Refused({self.code!r})"


class Forbidden(Refused):
    """The actor may not do this."""

    status = 403


class NotFound(Refused):
    """There is no such thing, or none that the actor may know of."""

    status = 404


class Conflict(Refused):
    """Somebody else changed the thing a moment ago; look again before acting."""

    status = 409


class TooOften(Refused):
    """Too many requests from one place in a short time."""

    status = 429
