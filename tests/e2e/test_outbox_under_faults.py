"""Reports over a line that loses, doubles, delays and cuts, from a phone that is reloaded and killed: each is filed once.
The same with 10,000 reports, several phones and a server that is killed is measured by `make bench ONLY=outbox`."""

import sqlite3
from urllib.parse import urlsplit

from benches.faulty_proxy import FaultyProxy
from benches.phones import PHOTO_EVERY, Phone, run

from . import hands

REPORTS, SEED = 40, 11


def test_every_report_is_filed_once(address, folder, browser, tmp_path):
    proxy = FaultyProxy(port=urlsplit(address).port, seed=SEED)
    phone = Phone(browser.browser_type, tmp_path / "ponsel", proxy.address)
    word = hands.rare_word()
    try:
        run([phone], reports=REPORTS, batch=REPORTS // 2, seed=SEED, word=word, kills=0.1, patience=120)
    finally:
        phone.close()
        proxy.close()
    assert sum(proxy.seen[fault] for fault in proxy.faults) > 5, proxy.seen
    assert (phone.refused, phone.forgotten) == ({}, 0)
    assert filed(folder, word) == {key: (1, code, photos_of(mark)) for key, mark, code in told(phone)}


def told(phone):
    """What the phone was told: of every report that it kept, its code."""
    assert phone.receipts.keys() == phone.kept.keys()
    return [(key, mark, phone.receipts[key]) for key, mark in phone.kept.items()]


def photos_of(mark: int) -> int:
    """As `Phone.write` makes them."""
    return int(mark % PHOTO_EVERY == 0)


def filed(folder, word):
    """By key: how many reports there are, the code, and how many photos."""
    asked = """
        SELECT r.client_key, count(DISTINCT r.case_id), c.tracking_code, count(a.id) FROM citizen_reports_report r
        JOIN cases_case c ON c.id = r.case_id LEFT JOIN cases_attachment a ON a.case_id = c.id
        WHERE r.text LIKE ? GROUP BY r.client_key"""
    with sqlite3.connect(folder / "balai.sqlite3") as base:
        rows = base.execute(asked, [f"Laporan contoh {word} nomor %"])
        return {key.removeprefix("WEB:"): (n, code, photos) for key, n, code, photos in rows}
