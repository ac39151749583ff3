"""Notices: messages to people about what concerns them, by the channels they have.

For officers with a task or a deadline and for citizens who wait for an answer. A notice is written in
the same transaction as the act it tells of, and leaves the process later, by a task that survives a
mail server that is away. Everybody can turn it down, and somebody without an account can stop it by
one click.

Legal basis: UU 25/2009 (people are told of the progress), UU 27/2022 (consent can be withdrawn).
Five words: notice, channel, quiet hours, digest, opt-out.
"""
