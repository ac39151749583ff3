"""People: accounts of officers and citizens, what their role allows, and how they sign in.

Serves everybody who signs in, the operator who hands out accounts, and every other part of the house: each address
names a permission, and this part decides who has it.
Legal basis: UU 27/2022 (personal data: as little as possible, encrypted), PP 71/2019 (electronic systems).
Words: user (an account), role (what a person may do by office), permission (the key of one page or act),
visitor (somebody without an account), attempt (one try to sign in).
"""
