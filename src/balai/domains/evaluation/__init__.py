"""Evaluation: instruments as data, self-assessment with evidence, assessors, field review, findings, yearly report.

Its words: instrument, edition, assessment, visit, finding.
"""
