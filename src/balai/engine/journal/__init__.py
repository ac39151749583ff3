"""The journal: who did what, when, on what ground — appended, hash-chained, never edited.

Everybody who answers for an act relies on it: officers, the inspectorate, and citizens who check the public
roots. An act appends one *entry* in its own transaction. A worker *seals* committed entries into a chain of
*links*; once a day the hash of the last link is published as that day's *root*. *Followers* react to the
sealed chain, in order, each entry once. Data of an entry is codes and ids, never personal data.
"""
