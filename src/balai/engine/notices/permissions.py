"""Who may read notices: everybody with an account, and only their own (the queries see to that)."""

OWN_NOTICES = "notices.own"
