"""A citizen reports without a signal: the form works, the report waits, goes by itself, and is there once."""

import sqlite3

import pytest

from . import hands

ENTRIES = "async () => (await window.balaiCourier.all('entries')).map(({ state, sealed, fields, photos }) => ({ state, sealed: Boolean(sealed), fields, sizes: (photos ?? []).map((one) => one.content.byteLength), heads: (photos ?? []).map((one) => [...new Uint8Array(one.content).slice(0, 4)]) }))"


@pytest.fixture
def visitor(address, phone):
    """A phone that has seen the first page once, and had the time to keep the rest."""
    phone.goto(address)
    hands.ready(phone)
    phone.evaluate(
        "navigator.serviceWorker.register('/sw.js')"
    )  # what the page does by itself after three quiet seconds
    hands.kept(phone, "/", "/lapor/kotak-keluar/")
    return phone


def fill_blank(page, text, photo=None):
    """The form as the phone keeps it, up to its last button."""
    hands.write(page, text=text, photo=photo)
    hands.go_on(page)
    page.select_option("#id_area", label=hands.PLACE)
    hands.go_on(page)
    page.select_option("#id_category", index=1)
    hands.go_on(page)


def found(page, address, word):
    """How many public reports speak of it."""
    page.goto(f"{address}/laporan/?q={word}")
    return page.get_by_role("link", name=word).count()


def test_a_report_written_without_a_signal_arrives_once(address, visitor, photo):
    page, word = visitor, hands.rare_word()
    page.context.set_offline(True)
    page.goto(f"{address}/statistik/")
    assert page.inner_text("h1") == "Tidak ada sinyal"
    page.get_by_role("link", name="Buat laporan").click()
    hands.ready(page)
    fill_blank(page, f"{word}: jembatan bambu patah di sungai.", photo)
    page.get_by_role("button", name="Simpan, kirim saat ada sinyal").click()
    page.wait_for_url("**/lapor/kotak-keluar/")
    page.get_by_text("menunggu sinyal").wait_for()
    [entry] = page.evaluate(ENTRIES)
    assert entry["sizes"][0] <= 250 * 1024
    page.close()  # the app is shut, and opened again

    again = page.context.new_page()
    again.goto(f"{address}/lapor/kotak-keluar/")
    again.get_by_text("menunggu sinyal").wait_for()
    again.context.set_offline(False)
    again.evaluate("window.dispatchEvent(new Event('online'))")
    receipt = again.locator("[data-list] a:not(.btn)")
    receipt.wait_for()
    assert "terkirim" in again.inner_text("[data-list]")
    assert [(one["state"], one["fields"]) for one in again.evaluate(ENTRIES)] == [("FILED", None)]
    again.reload()
    hands.ready(again)
    receipt.click()
    again.wait_for_selector(".tracking-code")
    assert again.locator("main img").count() >= 1
    assert found(again, address, word) == 1


def test_a_sending_that_breaks_in_the_middle_goes_to_the_outbox(address, visitor):
    page, word = visitor, hands.rare_word()
    hands.fill_in(page, address, text=f"{word}: lampu jalan padam di tikungan.")
    page.context.set_offline(True)
    page.evaluate(
        "Object.defineProperty(navigator, 'onLine', { get: () => true })"
    )  # as phones say it with one weak bar
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_url("**/lapor/kotak-keluar/")
    page.get_by_text("menunggu sinyal").wait_for()
    page.context.set_offline(False)
    page.goto(address)  # any page sends
    page.goto(f"{address}/lapor/kotak-keluar/")
    page.locator("[data-list] a:not(.btn)").wait_for()
    assert found(page, address, word) == 1


def test_a_refused_report_is_mended_and_sent_again(address, visitor, photo):
    page, word = visitor, hands.rare_word()
    page.context.set_offline(True)
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    fill_blank(page, "pendek", photo)
    page.get_by_role("button", name="Simpan, kirim saat ada sinyal").click()
    page.wait_for_url("**/lapor/kotak-keluar/")
    page.context.set_offline(False)
    page.reload()
    page.get_by_text("tidak diterima").first.wait_for()
    page.get_by_role("link", name="Perbaiki dan kirim lagi").click()
    page.locator(".photo-list img").wait_for()
    assert page.input_value("#id_text") == "pendek"
    fill_blank(page, f"{word}: sampah menumpuk di tepi kali.")
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_selector(".tracking-code")
    assert page.locator("main img").count() >= 1
    assert found(page, address, word) == 1
    page.goto(f"{address}/lapor/kotak-keluar/")
    # A busy house asks the form itself a puzzle: then its page was the receipt, and nothing is left here.
    page.wait_for_function(
        "async () => window.balaiCourier && (await window.balaiCourier.all('entries')).every(({ state }) => state === 'FILED')"
    )


def keep_for_later(page, address, text):
    """Without a signal: written, kept, and the outbox shows that it waits. The page is left, so that nothing there will send it."""
    page.context.set_offline(True)
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    fill_blank(page, text)
    page.get_by_role("button", name="Simpan, kirim saat ada sinyal").click()
    page.wait_for_url("**/lapor/kotak-keluar/")
    page.get_by_text("menunggu sinyal").wait_for()
    page.goto("about:blank")


def sync(page, address):
    """The browser tells our worker that there is a signal; no page of ours is open."""
    session, found = page.context.new_cdp_session(page), []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(0)  # lets the answer in
    [root] = [one for one in found if one["scopeURL"] == f"{address}/" and not one["isDeleted"]]
    session.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": address,
            "registrationId": root["registrationId"],
            "tag": "balai-outbox",
            "lastChance": False,
        },
    )


def solved_puzzles(folder):
    """How many answers the house has taken."""
    with sqlite3.connect(f"file:{folder}/balai.sqlite3?mode=ro", uri=True) as database:
        return database.execute("SELECT count(*) FROM gate_spentpuzzle").fetchone()[0]


def test_a_report_that_meets_a_puzzle_stays_in_the_outbox_until_its_receipt(address, folder, visitor):
    page, word, waited = visitor, hands.rare_word(), hands.rare_word()
    for turn in range(32):  # a busy house asks puzzles
        page.request.post(
            f"{address}/api/reports",
            data={"text": f"Contoh keramaian {turn} {word[::-1]}.", "type": "ASPIRATION"},
            headers={"Idempotency-Key": f"keramaian-{word}-{turn:03d}"},
        )
    # In the background, where no page could solve it: the worker does, and the report is filed. The browser itself may
    # wake it already while only the page is without a signal.
    solved = solved_puzzles(folder)
    keep_for_later(page, address, f"{waited}: pagar jembatan lepas di sisi barat.")
    page.context.set_offline(False)
    sync(page, address)
    [worker] = page.context.service_workers
    worker.evaluate(
        "async () => { while ((await balaiCourier.all('entries')).some(({ state }) => state === 'WAITING')) await new Promise((go) => setTimeout(go, 50)); }"
    )
    assert solved_puzzles(folder) == solved + 1
    page.goto(f"{address}/lapor/kotak-keluar/")
    page.locator("[data-list] a:not(.btn)").wait_for()
    assert "terkirim" in page.inner_text("[data-list]")
    assert found(page, address, waited) == 1

    hands.fill_in(page, address, text=f"{word}: lampu jalan padam di tikungan.")
    with page.expect_response(lambda answer: answer.status == 428):
        page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_selector(".tracking-code")
    page.goto(f"{address}/lapor/kotak-keluar/")
    page.locator("[data-list] a:not(.btn)").nth(1).wait_for()
    assert [one["state"] for one in page.evaluate(ENTRIES)] == ["FILED", "FILED"]
    assert found(page, address, word) == 1


def test_a_refused_confidential_report_is_written_again_and_leaves_nothing_to_read(address, visitor):
    page, word = visitor, hands.rare_word()[:6]
    page.context.set_offline(True)
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    fill_blank(page, word)  # too short to be filed
    page.locator("[name=identity][value=CONFIDENTIAL]").check()
    page.get_by_role("button", name="Simpan, kirim saat ada sinyal").click()
    page.wait_for_url("**/lapor/kotak-keluar/")
    page.context.set_offline(False)
    page.reload()
    page.get_by_text("sudah dihapus dari ponsel ini").wait_for()
    assert page.get_by_role("link", name="Perbaiki").count() == 0
    [entry] = page.evaluate(ENTRIES)
    assert (entry["state"], entry["sealed"], entry["fields"], entry["sizes"]) == ("REFUSED", False, None, [])
    page.get_by_role("link", name="Tulis ulang").click()
    page.wait_for_url("**/lapor/")
    page.wait_for_function("document.querySelector('[name=identity][value=CONFIDENTIAL]').checked")
    assert page.input_value("#id_text") == ""
    page.fill("#id_text", f"{word}: pungutan")
    assert word not in page.evaluate("JSON.stringify(localStorage)")


def test_a_confidential_report_waits_sealed_and_can_be_deleted(address, visitor):
    page, word = visitor, hands.rare_word()
    page.context.set_offline(True)
    page.goto(f"{address}/lapor/")
    hands.ready(page)
    fill_blank(page, f"Pungutan tanpa tanda terima, {word}.")
    page.locator("[name=identity][value=CONFIDENTIAL]").check()
    page.get_by_role("button", name="Simpan, kirim saat ada sinyal").click()
    page.wait_for_url("**/lapor/kotak-keluar/")
    page.get_by_text("Laporan rahasia").first.wait_for()
    [entry] = page.evaluate(ENTRIES)
    assert (entry["sealed"], entry["fields"]) == (True, None)
    assert word not in page.evaluate("JSON.stringify(localStorage) + document.body.innerHTML")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Hapus, jangan kirim").click()
    page.get_by_text("Tidak ada yang menunggu").wait_for()
    assert page.evaluate(ENTRIES) == []
