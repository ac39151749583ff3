"""Public services that run from packs: the death grant, the letters of a village, and whatever a region adds.

For families and the village officers who file for them, for the agencies that verify and pay, for the village head
who signs, for anyone who checks a letter. Legal basis: UU 25/2009 on public services, and that of each pack.
Five words: service (layanan), application (permohonan), paper (berkas), route (jalur), waiting list (daftar tunggu).
"""
