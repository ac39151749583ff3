"""Citizen reports: what a citizen tells the regency, and the promise of an answer.

For citizens and tourists who report, ask or propose; for the agencies that must answer by a date; for
everybody who wants to see whether they did. Legal basis: UU 25/2009, Perpres 76/2013, Permenpan RB
62/2018 (SP4N-LAPOR!); the three-day promise follows Kota Semarang.
Five words: report (laporan), category, routing rule, proof, confirmation.
"""
