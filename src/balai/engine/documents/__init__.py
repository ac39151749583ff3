"""Documents: photos and papers that people send, and letters that offices issue.

For citizens who show a problem, send a paper or receive a letter, for officers who prove that something is solved, and
for anybody who is shown a letter and wants to know whether it is genuine. What a phone hides in a photo (place, time,
model) is thrown away; only for proofs the place and time are read first and kept as evidence. A PDF is kept as it came, if
nothing in it runs. A letter gets a number without gaps, is typeset as PDF/A and signed by a service behind a port.

Legal basis: UU 27/2022 (personal data: as little as needed), UU 25/2009 (public service), UU 11/2008 and its changes
(electronic documents as evidence), Permendagri 1/2023 (form of official letters).
Five words: document, visibility, letter, series, check code.
"""
