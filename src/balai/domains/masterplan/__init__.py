"""Masterplan: readiness, strategy, programmes over six dimensions, quick wins, roadmap, workshops, books, decrees.

For planners and for every OPD that promised something in it. Legal basis: the regency's decree on its masterplan
(Batang: Perbup 23/2019), Permenkominfo 8/2019. Its words: dimension, programme, quick win, roadmap, workshop (bimtek).
"""
