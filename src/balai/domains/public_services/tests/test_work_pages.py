"""The officers' pages: who sees what, moves with what they need, words that are not lost, lists that stay quick."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from python_calamine import CalamineWorkbook

from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.models import Application
from balai.domains.public_services.queries.work_lists import Filter, listed_for
from balai.domains.public_services.testing import AMOUNT, GRANT, grow, make_fund, person
from balai.engine.journal import public as journal
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.kits.testing.queries import assert_bounded


@pytest.fixture
def now_town(town, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    year = timezone.localdate().year
    if year != town.fund.year:
        town.fund = make_fund(10 * AMOUNT, year=year)
    return town


@pytest.fixture
def filed(now_town):
    return file(now_town)


def file(town, **answers):
    died = (timezone.localdate() - timedelta(days=2)).isoformat()
    return town.file(at=timezone.now(), **{"death_date": died, **answers})


def page_of(application, name="work", *args):
    return reverse(f"public_services:{name}", args=[application.pk, *args])


def approve(town, application):
    return move(application_id=application.pk, move="approve", by=actor_of(town.verifier), at=timezone.now())


def jpeg():
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (30, 60, 90)).save(out, "JPEG")
    return SimpleUploadedFile("kuitansi.jpg", out.getvalue())


def test_numbers_are_masked_until_somebody_asks_and_that_is_written_down(client, now_town, filed):
    client.force_login(now_town.verifier)
    nik = person(1)["heir_nik"][:6]
    text = client.get(page_of(filed)).content.decode()
    assert ("Ahli Waris Contoh" in text, nik in text) == (True, False)
    shown = client.post(page_of(filed, "reveal"))
    assert nik in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    codes = [entry.code for entry in journal.history(subject=("case", filed.pk))]
    assert codes.count("SERVICE_NUMBERS_SHOWN") == 1


def test_the_auditor_sees_the_page_and_no_numbers(client, now_town, filed):
    client.force_login(make_user(Role.AUDITOR))
    assert client.get(page_of(filed)).status_code == 200
    assert client.post(page_of(filed, "reveal")).status_code == 403


@pytest.mark.parametrize("name", ["work", "print", "slip"])
def test_another_village_learns_nothing(client, now_town, filed, name):
    approve(now_town, filed)
    client.force_login(now_town.other_clerk)
    assert client.get(page_of(filed, name)).status_code == 404


def test_a_family_account_has_no_desk(client, now_town, filed):
    client.force_login(now_town.citizen)
    assert client.get(page_of(filed)).status_code == 403


def test_one_press_approves_and_a_second_one_says_so(client, now_town, filed):
    client.force_login(now_town.verifier)
    version = filed.case.version
    first = client.post(page_of(filed, "do_move", "approve"), {"version": version})
    second = client.post(page_of(filed, "do_move", "approve"), {"version": version})
    assert (first.status_code, second.status_code) == (302, 409)
    filed.refresh_from_db()
    assert filed.reservation_id is not None


def test_a_move_by_somebody_else_keeps_what_was_typed(client, now_town, filed):
    version = filed.case.version
    approve(now_town, filed)
    client.force_login(now_town.cashier)
    answer = client.post(
        page_of(filed, "do_move", "return"), {"version": version, "text": "Foto KK belum jelas."}
    )
    assert (answer.status_code, "Foto KK belum jelas." in answer.content.decode()) == (409, True)


def test_a_move_that_lacks_words_comes_back_open(client, now_town, filed):
    client.force_login(now_town.verifier)
    answer = client.post(page_of(filed, "do_move", "return"), {"version": filed.case.version, "text": "x"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="langkah-return" open' in text


def test_cash_is_paid_with_a_receipt_and_by_another_officer(client, now_town, filed):
    approve(now_town, filed)
    filed.case.refresh_from_db()
    address, version = page_of(filed, "do_move", "pay"), filed.case.version
    client.force_login(now_town.verifier)
    assert client.post(address, {"version": version, "channel": "CASH", "receipt": jpeg()}).status_code == 403
    client.force_login(now_town.cashier)
    assert client.post(address, {"version": version, "channel": "CASH"}).status_code == 422
    done = client.post(address, {"version": version, "channel": "CASH", "receipt": jpeg()})
    assert done.status_code == 302
    filed.refresh_from_db()
    assert filed.payment_id is not None
    assert "sudah dibayar" in client.get(page_of(filed)).content.decode()


def test_the_slip_names_the_amount_and_no_fee(client, now_town, filed):
    approve(now_town, filed)
    client.force_login(now_town.cashier)
    text = client.get(page_of(filed, "slip")).content.decode()
    assert ("1.000.000" in text, "Ahli Waris Contoh" in text) == (True, True)
    assert [word for word in ("biaya", "retribusi", "tarif") if word in text.casefold()] == []


def test_the_print_is_masked(client, now_town, filed):
    client.force_login(now_town.verifier)
    assert person(1)["heir_nik"][:6] not in client.get(page_of(filed, "print")).content.decode()


def test_the_list_is_narrowed(now_town):
    first, second = file(now_town), file(now_town, deceased_name="Almarhum Contoh Seberang")
    approve(now_town, second)
    by, now = actor_of(now_town.verifier), timezone.now()
    nik = person(0)["deceased_nik"]

    def found(**query):
        return sorted(listed_for(by, Filter.of(query), at=now).values_list("pk", flat=True))

    assert found(tab="all") == [first.pk, second.pk]
    assert found(tab="all", q="seberang") == [second.pk]
    assert found(tab="all", q=first.case.tracking_code) == [first.pk]
    assert found(tab="all", q=f"LAYANAN-{second.pk}") == [second.pk]
    assert found(tab="all", service=GRANT, step="APPROVED") == [second.pk]
    assert found(tab="all", until=(timezone.localdate() - timedelta(days=1)).isoformat()) == []
    assert found(tab="all", q=nik) == []
    assert found(tab="all", since="2026-99-99") == [first.pk, second.pk]
    assert found(tab="waiting") == []
    assert found(tab="all", area="99.01.01") == [first.pk, second.pk]
    assert found(tab="all", area="99.01.02") == []


def test_a_nik_is_found_by_its_fingerprint(now_town):
    filed = file(now_town, deceased_nik="9901010101500909")
    by = actor_of(now_town.verifier)
    rows = listed_for(by, Filter.of({"q": "99010101 0150 0909"}), at=timezone.now())
    assert [row.pk for row in rows] == [filed.pk]


def test_the_export_masks_and_keeps_texts_texts(client, now_town):
    file(now_town, deceased_name="=1+1 Contoh")
    client.force_login(now_town.verifier)
    answer = client.get(reverse("public_services:export"), {"tab": "all"})
    row = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()[1]
    assert (row[2], "*" in row[3]) == ("=1+1 Contoh", True)


def test_many_are_approved_at_once_and_each_says_how_it_went(client, now_town):
    rows = [file(now_town) for _ in range(3)]
    approve(now_town, rows[0])
    client.force_login(now_town.verifier)
    answer = client.post(
        reverse("public_services:bulk"), {"case": [row.pk for row in rows], "move": "approve"}, follow=True
    )
    text = answer.content.decode()
    assert ("2 permohonan diproses." in text, "1 tidak diubah" in text) == (True, True)
    assert Application.objects.filter(reservation_id__isnull=False).count() == 3


@pytest.mark.parametrize("code", ["reject", "pay", "withdraw", "tidak-ada"])
def test_what_needs_words_or_pays_is_never_done_to_many(client, now_town, code):
    filed = file(now_town)
    client.force_login(now_town.verifier)
    client.post(reverse("public_services:bulk"), {"case": [filed.pk], "move": code})
    filed.case.refresh_from_db()
    assert filed.case.step == "VERIFYING"


def test_the_waiting_list_names_places_and_is_served_in_order(client, now_town):
    town = now_town
    town.fund.refresh_from_db()
    grow(town.fund, AMOUNT - town.fund.available_rupiah)
    rows = [file(town) for _ in range(3)]
    for row in rows:
        approve(town, row)
    client.force_login(town.verifier)
    address = reverse("public_services:waiting")
    text = client.get(address, {"layanan": GRANT}).content.decode()
    assert "Layani sekarang" not in text
    grow(town.fund, AMOUNT)
    assert "Layani sekarang" in client.get(address, {"layanan": GRANT}).content.decode()
    client.post(address, {"layanan": GRANT})
    left = Application.objects.filter(queued_at__isnull=False)
    assert list(left.values_list("pk", flat=True)) == [rows[2].pk]


def test_a_village_reads_the_waiting_list_without_the_names_of_others(client, now_town):
    town = now_town
    town.fund.refresh_from_db()
    grow(town.fund, -town.fund.available_rupiah)
    mine, other = (
        file(town),
        town.file(
            by=town.other_clerk,
            at=timezone.now(),
            death_date=timezone.localdate().isoformat(),
            deceased_name="Almarhum Lain",
        ),
    )
    for row in (mine, other):
        approve(town, row)
    client.force_login(town.clerk)
    answer = client.get(reverse("public_services:waiting"), {"layanan": GRANT})
    text = answer.content.decode()
    assert (answer.status_code, "Almarhum Lain" in text, "desa lain" in text) == (200, False, True)
    assert client.post(reverse("public_services:waiting"), {"layanan": GRANT}).status_code == 404


@pytest.mark.parametrize("name", ["work_list", "waiting"])
def test_lists_ask_the_same_for_one_and_for_many(client, now_town, name):
    client.force_login(now_town.verifier)
    query = "" if name == "work_list" else f"?layanan={GRANT}"

    def make(number):
        for _ in range(number):
            file(now_town)

    assert_bounded(client, reverse(f"public_services:{name}") + query, make)


def test_bad_words_in_the_address_are_no_error(client, now_town):
    client.force_login(now_town.verifier)
    for query in (
        "?tab=x&page=-1&since=2026-13-40",
        "?page=99999999999999999",
        "?q=%00%27%22&step=%3Cb%3E",
    ):
        assert client.get(reverse("public_services:work_list") + query).status_code == 200


def test_the_desk_of_cases_leads_here(client, now_town, filed):
    client.force_login(now_town.verifier)
    answer = client.get(reverse("cases:case", args=[filed.pk]))
    assert answer.headers["Location"] == page_of(filed)
