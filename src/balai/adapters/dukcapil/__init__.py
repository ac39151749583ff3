"""Deaths pushed to the civil registry (Dinas Kependudukan dan Pencatatan Sipil) of the region.

The format is OURS: none is published, and whether a registry takes such notices is decided by an agreement between the
two agencies. Format 1: one notice per request, JSON over HTTPS, `POST <address>/kematian`, a bearer token, and an
answer with a receipt. The same `number` twice is one notice and gives the same receipt: `Idempotency-Key` says so too.

`BALAI_DUKCAPIL=https://host/path` and `BALAI_DUKCAPIL_TOKEN`. Without an address deaths wait in their outbox.
"""
