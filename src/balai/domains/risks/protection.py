"""What was assessed and accepted stays as it was, on both databases."""

from balai.kits.append_only import AppendOnly

GUARD = AppendOnly("risks", {"risks_assessment": ("id",), "risks_acceptance": ("id",)})
