"""One hole, three reporters: the second joins in one tap, an officer merges the third, all are told once, one leaves again."""

import sqlite3
import time

import pytest

from . import hands

ADMIN, KEPT_BY = "admin.dpupr", "Kauman"


@pytest.fixture
def phone(open_page):
    return open_page(**hands.PHONE)


def asked(page, address, text):
    """A report up to the step in which "already reported?" is asked."""
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    hands.write(page, text=text)
    hands.go_on(page)
    page.select_option("#id_area", label=KEPT_BY)
    hands.go_on(page)


def filed(page, address, text, mail):
    """A report with an address for news; returns its tracking code."""
    hands.fill_in(page, address, text=text)
    page.fill("#id_email", mail)
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_selector(".tracking-code")
    return page.inner_text(".tracking-code").strip()


# Mails to reporters of one act on one case: which case each is about, and how many there are.
MAILS = """SELECT scope, count(*) FROM notices_notice WHERE template = 'case_reporter' AND channel = 'EMAIL' AND event_key =
    (SELECT 'journal:' || max(id) FROM journal_entry WHERE code = ? AND subject_id = ?) GROUP BY scope"""


def number(url):
    return url.rstrip("/").rsplit("/", 1)[-1]


def told(folder, act, case):
    """{case: mails} of the last such act; waits for the worker to have read the journal that far."""
    for _ in range(150):
        with sqlite3.connect(f"file:{folder}/balai.sqlite3?mode=ro", uri=True) as database:
            found = dict(database.execute(MAILS, [act, case]).fetchall())
        if found:
            return {scope.partition(":")[2]: count for scope, count in found.items()}
        time.sleep(0.2)
    raise AssertionError(f"nobody was told of {act}")


def test_same_hole_reported_twice(phone, open_page, address, folder):
    mark = hands.rare_word()
    first = filed(
        phone,
        address,
        f"Jalan berlubang dalam di depan pasar {mark}, motor terperosok.",
        f"a{mark}@contoh.invalid",
    )

    # The second sees it before anything is sent, and joins; words and code are the own.
    words = f"Dalan bolong ngarep pasar {mark}, mbebayani"
    asked(phone, address, words)
    card = phone.locator("#serupa .report-card").filter(has_text=mark)
    with phone.expect_navigation():
        card.get_by_role("button", name="Ya, ini yang sama: ikut").click()
    phone.wait_for_selector(".tracking-code")
    second = phone.inner_text(".tracking-code").strip()
    page = phone.inner_text("main")
    assert words in page
    assert "Dilaporkan 2 warga" in page
    assert second != first

    # The third does not notice, so an officer merges it.
    third = filed(
        phone, address, f"Lubang di jalan depan pasar {mark} makin lebar", f"c{mark}@contoh.invalid"
    )
    desk = open_page(**hands.DESK)
    hands.sign_in(desk, address, ADMIN)
    hands.find_case(desk, address, third)
    member = desk.url
    like = desk.locator("section[aria-labelledby=mungkin-sama] .report-card").filter(has_text="2 pelapor")
    with desk.expect_navigation():
        like.get_by_role("button", name="Satukan").click()
    desk.locator("#induk a").click()
    desk.wait_for_selector("#keluarga")
    assert "2 laporan lain disatukan di sini" in desk.inner_text("#keluarga")
    head = desk.url

    # Closed once, for all three; each is told once.
    box = hands.open_act(desk, "tutup")
    box.locator("[name=reason]").first.check()
    box.locator("[name=text]").fill("Sudah ditutup bersama pekerjaan jalan.")
    hands.do(desk, "tutup")
    assert told(folder, "CASE_CLOSED", number(head)) == {number(head): 1, number(member): 1}
    for code in (first, second, third):
        phone.goto(f"{address}/lacak/{code}/")
        assert "Ditutup dengan alasan" in phone.inner_text("main")

    # It was another hole after all: the third is as it was.
    desk.goto(head)
    row = desk.locator("section[aria-labelledby=keluarga] .report-card").filter(has_text="makin lebar")
    with desk.expect_navigation():
        row.get_by_role("button", name="Pisahkan").click()
    assert desk.url == head
    desk.goto(member)
    assert "Diterima" in desk.inner_text(".page-head")
    assert told(folder, "CASE_UNMERGED", number(member)) == {number(member): 1}
    phone.goto(f"{address}/lacak/{third}/")
    assert "Ditutup dengan alasan" not in phone.inner_text("main .pill >> nth=0")
