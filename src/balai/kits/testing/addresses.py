"""Every address of the house, as the tests of `tests/house/` walk them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getclosurevars
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# What fills a placeholder of an address when the table says nothing else, by the name of its converter.
SAMPLES = {
    "int": 1,
    "string": "contoh",
    "slug": "contoh",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "path": "contoh",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One leaf of the resolver. `permissions` are the codes that guard it: several where API methods differ."""

    name: str
    route: str
    permissions: frozenset[str]
    samples: dict[str, Any]


def addresses() -> list[Address]:
    """All of them, by name; an address without a name is called by its route."""
    return sorted(_walk(get_resolver(), ()), key=lambda address: address.name)


def _walk(resolver: URLResolver, spaces: tuple[str, ...], route: str = "") -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        full = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, inner, full)
        else:
            yield _address(pattern, spaces, full)


def _address(pattern: URLPattern, spaces: tuple[str, ...], route: str) -> Address:
    name = ":".join((*spaces, pattern.name)) if pattern.name else route
    converters = pattern.pattern.converters
    samples = {
        key: SAMPLES.get(type(one).__name__.removesuffix("Converter").lower())
        for key, one in converters.items()
    }
    if not samples:  # a regular expression says nothing of its groups: the table fills them
        samples = dict.fromkeys(pattern.pattern.regex.groupindex)
    return Address(name, route, permissions_of(pattern.callback), samples)


def permissions_of(view: Callable[..., Any]) -> frozenset[str]:
    """The codes on a view: its own `permission`, or those of the operations that a ninja path gathers.

    An operation names its permission on one of its guards (`auth=requires_api(…)`) or on its function. A view or an
    operation that names none gives "".
    """
    own = getattr(view, "permission", None)
    if own is not None:
        return frozenset({own})
    operations = getattr(_ninja_path(view), "operations", ())
    return frozenset(_operation_permission(operation) for operation in operations) or frozenset({""})


def _ninja_path(view: Callable[..., Any]) -> Any:
    try:
        return getclosurevars(view).nonlocals.get("self")
    except TypeError:
        return None


def _operation_permission(operation: Any) -> str:
    bearers = [*operation.auth_callbacks, operation.view_func]
    return next((bearer.permission for bearer in bearers if getattr(bearer, "permission", None)), "")
