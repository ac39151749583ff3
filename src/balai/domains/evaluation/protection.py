"""What was given and said in an assessment only grows."""

from balai.kits.append_only import AppendOnly

GUARD = AppendOnly("evaluation", {"evaluation_score": ("id",), "evaluation_reply": ("id",)})
