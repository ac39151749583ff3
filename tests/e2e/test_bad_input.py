"""What goes wrong in a browser is explained, and nothing that was typed is lost."""

import os

from . import hands


def test_a_wrong_code_says_what_is_wrong(address, phone):
    phone.goto(f"{address}/lacak/")
    phone.fill("#kode", "K7M-4Q2-XPA")
    phone.get_by_role("button", name="Lacak").click()
    assert phone.locator("#kode-galat").is_visible()
    assert phone.input_value("#kode") == "K7M-4Q2-XPA"
    assert phone.get_attribute("#kode", "aria-invalid") == "true"


def test_files_that_are_no_photos_or_too_large_are_named_and_the_words_stay(address, open_page, tmp_path):
    page = open_page(java_script_enabled=False, **hands.PHONE, **hands.elsewhere())
    large = tmp_path / "besar.jpg"
    large.write_bytes(hands.small_jpeg() + os.urandom(13 * 1024 * 1024))
    for name, path in (("catatan.txt", None), ("besar.jpg", large)):
        page.goto(f"{address}/lapor/")
        page.fill("#id_text", hands.ROAD)
        page.select_option("#id_area", label=hands.PLACE)
        sent = str(path) if path else {"name": name, "mimeType": "text/plain", "buffer": b"bukan foto" * 99}
        page.set_input_files("#id_photos", sent)
        page.get_by_role("button", name="Kirim laporan").click()
        assert page.locator("#error-summary a[href='#id_photos']").count() == 1, page.inner_text("main")
        assert page.input_value("#id_text") == hands.ROAD


def test_two_clicks_and_the_back_button_make_one_report(address, phone, open_page):
    mark = hands.rare_word()
    words = f"{hands.ROAD} Dekat halte {mark}."
    hands.fill_in(phone, address, text=words)
    phone.get_by_role("button", name="Kirim laporan").dblclick()
    phone.wait_for_selector(".tracking-code")
    code = phone.inner_text(".tracking-code")
    phone.goto(f"{address}/laporan/?q={mark}")
    assert phone.locator(".report-card").count() == 1
    # No scripts: the browser really sends the form twice; its key leads both to one receipt.
    page = open_page(java_script_enabled=False, **hands.elsewhere())
    page.goto(address)
    page.goto(f"{address}/lapor/")
    page.fill("#id_text", f"{hands.ROAD} Dekat gapura.")
    page.select_option("#id_area", label=hands.PLACE)
    page.get_by_role("button", name="Kirim laporan").click()
    first = page.inner_text(".tracking-code")
    page.go_back()
    page.get_by_role("button", name="Kirim laporan").click()
    assert page.inner_text(".tracking-code") == first != code


def test_after_sending_the_form_is_empty_again(address, phone):
    hands.report(phone, address)
    phone.goto(f"{address}/lapor/")
    hands.ready(phone)
    assert phone.input_value("#id_text") == ""


def test_a_form_that_was_left_keeps_the_words(address, phone):
    hands.fill_in(phone, address)
    phone.goto(f"{address}/lapor/")
    hands.ready(phone)
    assert phone.input_value("#id_text") == hands.ROAD


def test_a_form_whose_cookie_is_gone_explains_itself_and_is_sent_by_the_outbox(address, phone):
    hands.fill_in(phone, address)
    phone.context.clear_cookies()
    phone.get_by_role("button", name="Kirim laporan").click()
    phone.wait_for_selector("h1:has-text('Formulir ini tidak berlaku lagi')")
    phone.get_by_role("link", name="Lihat kotak keluar").click()
    phone.locator("[data-list] a:not(.btn)").wait_for()
    phone.goto(f"{address}/lapor/")
    hands.ready(phone)
    assert phone.input_value("#id_text") == ""  # sent once: the form does not offer it again


def test_an_officer_whose_session_ended_comes_back_to_the_case(address, open_page, phone):
    code = hands.report(phone, address)
    desk = open_page(**hands.DESK)
    hands.sign_in(desk, address, "admin.dpupr")
    hands.find_case(desk, address, code)
    case_url = desk.url
    desk.context.clear_cookies()
    desk.goto(case_url)
    assert "/masuk/" in desk.url
    desk.fill("[name=login]", f"admin.dpupr@{hands.DOMAIN}")
    desk.fill("[name=password]", hands.PASSWORD)
    desk.get_by_role("button", name="Masuk", exact=True).click()
    desk.wait_for_url(case_url)


def test_of_two_officers_at_once_the_second_is_told_and_keeps_the_words(address, open_page, phone):
    code = hands.report(phone, address)
    first, second = open_page(**hands.DESK), open_page(**hands.DESK)
    for page in (first, second):
        hands.sign_in(page, address, "admin.dpupr")
        hands.find_case(page, address, code)
    hands.do(first, "terima")
    typed = "Regu kami ke sana besok jam delapan."
    hands.open_act(second, "jawab").locator("[name=text]").fill(typed)
    hands.do(second, "jawab")
    assert "baru saja diubah orang lain" in second.inner_text("main .alert")
    assert second.locator("details#jawab").get_attribute("open") is not None
    assert second.input_value("#jawab-text") == typed
    hands.do(second, "jawab")  # read, decided, sent again
    assert typed in second.inner_text(".timeline")
