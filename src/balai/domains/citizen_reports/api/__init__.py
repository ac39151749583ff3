"""The room's own JSON interface: to file, list, follow and map reports."""

from balai.domains.citizen_reports.api.router import router

__all__ = ["router"]
