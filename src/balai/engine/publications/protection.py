"""A version that was issued stays as it was: the database itself refuses changes."""

from balai.kits.append_only import AppendOnly

GUARD = AppendOnly("publications", {"publications_version": ("id",)})
