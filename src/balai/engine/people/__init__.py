"""People: accounts, roles, and who may do what.

For officers who sign in; citizens may act without an account. Legal basis: UU 27/2022 (personal data).
Five words: user, role, permission, officer, visitor.
"""
