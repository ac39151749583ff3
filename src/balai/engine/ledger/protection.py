"""What was posted stays posted, on both databases."""

from balai.kits.append_only import AppendOnly

GUARD = AppendOnly("ledger", {"ledger_entry": ("id", "key"), "ledger_entryline": ("id",)})
