"""The village counter goes on without a signal: two clients are filed, and each arrives exactly once."""

import re
from datetime import date, timedelta

import pytest

from . import hands
from .services import answer_in_steps, begin, last_step, owner_of_a_stall

SERVICE = "surat-keterangan-usaha"


@pytest.fixture
def counter(address, open_page):
    """The village officer's phone, which has seen the workspace once."""
    page = open_page(**hands.PHONE)
    hands.sign_in(page, address, "desa")
    assert page.url == f"{address}/loket/"
    hands.kept(page, "/loket/", f"/loket/luring/{SERVICE}/")
    return page


EMPTY = "[...document.querySelectorAll('form[data-module] input:not([type=hidden]):not([type=radio])')].every((i) => !i.value)"


def file_without_signal(page, name, folder, *, seed):
    """Fill the blank form of the phone to its end, with photos, and keep it; the blank workspace follows."""
    page.locator(f"a[href='/loket/luring/{SERVICE}/']").click()
    page.wait_for_selector("html.js")
    hands.ready(page)
    assert page.evaluate(EMPTY)
    answer_in_steps(page, **{**owner_of_a_stall(hands.rare_word()), "person_name": name})
    last_step(page)
    for number, paper in enumerate(("identity_card", "business_photo")):
        photo = hands.photograph(folder, seed=seed + number, name=f"{paper}-{seed}.jpg")
        page.locator(f"#berkas-{paper}").set_input_files(str(photo))
    page.get_by_role("button", name="Simpan, klien berikutnya").click()
    page.wait_for_url("**/loket/luring/")


def test_two_clients_filed_without_a_signal_arrive_once_each(address, counter, tmp_path):
    page, mark = counter, hands.rare_word()
    names = [f"Klien Contoh {mark} satu", f"Klien Contoh {mark} dua"]
    page.context.set_offline(True)
    page.goto(f"{address}/loket/")
    assert "Bekerja tanpa sinyal" in page.inner_text("h1")
    for number, name in enumerate(names):
        file_without_signal(page, name, tmp_path, seed=int(mark, 16) % 9000 + 10 * number)
    page.locator("[data-list] li").nth(1).wait_for()
    assert page.inner_text("[data-list]").count("menunggu sinyal") == 2
    assert_sealed(page, names)

    page.context.set_offline(False)
    page.goto(f"{address}/loket/")
    page.locator("[data-list] li a").nth(1).wait_for()
    assert page.inner_text("[data-list]").count("terkirim") == 2, page.inner_text("[data-list]")
    page.reload()
    page.goto(f"{address}/petugas/layanan/?tab=all&q={mark}")
    assert sorted(page.locator("[data-open]").all_inner_texts()) == sorted(names)


def assert_sealed(page, words):
    """Nothing on the phone reads like what was typed: not in its database, not in its storage."""
    kept = page.evaluate(
        """async () => {
          const base = await new Promise((done) => { const asked = indexedDB.open('balai-outbox', 1); asked.onsuccess = () => done(asked.result); });
          const rows = await new Promise((done) => { const asked = base.transaction('entries').objectStore('entries').getAll(); asked.onsuccess = () => done(asked.result); });
          base.close();
          const texts = rows.map((row) => JSON.stringify(row) + new TextDecoder('latin1').decode(row.sealed));
          return texts.join('') + JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
        }"""
    )
    assert [word for word in words if word in kept] == []


def test_the_next_officer_on_the_same_phone_sees_nothing(address, counter):
    page, mark = counter, f"Klien Contoh {hands.rare_word()}"
    page.context.set_offline(True)
    page.goto(f"{address}/loket/luring/{SERVICE}/")
    hands.ready(page)
    answer_in_steps(page, person_name=mark)
    last_step(page)
    page.get_by_role("button", name="Simpan dulu").click()
    page.wait_for_url(f"{address}/loket/luring/")
    page.context.clear_cookies()
    page.goto(f"{address}/loket/")
    assert mark not in page.content()
    page.context.set_offline(False)
    page.goto(f"{address}/loket/")
    assert "/masuk/" in page.url


def test_signing_out_takes_the_blank_pages_along_and_signing_in_brings_them_back(address, counter):
    page = counter
    page.locator("details.menu").first.locator("summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Keluar").click()
    page.evaluate(
        "async () => { while ((await caches.keys()).length) await new Promise((go) => setTimeout(go, 50)); }"
    )
    hands.sign_in(page, address, "desa")
    page.evaluate(
        "async (path) => { while (!(await caches.match(path))) await new Promise((go) => setTimeout(go, 50)); }",
        f"/loket/luring/{SERVICE}/",
    )


def test_after_one_client_nothing_of_that_person_is_in_the_next_form(address, counter):
    page, mark = counter, f"Klien Contoh {hands.rare_word()}"
    died = (date.today() - timedelta(days=1)).isoformat()
    page.goto(f"{address}/loket/")
    first = begin(page, "santunan-kematian")
    page.locator("[name$='-deceased_name']").fill(mark)
    page.locator("[name$='-death_date']").fill(died)
    page.locator("[data-saved]", has_text="Tersimpan").wait_for()
    page.get_by_role("button", name="Lanjutkan nanti").click()
    page.wait_for_url(f"{address}/loket/")
    second = begin(page, "santunan-kematian")
    assert first != second
    assert page.evaluate(EMPTY)
    assert mark not in page.content()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.go_back()
    page.go_forward()
    hands.ready(page)
    assert re.search(r"/draf/", page.url)
    assert page.evaluate(EMPTY)
