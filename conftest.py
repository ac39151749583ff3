"""Fixtures that every test of the house needs."""

pytest_plugins = [
    "balai.domains.citizen_reports.testing",
    "balai.kits.testing.append_only",
    "balai.engine.parameters.testing",
    "balai.kits.ui.testing",
]
