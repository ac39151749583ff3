"""The register of residents that a village keeps, and the lists of who is poor.

For village officers, who type nothing twice; for the agency that decides who is on a list. Legal basis: UU 23/2006
jo. 24/2013 on civil administration, UU 27/2022 on personal data.
Five words: resident (penduduk), family (keluarga, KK), import (impor), fault (kesalahan), list (daftar).
"""
