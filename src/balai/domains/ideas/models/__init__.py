"""Tables of ideas and contests."""

from balai.domains.ideas.models.box import Idea, IdeaStep, Support
from balai.domains.ideas.models.contests import Certificate, Edition, Entry, Juror, Sheet

__all__ = ["Certificate", "Edition", "Entry", "Idea", "IdeaStep", "Juror", "Sheet", "Support"]
