"""Conversations: what people write to the hall by e-mail, WhatsApp, Telegram and SMS, and what it writes back.

For citizens who will not open a website, and for officers who answer them. A message is kept once, whatever its
provider repeats, and is answered once, in the order in which it was written. What is said is the room's: it binds a
dialogue. Each outside channel is an adapter that binds a carrier.

Legal basis: UU 25/2009 (complaints by the means that people have), UU 27/2022 (addresses are kept encrypted, and not
longer than wanted).
Five words: conversation, arrival, turn, parcel, carrier.
"""
