"""Organizations: the region, its areas down to the desa, its agencies, and who is responsible for what.

For everybody who must know where something is and whose task it is. Agencies keep their code while their name
changes; a mandate says which agency answers for a category of work, since when and where.

Legal basis: UU 23/2014 (regional government), Kepmendagri 300.2.2-2138/2025 (codes of areas), the region's own
rule on its agencies.
Five words: region, area, OPD, mandate, position.
"""
