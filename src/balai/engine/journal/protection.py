"""Entry, Link and Root, and the tree over them, are append-only on both databases."""

from balai.kits.append_only import AppendOnly

GUARD = AppendOnly(
    "journal",
    {
        "journal_entry": ("id",),
        "journal_link": ("position", "entry_id", "hash"),
        "journal_root": ("date",),
    },
)
TREE_GUARD = AppendOnly("journal_tree", {"journal_tile": ("id",), "journal_crown": ("root_id",)})
