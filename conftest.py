"""Fixtures that every test of the house needs."""

pytest_plugins = ["balai.engine.journal.testing", "balai.engine.parameters.testing"]
