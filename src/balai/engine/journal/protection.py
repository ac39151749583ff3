"""Entry, Link and Root are append-only on both databases."""

from balai.kits.append_only import AppendOnly

GUARD = AppendOnly(
    "journal",
    {
        "journal_entry": ("id",),
        "journal_link": ("position", "entry_id", "hash"),
        "journal_root": ("date",),
    },
)
