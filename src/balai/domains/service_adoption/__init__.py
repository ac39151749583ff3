"""Copying a working service from another region, with guidance.

For the coordinator of the region that adopts, and for the mentor of the region that gave. Legal basis: PP 28/2018 on
cooperation between regions.
Five words: pack (paket), donor, value (nilai daerah), readiness (kesiapan), mentor (pendamping).
"""
