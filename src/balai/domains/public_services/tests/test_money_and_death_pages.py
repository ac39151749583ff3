"""Paying through the bank, and deaths that one side does not know."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.models import DeathFact, PaymentBatch
from balai.domains.public_services.rules.registry_list import read_list
from balai.domains.public_services.testing import AMOUNT, GRANT, grow, make_fund
from balai.domains.public_services.views.deaths import month_after, month_before, month_of
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.errors import Refused
from balai.kits.testing.queries import assert_bounded

ACCOUNT = "9900112233445"


@pytest.fixture
def now_town(town):
    year = timezone.localdate().year
    if year != town.fund.year:
        town.fund = make_fund(10 * AMOUNT, year=year)
    return town


def approved(town, **answers):
    died = (timezone.localdate() - timedelta(days=2)).isoformat()
    filed = town.file(at=timezone.now(), **{"death_date": died, **answers})
    return move(application_id=filed.pk, move="approve", by=actor_of(town.verifier), at=timezone.now())


def banked(town):
    return approved(town, heir_bank="Bank Contoh", heir_account=ACCOUNT)


def page(name, *args):
    return reverse(f"public_services:{name}", args=args)


def batch_of(client, town):
    client.force_login(town.cashier)
    client.post(page("make_batch"), {"layanan": GRANT, "channel": "TRANSFER"})
    return PaymentBatch.objects.get()


def test_the_page_counts_who_waits_and_what_left_today(client, now_town):
    approved(now_town)
    banked(now_town)
    client.force_login(now_town.cashier)
    text = client.get(page("payments")).content.decode()
    assert "1 menunggu berkas" in text
    assert "Almarhum Contoh" in text
    assert "Rp\xa00" in text or "Rp 0" in text


def test_the_file_goes_to_the_bank_with_full_numbers_and_the_page_shows_none(client, now_town):
    banked(now_town)
    batch = batch_of(client, now_town)
    assert ACCOUNT not in client.get(page("batch", batch.pk)).content.decode()
    answer = client.post(page("batch_file", batch.pk))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert (rows[1][3], rows[1][4]) == (ACCOUNT, AMOUNT)
    batch.refresh_from_db()
    assert batch.sent_at is not None


def test_marked_lines_are_paid_once_however_often_it_is_pressed(client, now_town):
    filed = banked(now_town)
    batch = batch_of(client, now_town)
    line = batch.lines.get()
    for _ in range(2):
        client.post(page("batch", batch.pk), {"line": [line.pk]})
    filed.refresh_from_db()
    line.refresh_from_db()
    now_town.fund.refresh_from_db()
    assert (line.state, filed.case.__class__.objects.get(pk=filed.pk).step) == ("PAID", "PAID")
    assert now_town.fund.balance_rupiah == 9 * AMOUNT


def test_a_returned_line_needs_the_banks_reason(client, now_town):
    banked(now_town)
    batch = batch_of(client, now_town)
    line = batch.lines.get()
    client.post(page("batch", batch.pk), {"returned": line.pk, f"reason-{line.pk}": ""})
    line.refresh_from_db()
    assert line.state == "PENDING"
    client.post(page("batch", batch.pk), {"returned": line.pk, f"reason-{line.pk}": "Nomor rekening salah"})
    line.refresh_from_db()
    assert (line.state, line.reason) == ("RETURNED", "Nomor rekening salah")


def test_a_line_of_another_file_is_not_touched(client, now_town):
    banked(now_town)
    batch = batch_of(client, now_town)
    assert client.post(page("batch", batch.pk), {"returned": 999_999}).status_code == 404


def test_another_agency_has_no_batch(client, now_town):
    banked(now_town)
    batch = batch_of(client, now_town)
    client.force_login(make_user(Role.OPD_ADMIN, email="lain@contoh.invalid", opd=make_opd("LAIN")))
    assert client.get(page("batch", batch.pk)).status_code == 404
    assert client.post(page("make_batch"), {"layanan": GRANT, "channel": "TRANSFER"}).status_code == 403
    assert client.get(page("payments")).status_code == 200


def test_payments_ask_the_same_for_one_and_for_many(client, now_town):
    client.force_login(now_town.cashier)

    def make(number):
        for _ in range(number):
            approved(now_town)

    grow(now_town.fund, 100 * AMOUNT)
    assert_bounded(client, page("payments"), make)


CSV = "NIK;No KK;Nama;Tanggal Lahir;Tanggal Meninggal;Kode Desa\n"


def upload(client, text, month="2026-06"):
    file = SimpleUploadedFile("daftar.csv", text.encode() if isinstance(text, str) else text)
    return client.post(page("deaths"), {"berkas": file, "bulan": month}, follow=True)


def test_deaths_of_one_side_are_listed_and_the_list_comes_in_once(client, now_town):
    ours = approved(now_town, deceased_nik="9901010101500501")
    month = timezone.localdate() - timedelta(days=2)
    both = approved(now_town, deceased_nik="9901010101500502")
    day = month.strftime("%d-%m-%Y")
    text = (
        CSV + f"9901010101500502;;Almarhum Sama;;{day};99.01.01.2001\n"
        f"9901010101500503;;Almarhum Mereka;;{day};99.01.01.2001\n"
    )
    client.force_login(now_town.verifier)
    first = upload(client, text, f"{month:%Y-%m}").content.decode()
    assert "2 kematian baru, 0 sudah ada." in first
    assert "0 kematian baru, 2 sudah ada." in upload(client, text, f"{month:%Y-%m}").content.decode()
    shown = client.get(page("deaths"), {"bulan": f"{month:%Y-%m}"}).content.decode()
    assert ("Almarhum Mereka" in shown, "Almarhum Sama" in shown) == (True, False)
    assert ours.person_name in shown
    assert both.pk
    assert "9901010101500503" not in shown


def test_the_deaths_of_a_month_as_excel_are_masked(client, now_town):
    approved(now_town, deceased_nik="9901010101500501")
    client.force_login(now_town.verifier)
    month = timezone.localdate() - timedelta(days=2)
    answer = client.get(page("deaths_export"), {"bulan": f"{month:%Y-%m}"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert ("*" in rows[1][2], rows[1][0]) == (True, "Layanan saja")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 sebuah xlsx", "LIST_NOT_TEXT"),
        (b"a\0b", "LIST_NOT_TEXT"),
        (b"", "LIST_COLUMNS"),
        (b"Kolom;Lain\n1;2\n", "LIST_COLUMNS"),
        (b"x" * (5 * 1024 * 1024 + 1), "LIST_TOO_LARGE"),
    ],
)
def test_what_is_no_list_is_refused_with_advice(data, code):
    with pytest.raises(Refused) as refused:
        read_list(data, today=date(2026, 6, 8))
    assert refused.value.code == code


def test_faulty_lines_are_named_and_the_others_are_read():
    text = CSV + (
        "9901010101500501;;A;;2026-06-01;\n"
        "990101;;B;;2026-06-01;\n"
        ";;Tanpa;;2026-06-01;\n"
        ";9901010101100001;Bayi Contoh;30/05/2026;01/06/2026;\n"
        "9901010101500502;;C;;31-02-2026;\n"
        "9901010101500503;;D;;2999-01-01;\n"
        "\n"
    )
    found = read_list(text.encode(), today=date(2026, 6, 8))
    assert [row.name for row in found.rows] == ["A", "Bayi Contoh"]
    assert [fault.partition(":")[0] for fault in found.faults] == ["Baris 3", "Baris 4", "Baris 6", "Baris 7"]


def test_a_wrong_list_is_told_and_stores_nothing(client, now_town):
    client.force_login(now_town.verifier)
    answer = client.post(page("deaths"), {"berkas": SimpleUploadedFile("x.xlsx", b"PK\x03\x04")})
    assert (answer.status_code, "sebagai CSV" in answer.content.decode()) == (422, True)
    assert client.post(page("deaths"), {}).status_code == 422
    assert DeathFact.objects.count() == 0


def test_months():
    assert (month_before(date(2026, 1, 1)), month_after(date(2026, 12, 1))) == (
        date(2025, 12, 1),
        date(2027, 1, 1),
    )
    assert month_of("2026-03", date(2026, 6, 8)) == date(2026, 3, 1)
    for odd in ("", "x", "2026-13", "9999-01", "²-1"):
        assert month_of(odd, date(2026, 6, 8)) == date(2026, 6, 1)
