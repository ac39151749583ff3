"""Documents: photos that people send, kept small, clean and served only to whom may see them.

For citizens who show a problem and officers who prove that it is solved. What a phone hides in a
photo (place, time, model) is thrown away; only for proofs the place and time are read first and kept
as evidence. The original file is never stored.

Legal basis: UU 27/2022 (personal data: as little as needed), UU 25/2009 (public service).
Five words: photo, thumbnail, token, capture, visibility.
"""
