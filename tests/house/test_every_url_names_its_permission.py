"""Every address names who may open it, by a permission that somebody registered."""

import re

from balai.engine.people.public import permissions
from balai.kits.testing.addresses import addresses

# The description of an API is made by django-ninja and open to everybody.
DESCRIPTIONS = re.compile(r".*:(api-root|openapi-json|openapi-view)")
WAYS = """
    a page:       @requires("room.do") above the view            (balai.engine.people.public)
    for all:      @public above the view                         (balai.kits.http.access)
    an API:       @api.get(..., auth=requires_api("room.do"))    (balai.engine.people.public)
    a class:      requires("room.do")(SomeView.as_view())
"""


def test_every_url_names_its_permission():
    silent = [
        f"{address.name}  ({address.route})"
        for address in addresses()
        if "" in address.permissions and not DESCRIPTIONS.fullmatch(address.name)
    ]
    assert silent == [], "these addresses do not say who may open them:\n  " + "\n  ".join(silent) + WAYS


def test_every_permission_that_is_named_was_registered():
    known = {permission.code for permission in permissions()} | {""}
    unknown = {a.name: sorted(a.permissions - known) for a in addresses() if a.permissions - known}
    assert unknown == {}, "register these in apps.ready() with people.public.permission(...)"
