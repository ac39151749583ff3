"""Pictures drawn by the project: what citizens photograph, and the same place after the repair."""

from balai.domains.citizen_reports.demo.scenes.gallery import SUBJECTS, Gallery

__all__ = ["SUBJECTS", "Gallery"]
