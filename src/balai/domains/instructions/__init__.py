"""Instructions (arahan): what the regent asks of agencies, and who still owes what.

For the regent, the deputy, the regional secretary and the coordinator, who give them; for the agencies that
must carry them out by a date; for auditors who want to see whether they did. Legal basis: UU 23/2014, in
which the head of the region leads the agencies and answers for them.
Five words: instruction (arahan), giver, addressee, limit, debt.
"""
